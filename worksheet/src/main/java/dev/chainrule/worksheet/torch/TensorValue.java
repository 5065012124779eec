package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Node;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A tensor of a worksheet: a place whose elements can be overwritten, where the engine's tensors
/// never change.
///
/// A tensor is whole, or a view of another one: then it knows how to make itself of that one. A
/// write replaces the engine's tensor of a whole one by a new tensor, as a recorded step, and
/// counts up the version that it shares with all its views; a view that finds itself behind makes
/// itself anew. So writes through one name are seen through the others, gradients flow through
/// writes, and what a name stood for when the loss was computed is still there afterwards.
///
/// A view made by `detach()` or `.data` shares elements, but its steps are recorded apart: it is
/// the head of a graph of its own ({@link #head}).
public final class TensorValue extends TensorProtocol {
  private final Torch torch;
  private final @Nullable TensorValue base;
  private final @Nullable UnaryOperator<Tensor> part;
  private final Link link;

  /// See {@link #head()}; null where it is this.
  private final @Nullable TensorValue head;

  private final Storage storage;
  private String operation;
  private Tensor tensor;
  private int version;

  /// The user asked for a gradient of this tensor.
  private boolean isWanted;

  /// A tensor that requires a gradient went into this one.
  private boolean isTracked;

  /// What this is a view of required a gradient when the view was made.
  private boolean isTrackedByBase;

  private @Nullable GradSlot slot;
  private String shownStep = "";

  /// A whole tensor.
  ///
  /// @param operation what the worksheet calls the operation that made it; `leaf` if none did
  TensorValue(Torch torch, String operation, Tensor tensor, boolean isTracked) {
    this.torch = torch;
    this.base = null;
    this.part = null;
    this.link = Link.RECORDED;
    this.head = null;
    this.storage = new Storage();
    this.operation = operation;
    this.isTracked = isTracked;
    this.tensor = asPlace(tensor);
    mark();
  }

  private TensorValue(
      String operation,
      TensorValue base,
      @Nullable UnaryOperator<Tensor> part,
      Link link,
      Tensor tensor) {
    this.torch = base.torch;
    this.base = base;
    this.part = part;
    this.link = link;
    this.head = link.cuts() ? null : base.head();
    this.storage = base.storage;
    this.operation = operation;
    this.tensor = asPlace(tensor);
    this.version = storage.version();
    this.isTrackedByBase = link.records() && dtype().isFloat() && base.requiresGrad();
    mark();
  }

  /// Every float has a place in the engine's graph: the checker asks for all gradients.
  private static Tensor asPlace(Tensor tensor) {
    return tensor.dtype().isFloat() ? tensor.requiresGrad(true) : tensor;
  }

  // Views

  @Override
  TensorValue self() {
    return this;
  }

  /// A view of this tensor; where the engine has to copy, as `reshape` may, a tensor on its own.
  TensorValue view(String name, UnaryOperator<Tensor> how) {
    return view(name, how, Link.RECORDED);
  }

  /// One of several views that one call gives.
  TensorValue oneOfSeveral(String name, UnaryOperator<Tensor> how) {
    return view(name, how, Link.ONE_OF_SEVERAL);
  }

  private TensorValue view(String name, UnaryOperator<Tensor> how, Link recorded) {
    Tensor from = tensor();
    Tensor to = applied(how, from);
    if (to.array().buffer() != from.array().buffer()) {
      boolean flows = torch.isGradEnabled() && requiresGrad();
      return new TensorValue(torch, name, to, flows);
    }
    return new TensorValue(name, this, how, torch.isGradEnabled() ? recorded : Link.UNTRACKED, to);
  }

  /// The same elements in a graph of their own.
  TensorValue cut(String name, Link cutting) {
    return new TensorValue(name, this, null, cutting, tensor().detach());
  }

  /// A view always has a place of its own in the graph, also where the engine gives back what it
  /// got.
  private static Tensor applied(UnaryOperator<Tensor> how, Tensor from) {
    Tensor to = how.apply(from);
    boolean isSame = to == from || (to.node() != null && to.node() == from.node());
    return isSame ? from.expand(from.shape().toArray()) : to;
  }

  @Nullable TensorValue base() {
    return base;
  }

  Link link() {
    return link;
  }

