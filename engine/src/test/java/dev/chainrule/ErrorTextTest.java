package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.ScalarFunction;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The texts of errors, to the letter: they are part of the interface.
class ErrorTextTest {
  private static Tensor ones(int... shape) {
    return Tensor.ones(shape);
  }

  private static Tensor longs(long... elements) {
    return Tensor.of(elements);
  }

  private static DynamicTest fails(String text, ThrowingCallable call) {
    return dynamicTest(text, () -> assertThatThrownBy(call).hasMessage(text));
  }

  @TestFactory
  Stream<DynamicTest> ofTheDesign() {
    return Stream.of(
        fails(
            "matmul: inner sizes differ: left [2, 3] has 3 columns, right [4, 5] has 4 rows",
            () -> ones(2, 3).matmul(ones(4, 5))),
        fails(
            "add: cannot broadcast [32, 10] with [32, 7]: axis -1 is 10 and 7 (must be equal, or"
                + " one of them 1)",
            () -> ones(32, 10).add(ones(32, 7))),
        fails(
            "reshape: [2, 3, 4] has 24 elements, but [5, -1] needs a multiple of 5",
            () -> ones(2, 3, 4).reshape(5, -1)),
        fails(
            "sum: axis 3 is out of range for [2, 3] (valid: -2 to 1)",
            () -> ones(2, 3).sum(3, false)),
        fails(
            "backward: needs a scalar, but this tensor is [32]; reduce it with mean() or pass a"
                + " gradOutput of shape [32]",
            () -> ones(32).requiresGrad(true).backward()),
        fails(
            "backward: this graph was already released; run forward again, or pass retainGraph",
            () -> {
              Tensor y = ones().requiresGrad(true).exp();
              y.backward();
              y.backward();
            }));
  }

  @TestFactory
  Stream<DynamicTest> ofMakingAndReading() {
    return Stream.of(
        fails(
            "of: a tensor of [2, 2] has 4 elements; given 3",
            () -> Tensor.of(new float[] {1, 2, 3}, 2, 2)),
        fails("shape: sizes must not be negative; given [2, -1]", () -> Tensor.zeros(2, -1)),
        fails(
            "shape: an array holds at most 2147483647 elements; [65536, 65536] has more",
            () -> Tensor.zeros(65536, 65536)),
        fails(
            "arange: the step must lead from start to end; given start 0, end 5, step -1",
            () -> Tensor.arange(0, 5, -1)),
        fails(
            "arange: the step must lead from start to end; given start 0, end 5, step 0",
            () -> Tensor.arange(0, 5, 0)),
        fails(
            "item: needs exactly one element; this tensor is [2]; index it first",
            () -> ones(2).item()),
        fails("size: a 0-d tensor has no axis; given 0", () -> Tensor.scalar(1).size(0)),
        fails(
            "size: axis 2 is out of range for [2, 3] (valid: -2 to 1)", () -> ones(2, 3).size(2)));
  }

  @TestFactory
  Stream<DynamicTest> ofGradients() {
    Tensor leaf = ones(2).requiresGrad(true);
    return Stream.of(
        fails(
            "requiresGrad: only a leaf can stop requiring grad; this is the result of exp; use"
                + " detach()",
            () -> leaf.exp().requiresGrad(false)),
        fails(
            "requiresGrad: only floats have gradients; this tensor is int64; convert it with"
                + " to(FLOAT32)",
            () -> longs(1).requiresGrad(true)),
        fails(
            "backward: this tensor does not require grad; call requiresGrad(true) on a leaf it is"
                + " computed from",
            () -> ones().backward()),
        fails(
            "retainGrad: this tensor does not require grad; call requiresGrad(true) on a leaf it is"
                + " computed from",
            () -> ones().retainGrad()),
        fails(
            "registerHook: this tensor does not require grad; call requiresGrad(true) on a leaf it"
                + " is computed from",
            () -> ones().registerHook(g -> g)),
        fails(
            "gradients: this tensor does not require grad; call requiresGrad(true) on a leaf it is"
                + " computed from",
            () -> Gradients.of(leaf.sum(), List.of(ones()))),
        fails(
            "gradients: needs a scalar, but this tensor is [2]; reduce it with mean() or pass a"
                + " gradOutput of shape [2]",
            () -> Gradients.of(leaf.exp(), List.of(leaf))),
        fails(
            "backward: gradOutput must have the shape of the tensor, [2]; given [3]",
            () -> leaf.exp().backward(ones(3))),
        fails(
            "hessianVectorProduct: the direction must have the shape of the input, [2]; given []",
            () -> Gradients.hessianVectorProduct(Tensor::sum, leaf, ones())),
        fails(
            "jacobianVectorProduct: the direction must have the shape of the input, [2]; given [3]",
            () -> Gradients.jacobianVectorProduct(Tensor::exp, leaf, ones(3))),
        fails(
            "setData: only a leaf can be set; this value was computed",
            () -> Value.of(1).exp().setData(2)));
  }

