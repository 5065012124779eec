package dev.chainrule;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.ResidualKernel;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.Reading;
import dev.chainrule.tape.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules read as recorded numbers: what a rule computes can be differentiated again. Users'
/// operations are recorded the same way.
final class Recording implements TensorAlgebra<Tensor>, Reading<Tensor> {
  static final Recording INSTANCE = new Recording();

  /// Null where the kernels compute functions one by one only.
  private static final @Nullable Loop ADD = Kernels.active().prepare(Program.of(Primitive.ADD));

  private Recording() {}

  @Override
  public Tensor constant(double value) {
    return Tensor.of(NdArray.number(value));
  }

  @Override
  public Tensor apply(Operation operation, List<Tensor> inputs) {
    NdArray[] values = new NdArray[inputs.size()];
    @Nullable Node[] nodes = new Node[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = inputs.get(i).array();
      nodes[i] = inputs.get(i).node();
    }
    List<NdArray> x = List.of(values);
    ResidualKernel.Forward forward = forwardWithResidual(operation, x, nodes);
    NdArray y = forward == null ? operation.forward(x) : forward.y();
    Node node = record(operation, x, nodes, y);
    TensorScope scope = TensorScope.current();
    if (scope != null && isNew(operation, y, values)) {
      scope.add(y);
    }
    if (forward != null && node != null) {
      node.keep(forward.residual());
      if (scope != null) {
        scope.add(forward.residual());
      }
    }
    return new Tensor(y, node);
  }

  /// The value with its residual, where gradients of all inputs may be asked for.
  private static ResidualKernel.@Nullable Forward forwardWithResidual(
      Operation operation, List<NdArray> x, @Nullable Node[] nodes) {
    if (!(operation instanceof ResidualKernel kernel) || !GradMode.isEnabled()) {
      return null;
    }
    for (Node node : nodes) {
      if (node == null) {
        return null;
      }
    }
    return kernel.forwardWithResidual(x);
  }

  /// Whether the elements of `y` were made by `operation` and nobody else knows them. An operation
  /// of a user may hand out an array that it holds.
  private static boolean isNew(Operation operation, NdArray y, NdArray[] x) {
    for (NdArray input : x) {
      if (input.sharesStorage(y)) {
        return false;
      }
    }
    return Node.isOurs(operation);
  }

  /// x + y in the elements of x, which the caller made and hands to nobody else: the first use of a
  /// large array costs more than adding to it.
  Tensor addOver(Tensor x, Tensor y) {
    NdArray sum = x.array();
    boolean fits =
        !GradMode.keepsValues()
            && sum.isWhole()
            && sum.dtype() == y.dtype()
            && Broadcast.fits(y.shape(), sum.shape());
    if (!fits || !Loops.write(ADD, sum, sum, y.array())) {
      return x.add(y);
    }
    @Nullable Node[] nodes = {x.node(), y.node()};
    return new Tensor(sum, record(Ops.ADD, List.of(sum, y.array()), nodes, sum));
  }

  private static @Nullable Node record(
      Operation operation, List<NdArray> x, @Nullable Node[] nodes, NdArray y) {
    return GradMode.isEnabled()
        ? Node.record(operation, x, nodes, y, GradMode.keepsValues())
        : null;
  }

  @Override
  public TensorAlgebra<Tensor> algebra() {
    return this;
  }

  @Override
  public Tensor input(Node node, int i) {
    return new Tensor(node.value(i), node.input(i));
  }

  @Override
  public Tensor output(Node node) {
    return new Tensor(node.output(), node);
  }

  @Override
  public Tensor fit(Tensor gradient, Node node, int i) {
    NdArray value = node.value(i);
    node.requireFit(gradient.shape(), i);
    boolean fits = gradient.shape().equals(value.shape()) && gradient.dtype() == value.dtype();
    return fits ? gradient : unbroadcast(gradient, Tensor.of(value.shapeOnly()));
  }

  @Override
  public Tensor read(Recorded recorded) {
    return new Tensor(recorded.array(), recorded.node());
  }

  /// A gradient that was computed in a scope stays.
  @Override
  public Tensor kept(Tensor gradient) {
    return TensorScope.keep(gradient);
  }

  @Override
  public Recorded write(Tensor value) {
    return new Recorded(value.array(), value.node());
  }
}