  /// The tensor that the steps on this one are recorded with: this one, or what it is a view of,
  /// but not beyond `detach()` or `.data`.
  TensorValue head() {
    return head == null ? this : head;
  }

  /// This view's part of another tensor of the base's shape.
  Tensor partOf(Tensor whole) {
    return part == null ? whole : applied(part, whole);
  }

  // The elements

  /// The engine's tensor: what this tensor stands for at the moment.
  public Tensor tensor() {
    if (version != storage.version()) {
      refresh();
    }
    return tensor;
  }

  private void refresh() {
    Deque<TensorValue> behind = new ArrayDeque<>();
    for (TensorValue view = this; view.isBehind(); view = Objects.requireNonNull(view.base)) {
      behind.push(view);
    }
    for (TensorValue view : behind) {
      view.remake();
    }
  }

  private boolean isBehind() {
    return version != storage.version();
  }

  private void remake() {
    Tensor from = Objects.requireNonNull(base).tensor;
    tensor = asPlace(link.cuts() ? from.detach() : partOf(from));
    version = storage.version();
    isTrackedByBase |= link.records() && dtype().isFloat() && head().isTracked;
    mark();
  }

  /// Puts other elements in the place of the present ones, as a write does to the heads of graphs.
  /// The storage has been told already.
  void become(Tensor elements, boolean tracks, String writer) {
    tensor = asPlace(elements);
    version = storage.version();
    operation = writer;
    shownStep = "";
    isTracked |= tracks;
    mark();
  }

  /// True if both are views of the same elements, or one is a view of the other.
  public boolean sharesElementsWith(TensorValue other) {
    return storage == other.storage;
  }

  Storage storage() {
    return storage;
  }

  Torch torch() {
    return torch;
  }

  /// What the worksheet calls the operation that made this tensor, or wrote to it last: `matmul`,
  /// `index`, `add_`; `leaf` where there was none.
  public String operation() {
    return operation;
  }

  /// Says which of PyTorch's steps made this tensor, where the operation alone does not tell.
  TensorValue madeBy(String step) {
    shownStep = step;
    return this;
  }

  /// What {@link #madeBy} said; empty where the operation tells.
  String shownStep() {
    return shownStep;
  }

  public Shape shape() {
    return tensor().shape();
  }

  public DType dtype() {
    return tensor.dtype();
  }

  // Gradients

  /// What `.requires_grad` shows. A view requires a gradient as soon as the whole does, even if it
  /// was made before that, or under `no_grad`; but then none reaches it.
  public boolean requiresGrad() {
    return isWanted || !isLeaf() || isPartOfWanted();
  }

  private boolean isPartOfWanted() {
    return base != null && !link.cuts() && dtype().isFloat() && head().requiresGrad();
  }

  /// What `.is_leaf` shows.
  public boolean isLeaf() {
    tensor();
    return !isTracked && !isTrackedByBase;
  }

  /// Sets `.requires_grad`.
  void requireGrad(boolean wanted) {
    if (!isLeaf()) {
      if (wanted) {
        return;
      }
      throw new WorksheetException(
          "requires_grad: only a leaf can stop requiring grad; this is the result of "
              + operation
              + "; use detach()");
    }
    if (wanted && !dtype().isFloat()) {
      throw new WorksheetException(
          "requires_grad: only floats have gradients; this tensor is "
              + dtype()
              + "; convert it with .float()");
    }
    isWanted = wanted;
    mark();
  }

  /// Has `backward` keep the gradient of this tensor, though it is no leaf.
  void retainGrad() {
    if (!requiresGrad()) {
      throw new WorksheetException(
          "retain_grad: this tensor does not require grad, so no gradient will reach it");
    }
    slot();
    mark();
  }

  /// What `.grad` shows; null for `None`.
  public @Nullable TensorValue grad() {
    return slot == null ? null : slot.grad();
  }

  GradSlot slot() {
    if (slot == null) {
      slot = new GradSlot();
    }
    return slot;
  }

  private void mark() {
    Node node = tensor.node();
    if (node == null) {
      return;
    }
    boolean isLeaf = !isTracked && !isTrackedByBase;
    if (isLeaf && !isWanted) {
      torch.marks().block(node);
    } else if (isLeaf) {
      torch.marks().keep(node, slot(), true);
    } else if (slot != null) {
      torch.marks().keep(node, slot, false);
    }
  }
}