  @TestFactory
  Stream<DynamicTest> ofArithmetic() {
    return Stream.of(
        fails(
            "pow: an integer has no integer power with a negative exponent; given 2 to the -1; make"
                + " one of them a float",
            () -> longs(2).pow(longs(-1))),
        fails(
            "where: cannot broadcast [2] with [3]: axis -1 is 2 and 3 (must be equal, or one of"
                + " them 1)",
            () -> ones(3).where(ones(2).gt(0), ones(3))),
        fails("mean: needs floats; given int64; convert with to(FLOAT32)", () -> longs(1).mean()),
        fails(
            "softmax: needs floats; given bool; convert with to(FLOAT32)",
            () -> ones(2).gt(0).softmax(0)),
        fails("promotion needs an input", Promotion::common),
        fails("not a function of integers", () -> Ops.EXP.atLong(1)),
        fails("not a function of integers", () -> Ops.DIV.atLong(1, 2)),
        fails(
            "matmul: both must have at least one axis; given [] and [3]; for numbers use mul",
            () -> ones().matmul(ones(3))),
        fails(
            "matmul: cannot broadcast [2] with [3]: axis -1 is 2 and 3 (must be equal, or one of"
                + " them 1)",
            () -> ones(2, 1, 4).matmul(ones(3, 4, 1))),
        fails(
            "dot: both must have as many elements; given [2] and [3]", () -> ones(2).dot(ones(3))),
        fails("dot: both must have one axis; given [2, 2] and [2]", () -> ones(2, 2).dot(ones(2))),
        fails("outer: both must have one axis; given [2] and []", () -> ones(2).outer(ones())));
  }

  @TestFactory
  Stream<DynamicTest> ofReductions() {
    return Stream.of(
        fails(
            "max: needs at least one element along axes [0]; given [0, 3]",
            () -> ones(0, 3).max(0, false)),
        fails(
            "argmin: needs at least one element along axes [0]; given [0]", () -> ones(0).argmin()),
        fails(
            "min: axes must differ; [0, -2] names axis 0 twice",
            () -> ones(2, 3).min(new int[] {0, -2}, false)),
        fails("cumsum: axis -2 is out of range for [3] (valid: -1 to 0)", () -> ones(3).cumsum(-2)),
        fails("mean: axis 1 is out of range for [] (valid: -1 to 0)", () -> ones().mean(1, false)));
  }

  @TestFactory
  Stream<DynamicTest> ofLayersAndLosses() {
    return Stream.of(
        fails(
            "linear: the weight must be [out, in] and the input [..., in]; given input [2, 3],"
                + " weight [4, 5]",
            () -> ones(2, 3).linear(ones(4, 5), null)),
        fails(
            "batchNorm: input must be [n, c, ...] with weight and bias [c]; given input [2, 3],"
                + " weight [2], bias [2]",
            () -> ones(2, 3).batchNorm(ones(2), ones(2), 1e-5, 0)),
        fails(
            "layerNorm: weight and bias must have the last axes of the input; given input [2, 3],"
                + " weight [2], bias [2]",
            () -> ones(2, 3).layerNorm(ones(2), ones(2), 1e-5)),
        fails(
            "scaledDotProductAttention: query must be [..., l, e], key [..., s, e], value [..., s,"
                + " v]; given [2, 3], [4, 5], [4, 3]",
            () -> ones(2, 3).scaledDotProductAttention(ones(4, 5), ones(4, 3), false)),
        fails(
            "scaledDotProductAttention: cannot broadcast [2] with [3]: axis -1 is 2 and 3 (must be"
                + " equal, or one of them 1)",
            () -> ones(2, 4, 5).scaledDotProductAttention(ones(3, 4, 5), ones(3, 4, 5), false)),
        fails(
            "mseLoss: cannot broadcast [2] with [3]: axis -1 is 2 and 3 (must be equal, or one of"
                + " them 1)",
            () -> ones(2).mseLoss(ones(3))),
        fails(
            "layerNorm: weight and bias must broadcast to the input; given [[2], [3, 2], [2]]",
            () ->
                Tensor.apply(
                    new Normalize("layerNorm", Axes.single(0), 1e-5, 0),
                    ones(2),
                    ones(3, 2),
                    ones(2))),
        fails(
            "crossEntropy: logits must be [n, classes] with n class indices, or [classes] with one;"
                + " given logits [2, 3], target [3]",
            () -> ones(2, 3).crossEntropy(longs(0, 1, 2))),
        fails(
            "crossEntropy: target 3 (element 1) is no class of logits [2, 3] (valid: 0 to 2)",
            () -> ones(2, 3).crossEntropy(longs(0, 3))),
        fails(
            "crossEntropy: the target must be int64 class indices or float probabilities; given"
                + " bool",
            () -> ones(2, 3).crossEntropy(longs(0, 1).gt(0))),
        fails(
            "crossEntropy: the logits must have 4 classes; given logits [2, 3]",
            () -> Tensor.apply(new CrossEntropy(1, 4), ones(2, 3), longs(0, 1))),
        fails(
            "crossEntropy: logits and target probabilities must both be [n, classes] or [classes];"
                + " given logits [2, 3], target [3]",
            () -> ones(2, 3).crossEntropy(ones(3))),
        fails(
            "binaryCrossEntropyWithLogits: logits and target must have one shape; given [2] and"
                + " [3]",
            () -> ones(2).binaryCrossEntropyWithLogits(ones(3))));
  }

