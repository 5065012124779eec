package dev.chainrule;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import dev.chainrule.tape.Backward;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.NumberReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gradients as values: of one output with respect to several inputs, of gradients, and along
/// directions. Nothing is added to any tensor's `grad`.
public final class Gradients {
  private Gradients() {}

  /// The gradients of the scalar `output` with respect to `inputs`, zeros where it does not depend
  /// on one.
  public static List<Tensor> of(Tensor output, List<Tensor> inputs) {
    return of(output, seed("gradients", output, null), inputs, false);
  }

  /// The vector-Jacobian product of `output` with `gradOutput`, with respect to `inputs`.
  ///
  /// @param createGraph whether the gradients can be differentiated in turn
  public static List<Tensor> of(
      Tensor output, Tensor gradOutput, List<Tensor> inputs, boolean createGraph) {
    Node root = place("gradients", output);
    Set<Node> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor input : inputs) {
      wanted.add(place("gradients", input));
    }
    Tensor start = seed("gradients", output, gradOutput);
    IdentityHashMap<Node, Tensor> found = new IdentityHashMap<>();
    if (createGraph) {
      new Backward<>(Recording.INSTANCE).gradients(root, start, wanted).forEach(found::put);
    } else {
      new Backward<>(NumberReading.INSTANCE)
          .gradients(root, start.array(), wanted)
          .forEach((node, gradient) -> found.put(node, inScope(gradient)));
    }
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor input : inputs) {
      Tensor gradient = found.get(place("gradients", input));
      gradients.add(
          gradient != null ? gradient : Tensor.of(NdArray.zeros(input.dtype(), input.shape())));
    }
    return gradients;
  }

  /// A gradient that nobody else knows.
  private static Tensor inScope(NdArray gradient) {
    TensorScope scope = TensorScope.current();
    if (scope != null) {
      scope.add(gradient);
    }
    return Tensor.of(gradient);
  }

  /// The gradient of a scalar function at `x`.
  public static Tensor gradient(UnaryOperator<Tensor> f, Tensor x) {
    Tensor at = leaf(x);
    Tensor y = f.apply(at);
    return isConstant(y) ? zeros(x, x.shape()) : of(y, List.of(at)).getFirst();
  }

  /// Whether a function that was just recorded does not depend on its input.
  private static boolean isConstant(Tensor y) {
    return GradMode.isEnabled() && !y.requiresGrad();
  }

  private static Tensor zeros(Tensor like, Shape shape) {
    return Tensor.of(NdArray.zeros(like.dtype(), shape));
  }

  /// The Jacobian of `f` at `x`, of the shape of the output followed by that of the input.
  public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
    Tensor at = leaf(x);
    Tensor y = f.apply(at);
    int[] shape = Arrays.copyOf(y.shape().toArray(), y.rank() + x.rank());
    System.arraycopy(x.shape().toArray(), 0, shape, y.rank(), x.rank());
    Tensor jacobian = zeros(x, Shape.of(shape));
    if (isConstant(y)) {
      return jacobian;
    }
    NdArray rows = Copies.reshape(jacobian.array(), Shape.of(y.numel(), x.numel()));
    for (int i = 0; i < y.numel(); i++) {
      Tensor oneHot = zeros(y, y.shape());
      oneHot.array().buffer().set(i, 1);
      Tensor row = of(y, oneHot, List.of(at), false).getFirst();
      Copies.write(row.flatten().array(), rows.slice(0, i, 1, 1));
    }
    return jacobian;
  }

  /// The Hessian of the scalar function `f` at `x` times `v`: the gradient of ⟨∇f, v⟩ (Pearlmutter
  /// 1994).
  public static Tensor hessianVectorProduct(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    requireSameShape("hessianVectorProduct", x, v);
    Tensor at = leaf(x);
    Tensor y = f.apply(at);
    if (isConstant(y)) {
      return zeros(x, x.shape());
    }
    Tensor gradient = of(y, seed("gradients", y, null), List.of(at), true).getFirst();
    Tensor along = gradient.mul(v.detach()).sum();
    return along.requiresGrad() ? of(along, List.of(at)).getFirst() : zeros(x, x.shape());
  }

  /// The derivative of `f` at `x` along `v`, by two vector-Jacobian products: the first is linear
  /// in its gradOutput u, and the derivative with respect to u, times v, is the product wanted.
  public static Tensor jacobianVectorProduct(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    requireSameShape("jacobianVectorProduct", x, v);
    Tensor at = leaf(x);
    Tensor y = f.apply(at);
    if (isConstant(y)) {
      return zeros(y, y.shape());
    }
    Tensor u = zeros(y, y.shape()).requiresGrad(true);
    Tensor pulled = of(y, u, List.of(at), true).getFirst();
    return pulled.requiresGrad()
        ? of(pulled, v.detach(), List.of(u), false).getFirst()
        : zeros(y, y.shape());
  }

  private static void requireSameShape(String operation, Tensor x, Tensor v) {
    if (!v.shape().equals(x.shape())) {
      throw new ShapeException(
          operation,
          "the direction must have the shape of the input, %s; given %s"
              .formatted(x.shape(), v.shape()),
          x.shape(),
          v.shape());
    }
  }

  private static Tensor leaf(Tensor x) {
    return x.detach().requiresGrad(true);
  }

  static void backward(
      Tensor output, @Nullable Tensor gradOutput, boolean retainGraph, boolean createGraph) {
    Node root = place("backward", output);
    Tensor seed = seed("backward", output, gradOutput);
    if (createGraph) {
      new Backward<>(Recording.INSTANCE).accumulate(root, seed, true);
    } else {
      new Backward<>(NumberReading.INSTANCE).accumulate(root, seed.array(), retainGraph);
    }
  }

  private static Tensor seed(String operation, Tensor output, @Nullable Tensor gradOutput) {
    if (gradOutput == null) {
      if (output.numel() != 1) {
        throw new ShapeException(
            operation,
            "needs a scalar, but this tensor is %s; reduce it with mean() or pass a gradOutput of shape %s"
                .formatted(output.shape(), output.shape()),
            output.shape());
      }
      return Tensor.of(NdArray.full(output.dtype(), output.shape(), 1));
    }
    if (!gradOutput.shape().equals(output.shape())) {
      throw new ShapeException(
          operation,
          "gradOutput must have the shape of the tensor, %s; given %s"
              .formatted(output.shape(), gradOutput.shape()),
          output.shape(),
          gradOutput.shape());
    }
    return gradOutput.to(output.dtype());
  }

  static Node place(String operation, Tensor tensor) {
    Node node = tensor.node();
    if (node == null) {
      throw new IllegalStateException(
          "%s: this tensor does not require grad; call requiresGrad(true) on a leaf it is computed from"
              .formatted(operation));
    }
    return node;
  }
}
