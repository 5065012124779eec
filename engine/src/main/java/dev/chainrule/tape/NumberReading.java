package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.expr.CompiledRule;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.GradientKernel;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.ResidualKernel;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tape read as numbers: gradients that cannot be differentiated again.
public final class NumberReading implements Reading<NdArray> {
  public static final NumberReading INSTANCE = new NumberReading();

  /// Null where the kernels compute functions one by one only.
  private static final @Nullable Loop ADD = Kernels.active().prepare(Program.of(Primitive.ADD));

  private NumberReading() {}

  @Override
  public TensorAlgebra<NdArray> algebra() {
    return Numbers.INSTANCE;
  }

  @Override
  public NdArray input(Node node, int i) {
    return node.value(i);
  }

  @Override
  public NdArray output(Node node) {
    return node.output();
  }

  /// One loop where the rule is compiled, a kernel where the operation has one, else the rule.
  @Override
  public NdArray vjp(Node node, int i, NdArray gradOutput) {
    NdArray computed = null;
    if (node.operation() instanceof GradientKernel kernel) {
      computed = kernel.gradInput(i, new Inputs<>(this, node), node.output(), gradOutput);
    } else {
      CompiledRule rule = node.plan().rule(node, i);
      computed = rule == null ? null : CompiledPass.run(rule, node, gradOutput);
    }
    return computed == null ? Reading.super.vjp(node, i, gradOutput) : computed;
  }

  @Override
  public @Nullable List<NdArray> vjps(Node node, NdArray gradOutput) {
    if (node.isLeaf()) {
      return null;
    }
    for (int i = 0; i < node.arity(); i++) {
      if (node.input(i) == null) {
        return null;
      }
    }
    if (!(node.operation() instanceof GradientKernel kernel)) {
      CompiledRule rule = node.plan().ruleOfAll(node);
      return rule == null ? null : CompiledPass.runAll(rule, node, gradOutput);
    }
    List<NdArray> x = new Inputs<>(this, node);
    return kernel instanceof ResidualKernel keeping
        ? keeping.gradInputs(x, node.output(), node.residual(), gradOutput)
        : kernel.gradInputs(x, node.output(), gradOutput);
  }

  /// Our rules compute in an algebra and can hand out nothing but their inputs, views of them, and
  /// what they computed. An operation of a user may hand out an array that it holds.
  @Override
  public boolean isNew(NdArray gradInput, Node node, NdArray gradOutput) {
    if (!node.plan().isOurs() || shares(gradInput, gradOutput)) {
      return false;
    }
    for (int i = 0; i < node.arity(); i++) {
      if (shares(node.value(i), gradInput)) {
        return false;
      }
    }
    return !shares(node.output(), gradInput);
  }

  @Override
  public boolean shares(NdArray a, NdArray b) {
    return a.sharesStorage(b);
  }

  @Override
  public boolean isWhole(NdArray gradient) {
    return gradient.isWhole();
  }

  @Override
  public void recycle(NdArray gradient) {
    Recycling.recycle(gradient.buffer());
  }

  @Override
  public NdArray add(NdArray sum, NdArray contribution, boolean isOwn) {
    boolean fits =
        isOwn && sum.dtype() == contribution.dtype() && sum.shape().equals(contribution.shape());
    if (fits && Loops.write(ADD, sum, sum, contribution)) {
      return sum;
    }
    return Numbers.INSTANCE.add(sum, contribution);
  }

  @Override
  public boolean accumulate(Node node, int i, NdArray gradOutput, NdArray sum) {
    return node.operation().addGradInput(i, gradOutput, sum);
  }

  @Override
  public NdArray fit(NdArray gradient, Node node, int i) {
    NdArray value = node.value(i);
    if (gradient.dtype() == value.dtype() && gradient.shape().equals(value.shape())) {
      return gradient;
    }
    node.requireFit(gradient.shape(), i);
    return Numbers.INSTANCE.unbroadcast(gradient, value);
  }

  @Override
  public NdArray read(Recorded recorded) {
    return recorded.array();
  }

  @Override
  public Recorded write(NdArray value) {
    return new Recorded(value, null);
  }
}