  @TestFactory
  Stream<DynamicTest> ofViews() {
    return Stream.of(
        fails("reshape: [2, 3] has 6 elements, but [4] has 4", () -> ones(2, 3).reshape(4)),
        fails(
            "reshape: [6] has 6 elements, but [1000000, 1000000] has 1000000000000",
            () -> ones(6).reshape(1_000_000, 1_000_000)),
        fails(
            "reshape: sizes must not be negative, but for one -1; given [-1, -1]",
            () -> ones(2, 3).reshape(-1, -1)),
        fails(
            "view: the strides of this [3, 2] tensor do not allow a view of [6]; use reshape",
            () -> ones(2, 3).t().view(6)),
        fails(
            "flatten: the first axis must not come after the last; given 1 and 0",
            () -> ones(2, 3).flatten(1, 0)),
        fails(
            "t: needs at most two axes; given [1, 2, 3]; name the two with transpose",
            () -> ones(1, 2, 3).t()),
        fails(
            "permute: every axis of [2, 3] must be named once; given [0, 0]",
            () -> ones(2, 3).permute(0, 0)),
        fails(
            "expand: only axes of size 1 can be repeated; given [3], wanted [2, 4]",
            () -> ones(3).expand(2, 4)),
        fails("slice: the step must be positive; given 0", () -> ones(3).slice(0, 0, 3, 0)),
        fails("slice: a 0-d tensor has no axis to take a part of", () -> ones().slice(0, 0, 1, 1)),
        fails(
            "narrow: axis 0 of [3] has 3 positions; given start 2, length 2",
            () -> ones(3).narrow(0, 2, 2)),
        fails(
            "select: index 3 is out of range for axis 0 of [3] (valid: -3 to 2)",
            () -> ones(3).select(0, 3)),
        fails("split: the size of a part must be positive; given 0", () -> ones(3).split(0, 0)),
        fails("chunk: the number of parts must be positive; given 0", () -> ones(3).chunk(0, 0)),
        fails("cat: needs at least one tensor", () -> Tensor.cat(List.of(), 0)),
        fails(
            "cat: all sizes but that of axis 0 must agree; given [[2, 3], [2, 4]]",
            () -> Tensor.cat(List.of(ones(2, 3), ones(2, 4)), 0)),
        fails("stack: needs at least one tensor", () -> Tensor.stack(List.of(), 0)),
        fails(
            "stack: all tensors must have one shape; given [2] and [3]",
            () -> Tensor.stack(List.of(ones(2), ones(3)), 0)),
        fails(
            "unsqueeze: axis 3 is out of range for [2, 3] (valid: -3 to 2)",
            () -> ones(2, 3).unsqueeze(3)),
        fails(
            "squeeze: only axes of size 1 can go; axis 0 of [2] is 2",
            () -> Tensor.apply(new Squeeze(Axes.single(0)), ones(2))),
        fails(
            "reshape: [2] has 2 elements, but [3] has 3",
            () -> Tensor.apply(new Reshape("reshape", Shape.of(3)), ones(2))),
        fails(
            "slice: axis 0 of [2] has 2 positions; given start 1, size 2, step 1",
            () -> Tensor.apply(new Slice("slice", 0, 1, 2, 1), ones(2))),
        fails(
            "cat: the sizes along axis 0 must be [1, 2]; given [[1], [1]]",
            () -> Tensor.apply(new Cat(0, List.of(1, 2)), ones(1), ones(1))));
  }

