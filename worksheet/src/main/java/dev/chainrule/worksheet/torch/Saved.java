package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Uses;
import dev.chainrule.op.elementwise.Div;
import dev.chainrule.op.elementwise.Relu;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.reduce.MaxAlong;
import dev.chainrule.op.reduce.MinAlong;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What PyTorch has saved at a place of the graph for the backward pass: mostly what the engine's
/// rule reads, but some of PyTorch's rules are written in other terms. There a write in place is
/// refused for other tensors.
///
/// @param isAny whether there is anything at all, which a first backward pass lets go of
/// @param elements what must not have been overwritten
record Saved(boolean isAny, List<Buffer> elements) {
  /// Notes what PyTorch saves and the engine does not: the result of relu, and the dividend.
  static void note(Marks marks, Tensor result, Operands operands) {
    Node node = result.node();
    if (node == null || node.isLeaf()) {
      return;
    }
    if (node.operation() instanceof Relu) {
      marks.save(node, result.array().buffer());
    } else if (node.operation() instanceof Div && operands.tensors().size() == 2) {
      marks.save(node, operands.tensors().get(0).array().buffer());
    }
  }

  /// What is saved at a place.
  ///
  /// @param wanted which inputs a gradient flows to
  static Saved at(Marks marks, Node node, boolean[] wanted) {
    List<Buffer> elements = new ArrayList<>();
    switch (node.operation()) {
      case Relu relu -> add(elements, marks.savedAt(node));
      case Div div -> {
        add(elements, node.value(1));
        if (wanted[1]) {
          add(elements, marks.savedAt(node));
        }
      }
      // The indices, which are nobody else's.
      case MaxAlong max -> {}
      case MinAlong min -> {}
      // The logarithm of the softmax, and the target.
      case CrossEntropy loss -> add(elements, node.value(1));
      case SoftCrossEntropy loss -> add(elements, node.value(1));
      default -> {
        Uses uses = Uses.of(node.operation(), wanted);
        boolean isAny = uses.output();
        if (uses.output()) {
          add(elements, node.output());
        }
        for (int i = 0; i < wanted.length; i++) {
          if (uses.input(i)) {
            isAny = true;
            add(elements, node.value(i));
          }
        }
        return new Saved(isAny, elements);
      }
    }
    return new Saved(true, elements);
  }

  private static void add(List<Buffer> elements, NdArray array) {
    if (array.hasElements()) {
      elements.add(array.buffer());
    }
  }

  private static void add(List<Buffer> elements, @Nullable Buffer saved) {
    if (saved != null) {
      elements.add(saved);
    }
  }
}
