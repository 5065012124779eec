package dev.chainrule.worksheet.torch;

import dev.chainrule.Index;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.index.Put;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Node;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes in place, as new values of the tensors whose elements they change.
///
/// What is written into a view is put into the head of its graph, at the positions that the view
/// takes there. Beyond a `detach()` or `.data` the elements change without history.
final class Writing {
  private final TensorValue target;
  private final String writer;
  private final Torch torch;

  /// A write to a tensor by an operation of this name, refused where PyTorch refuses it.
  Writing(TensorValue target, String writer) {
    this.target = target;
    this.writer = writer;
    this.torch = target.torch();
    requireWritable();
  }

  private void requireWritable() {
    if (!torch.isGradEnabled() || !target.requiresGrad()) {
      return;
    }
    for (TensorValue x = target; x != null; x = x.link().cuts() ? null : x.base()) {
      if (x.isLeaf() && x.requiresGrad()) {
        throw new WorksheetException(
            writer
                + ": "
                + (x == target ? "a leaf" : "a view of a leaf")
                + " that requires grad must not be written in place;"
                + " do it inside torch.no_grad(), or to its .data");
      }
      if (x.link() == Link.ONE_OF_SEVERAL) {
        throw new WorksheetException(
            writer
                + ": one of the views that "
                + x.operation()
                + " gives must not be written in place where gradients are recorded;"
                + " index the tensor instead");
      }
    }
  }

  private void requireApart(NdArray part) {
    for (int d = 0; d < part.shape().rank(); d++) {
      if (part.strides()[d] == 0 && part.shape().size(d) > 1) {
        throw new WorksheetException(
            writer
                + ": several elements of this expanded "
                + part.shape()
                + " tensor are one and the same; clone() it before writing");
      }
    }
  }

  /// Replaces all elements by the value of a formula, which must have the shape of the target and a
  /// dtype that fits it.
  TensorValue replaceBy(Torch.Formula formula, Operands operands) {
    requireApart(target.tensor().array());
    return fillBy(formula, operands);
  }

  /// The same for what writes one number, which may go into an expanded tensor.
  TensorValue fillBy(Torch.Formula formula, Operands operands) {
    Tensor result = torch.compute(formula, operands);
    requireFit(result);
    Tensor elements = result.dtype() == target.dtype() ? result : result.to(target.dtype());
    store(null, elements, operands.requireGrad(), result.node());
    return target;
  }

  private void requireFit(Tensor result) {
    if (!result.shape().equals(target.shape())) {
      throw new WorksheetException(
          writer
              + ": the tensor keeps its shape "
              + target.shape()
              + ", but the result is "
              + result.shape());
    }
    if (kind(result.dtype()) > kind(target.dtype())) {
      throw new WorksheetException(
          writer
              + ": the result is "
              + result.dtype()
              + ", which a tensor of "
              + target.dtype()
              + " cannot hold; convert the tensor first");
    }
  }

  private static int kind(DType dtype) {
    return dtype.isFloat() ? 2 : dtype == DType.INT64 ? 1 : 0;
  }

  /// Writes values, broadcast, to the part of the target that the indices name.
  void put(List<Index> indices, Tensor values, boolean valuesRequireGrad) {
    boolean isView = indices.stream().noneMatch(Index.Elements.class::isInstance);
    if (isView && values.rank() > 0) {
      requireApart(target.tensor().index(indices.toArray(Index[]::new)).array());
    }
    store(indices, values, valuesRequireGrad, null);
  }