  @TestFactory
  Stream<DynamicTest> ofIndexing() {
    Tensor mask = Tensor.of(new boolean[] {true, false});
    return Stream.of(
        fails(
            "index: an index must be int64 or bool; given float32; convert with to(INT64)",
            () -> ones(3).index(Index.of(ones(1)))),
        fails(
            "index: [3] has 1 axes; given 2 indices",
            () -> ones(3).index(Index.at(0), Index.at(0))),
        fails(
            "index: only one ellipsis may be given",
            () -> ones(3).index(Index.ellipsis(), Index.ellipsis())),
        fails(
            "index: index -4 is out of range for an axis of size 3 of [3] (valid: -3 to 2)",
            () -> ones(3).index(Index.at(-4))),
        fails(
            "index: the step must be positive; given -1",
            () -> ones(3).index(new Index.Range(null, null, -1))),
        fails(
            "index: index 3 is out of range for axis 0 of [3] (valid: -3 to 2)",
            () -> ones(3).index(Index.of(longs(3)))),
        fails(
            "index: cannot broadcast [2] with [3]: axis -1 is 2 and 3 (must be equal, or one of"
                + " them 1)",
            () -> ones(3, 3).index(Index.of(longs(0, 1)), Index.of(longs(0, 1, 2)))),
        fails(
            "index: a mask must have the sizes of the axes it stands for; given mask [2] for [3]",
            () -> ones(3).index(Index.of(mask))),
        fails(
            "index: a mask must have the sizes of the axes it stands for; given mask [2] for [2,"
                + " 3]",
            () -> ones(2, 3).index(Index.ellipsis(), Index.of(mask))),
        fails(
            "index: a mask must have at least one axis; given []; use where",
            () -> ones(3).index(Index.of(mask.select(0, 0)))),
        fails(
            "put: the values must broadcast to the [2] places that are written; given [3]",
            () -> ones(4).indexPut(ones(3), Index.range(0, 2))),
        fails(
            "gather: the index must be int64; given float32; convert with to(INT64)",
            () -> ones(3).gather(0, ones(3))),
        fails(
            "gather: the index must have as many axes as the input and, but for axis 0, be no"
                + " larger; given input [2, 2], index [1, 3]",
            () -> ones(2, 2).gather(0, Tensor.of(new long[3], 1, 3))),
        fails(
            "gather: index 2 (element 0) is out of range for axis 0 of [2] (valid: 0 to 1)",
            () -> ones(2).gather(0, longs(2))),
        fails(
            "scatterAdd: index and source must have one shape; given index [1], source [2]",
            () -> ones(2).scatterAdd(0, longs(0), ones(2))),
        fails(
            "indexAdd: the source must be [1, 3] for input [2, 3] and index [1]; given [3]",
            () -> ones(2, 3).indexAdd(0, longs(0), ones(3))),
        fails(
            "embedding: the weight must have two axes, rows and features; given [3]",
            () -> ones(3).embedding(longs(0))),
        fails(
            "embedding: index -1 (element 1) is out of range for axis 0 of [2, 3] (valid: 0 to 1)",
            () -> ones(2, 3).embedding(longs(0, -1))),
        fails(
            "oneHot: index 4 (element 0) is out of range for axis 0 of [4] (valid: 0 to 3)",
            () -> longs(4).oneHot(4)),
        fails("tril: needs at least two axes; given [3]", () -> ones(3).tril(0)),
        fails("triu: needs at least two axes; given []", () -> ones().triu(0)));
  }

  @TestFactory
  Stream<DynamicTest> ofEinsum() {
    return Stream.of(
        fails(
            "einsum: 'ij,jk->ik' names 2 operands; given 1",
            () -> Tensor.einsum("ij,jk->ik", ones(2, 2))),
        fails(
            "einsum: labels must be letters; given 'i1' in 'i1->i'",
            () -> Tensor.einsum("i1->i", ones(2, 2))),
        fails(
            "einsum: 'ijk' names 3 axes; the operand is [2, 2]",
            () -> Tensor.einsum("ijk->i", ones(2, 2))),
        fails("einsum: label 'i' stands for 2 and 3", () -> Tensor.einsum("ii->i", ones(2, 3))),
        fails(
            "einsum: label 'j' stands for 3 and 4",
            () -> Tensor.einsum("ij,jk->ik", ones(2, 3), ones(4, 2))),
        fails(
            "einsum: each label of the result must be one of the operands', once; given 'ij->ik'",
            () -> Tensor.einsum("ij->ik", ones(2, 3))));
  }

  @TestFactory
  Stream<DynamicTest> thatOnlyAnAuthorOfOperationsSees() {
    return Stream.of(
        fails("less: a truth value has no derivative", () -> Rule.of(Ops.LESS, 0, 2)),
        fails("isNan: a truth value has no derivative", () -> Rule.of(Ops.IS_NAN, 0, 1)),
        fails("count: has no derivative", () -> Rule.of(Ops.COUNT, 0, 2)),
        fails(
            "matmul is not elementwise, so it has no scalar form",
            () ->
                ScalarFunction.of(
                    new Expr.Apply(Ops.MATMUL, List.of(Expr.Variable.x(0), Expr.Variable.x(1))))),
        fails(
            "a partial has no gradOutput",
            () -> ScalarFunction.of(Rule.of(Ops.TANH, 0, 1).gradInput())));
  }
}
