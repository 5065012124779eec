package dev.chainrule.worksheet.torch;

import dev.chainrule.array.Buffer;
import dev.chainrule.tape.Node;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// PyTorch's graph inside the engine's.
///
/// The engine records every step on floats. PyTorch records those that a tensor with
/// `requires_grad` leads into, outside `no_grad`. So places of the engine's graph are marked here:
/// where a gradient stops, where it is kept. A place without a mark lets it flow.
///
/// The engine's tensors never change, but PyTorch's do, and `backward` must refuse where a value
/// that it needs has been overwritten. So the elements that a write in place has replaced are
/// marked as well. The engine knows nothing of this: the checker can still differentiate the same
/// graph.
final class Marks {
  /// What `backward` does at one place of the graph.
  ///
  /// @param stops whether the gradient goes no further
  /// @param slot where it is kept, if it is
  record Mark(boolean stops, @Nullable GradSlot slot) {}

  /// A write in place.
  ///
  /// @param writer such as `mul_ (line 12)`
  /// @param recorded the place of the write itself, which has seen the elements before it changed
  ///   them
  record Write(String writer, @Nullable WeakReference<Node> recorded) {
    boolean isRecordedAt(Node node) {
      return recorded != null && recorded.get() == node;
    }
  }

  private static final Mark BLOCKED = new Mark(true, null);

  private final Map<Node, Mark> places = new WeakHashMap<>();
  private final Set<Node> released = Collections.newSetFromMap(new WeakHashMap<>());
  private final Map<Node, Buffer> saved = new WeakHashMap<>();
  private final Map<Buffer, Write> writes = new WeakHashMap<>();

  /// No gradient passes this place.
  void block(Node node) {
    places.put(node, BLOCKED);
  }

  /// The gradient is kept at this place, and ends there if it is a leaf.
  void keep(Node node, GradSlot slot, boolean isLeaf) {
    places.put(node, new Mark(isLeaf, slot));
  }

  /// What to do at a place; null to let the gradient flow.
  @Nullable Mark at(Node node) {
    return places.get(node);
  }

  /// A backward pass went through here and let go of what was saved.
  void release(Node node) {
    released.add(node);
  }

  boolean isReleased(Node node) {
    return released.contains(node);
  }

  /// PyTorch saves these elements at this place, where the engine's own rule reads others.
  void save(Node node, Buffer elements) {
    saved.put(node, elements);
  }

  /// What {@link #save} was told; null if nothing.
  @Nullable Buffer savedAt(Node node) {
    return saved.get(node);
  }

  /// A write has replaced these elements.
  void overwrite(Buffer elements, String writer, @Nullable Node recorded) {
    WeakReference<Node> place = recorded == null ? null : new WeakReference<>(recorded);
    writes.put(elements, new Write(writer, place));
  }

  /// The write that has replaced these elements; null if none has.
  @Nullable Write writeOver(Buffer elements) {
    return writes.get(elements);
  }

  /// True if there is nothing for `backward` to refuse.
  boolean isClean() {
    return released.isEmpty() && writes.isEmpty();
  }
}