  private void store(
      @Nullable List<Index> indices, Tensor values, boolean valuesRequireGrad, @Nullable Node by) {
    TensorValue head = target.head();
    if (head.base() != null) {
      requireApart(head.tensor().array());
    }
    Tensor before = head.tensor();
    Tensor after;
    if (target == head && indices == null) {
      after = values;
    } else {
      after = put(before, places(head, target, indices), values);
    }
    List<Change> changes = new ArrayList<>();
    changes.add(
        torch.isGradEnabled() || !head.requiresGrad()
            ? new Change(head, after)
            : unnoticed(head, after));
    boolean isKnown = true;
    for (TensorValue inner = head; inner.base() != null; inner = outerHead(inner)) {
      isKnown &= inner.link() != Link.DATA;
      changes.add(outerChange(inner, changes.getLast().after()));
    }
    if (isKnown) {
      Buffer old = before.array().buffer();
      torch.marks().overwrite(old, writer + " (line " + torch.run().line() + ")", place(by, after));
    }
    target.storage().written();
    boolean tracks = torch.isGradEnabled() && valuesRequireGrad;
    for (Change change : changes) {
      change.head.become(change.after, tracks && change.head == head, writer);
    }
    torch.observer().written(target, torch.run().line());
  }

  /// New elements for the head of a graph.
  private record Change(TensorValue head, Tensor after) {}

  private static @Nullable Node place(@Nullable Node by, Tensor after) {
    return by == null ? after.node() : by;
  }

  private static TensorValue outerHead(TensorValue inner) {
    return Objects.requireNonNull(inner.base()).head();
  }

  /// What the elements written inside a cut are for the graph that was cut from.
  private Change outerChange(TensorValue inner, Tensor elements) {
    TensorValue outer = Objects.requireNonNull(inner.base());
    TensorValue head = outer.head();
    Tensor numbers = elements.detach();
    return unnoticed(
        head,
        outer == head ? numbers : put(head.tensor().detach(), places(head, outer, null), numbers));
  }

  /// A write that PyTorch's graph does not notice. A leaf is a leaf with other elements; where
  /// there is a history, gradients go on into it.
  private static Change unnoticed(TensorValue head, Tensor after) {
    boolean hasHistory = head.requiresGrad() && !head.isLeaf();
    return new Change(
        head,
        hasHistory ? Tensor.apply(new Rewritten(after.array()), head.tensor()) : after.detach());
  }

  private Tensor put(Tensor into, Tensor places, Tensor values) {
    torch.run().budget().elements((long) into.numel() + places.numel());
    return Tensor.apply(new Put(), into, places, fitted(values, places.shape()));
  }

  /// The values with leading dimensions of size 1 left out where there are too many.
  private Tensor fitted(Tensor values, Shape shape) {
    Tensor fitted = values;
    while (fitted.rank() > shape.rank() && fitted.shape().size(0) == 1) {
      fitted = fitted.squeeze(0);
    }
    if (!Broadcast.fits(fitted.shape(), shape)) {
      throw new WorksheetException(
          writer + ": values of shape " + values.shape() + " do not fit a part of shape " + shape);
    }
    return fitted;
  }

  /// For each element of a view, or of what the indices name in it: its row-major position in the
  /// head of its graph.
  private static Tensor places(TensorValue head, TensorValue view, @Nullable List<Index> indices) {
    // A row-major array without elements: where its views look is all that is asked of it.
    NdArray geometry = NdArray.of(Buffer.allocate(DType.INT64, 0), head.shape());
    Tensor place = Tensor.of(geometry);
    Deque<TensorValue> way = new ArrayDeque<>();
    for (TensorValue x = view; x != head; x = Objects.requireNonNull(x.base())) {
      way.push(x);
    }
    for (TensorValue x : way) {
      place = x.partOf(place);
    }
    if (indices == null) {
      return positions(place.array());
    }
    boolean choose = indices.stream().anyMatch(Index.Elements.class::isInstance);
    Index[] all = indices.toArray(Index[]::new);
    return choose ? positions(place.array()).index(all) : positions(place.index(all).array());
  }

  private static Tensor positions(NdArray geometry) {
    long[] positions = new long[geometry.numel()];
    boolean isWhole = geometry.isContiguous() && geometry.offset() == 0;
    for (int i = 0; i < positions.length; i++) {
      positions[i] = isWhole ? i : geometry.position(i);
    }
    return Tensor.of(NdArray.of(new Buffer.OfLong(positions), geometry.shape()));
  }
}
