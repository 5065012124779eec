package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.tape.Backward;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.NumberReading;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call of `tensor.backward()`: the engine's backward pass, kept to what PyTorch has recorded.
final class BackwardPass implements Backward.Replacements<NdArray> {
  private final TensorValue output;
  private final @Nullable TensorValue seed;
  private final boolean retainsGraph;
  private final Torch torch;
  private final Marks marks;
  private final List<Node> visited = new ArrayList<>();
  private final List<Runnable> deposits = new ArrayList<>();

  BackwardPass(TensorValue output, @Nullable TensorValue seed, boolean retainsGraph) {
    this.output = output;
    this.seed = seed;
    this.retainsGraph = retainsGraph;
    this.torch = output.torch();
    this.marks = torch.marks();
  }

  void run() {
    if (!output.requiresGrad()) {
      throw new WorksheetException(
          "backward: this tensor does not require grad; set requires_grad=True on a leaf it is"
              + " computed from");
    }
    NdArray start = start();
    Node root = Objects.requireNonNull(output.tensor().node());
    new Backward<>(NumberReading.INSTANCE).replacing(this).gradients(root, start, Set.of());
    deposits.forEach(Runnable::run);
    if (!retainsGraph) {
      visited.forEach(marks::release);
    }
    torch.observer().backward(output);
  }

  private NdArray start() {
    Tensor tensor = output.tensor();
    if (seed == null) {
      if (tensor.numel() != 1) {
        throw new WorksheetException(
            "backward: needs a scalar, but this tensor is "
                + tensor.shape()
                + "; reduce it with mean() or pass a gradient of shape "
                + tensor.shape());
      }
      return NdArray.full(tensor.dtype(), tensor.shape(), 1);
    }
    if (!seed.shape().equals(tensor.shape())) {
      throw new WorksheetException(
          "backward: the gradient must have the shape of the tensor, "
              + tensor.shape()
              + "; given "
              + seed.shape());
    }
    return seed.tensor().to(tensor.dtype()).array();
  }

  /// Keeps the gradient where it is wanted, and stops it where PyTorch has recorded nothing.
  @Override
  public @Nullable NdArray at(Node node, @Nullable NdArray gradient) {
    if (gradient == null) {
      return null;
    }
    Marks.Mark mark = marks.at(node);
    if (mark != null && mark.slot() != null) {
      GradSlot slot = mark.slot();
      deposits.add(() -> deposit(slot, gradient));
    }
    if (node.isLeaf() || (mark != null && mark.stops())) {
      return null;
    }
    if (!marks.isClean()) {
      requireSaved(node);
    }
    charge(node, gradient);
    visited.add(node);
    return gradient;
  }

  /// Adds to the gradient that is there already: in place, so that other names of it see the sum.
  private void deposit(GradSlot slot, NdArray gradient) {
    TensorValue before = slot.grad();
    Tensor more = Tensor.of(gradient);
    if (before == null) {
      slot.set(torch.made("grad", more.copy()));
    } else {
      torch.withoutGrad(
          () ->
              new Writing(before, "add_")
                  .replaceBy(x -> x.get(0).add(more), Operands.of("add_", before)));
    }
  }

  /// Refuses where something that PyTorch saved for this place is gone.
  private void requireSaved(Node node) {
    boolean[] wanted = new boolean[node.arity()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = isWanted(node.input(i));
    }
    Saved saved = Saved.at(marks, node, wanted);
    for (Buffer elements : saved.elements()) {
      Marks.Write write = marks.writeOver(elements);
      if (write != null && !write.isRecordedAt(node)) {
        throw new WorksheetException(
            "backward: "
                + EngineErrors.torchName(node.operation().name())
                + " needs a value that "
                + write.writer()
                + " has overwritten since; write to a clone, or after backward");
      }
    }
    if (saved.isAny() && marks.isReleased(node)) {
      throw new WorksheetException(
          "backward: this graph was already released; run forward again, or pass"
              + " retain_graph=True to the first backward");
    }
  }

  private boolean isWanted(@Nullable Node input) {
    if (input == null) {
      return false;
    }
    Marks.Mark mark = marks.at(input);
    return mark == null ? !input.isLeaf() : !mark.stops() || mark.slot() != null;
  }

  private void charge(Node node, NdArray gradient) {
    for (int i = 0; i < node.arity(); i++) {
      Costs.elements(torch, node.value(i).numel());
    }
    if (node.operation() instanceof Matmul) {
      long inner = node.value(0).shape().size(-1);
      torch.run().budget().multiplyAdds(2 * inner * gradient.numel());
    }
  }
}
