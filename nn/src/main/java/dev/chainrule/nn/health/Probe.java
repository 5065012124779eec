package dev.chainrule.nn.health;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.data.Batch;
import dev.chainrule.op.Operation;
import dev.chainrule.op.elementwise.Abs;
import dev.chainrule.op.elementwise.Activation;
import dev.chainrule.op.fused.BinaryCrossEntropyWithLogits;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Backward;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.NumberReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Computes the loss of a batch once more, with all values kept, and reads the tape.
///
/// Training does not notice: buffers, and with them the generators of dropout, are as before, and
/// no gradient is added to any tensor.
final class Probe {
  private final Module model;
  private final BiFunction<Tensor, Tensor, Tensor> loss;
  private final Norms norms;

  Probe(Module model, BiFunction<Tensor, Tensor, Tensor> loss) {
    this.model = model;
    this.loss = loss;
    norms = new Norms(model);
  }

  /// The loss alone, without a tape.
  double loss(Batch batch) {
    return undisturbed(() -> GradMode.noGrad(() -> loss.apply(batch.x(), batch.y()).item()));
  }

  Reading read(Batch batch) {
    return undisturbed(
        () -> {
          Tensor value = GradMode.keepingValues(() -> loss.apply(batch.x(), batch.y()));
          Node root = value.node();
          return root == null
              ? new Reading(value.item(), 0, 0, Set.of(), List.of(), List.of())
              : read(value, root);
        });
  }

  /// Where the first number that is not finite is made, in words: in the loss, else in its
  /// gradients; null where all are finite.
  @Nullable String nonFinite(Batch batch) {
    return undisturbed(
        () -> {
          Tensor value = GradMode.keepingValues(() -> loss.apply(batch.x(), batch.y()));
          Node root = value.node();
          if (root == null) {
            return null;
          }
          Walk walk = new Walk(root, model.parameters());
          String forwards = NonFinite.firstForwards(walk);
          return forwards != null ? forwards : NonFinite.firstBackwards(walk, value, root);
        });
  }

  private <R extends @Nullable Object> R undisturbed(Supplier<R> body) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    Map<String, Tensor> buffers = model.buffers();
    buffers.forEach((name, buffer) -> copies.put(name, buffer.copy()));
    try {
      return body.get();
    } finally {
      copies.forEach((name, copy) -> buffer(buffers, name).copyInPlace(copy));
    }
  }

  private static Tensor buffer(Map<String, Tensor> buffers, String name) {
    Tensor buffer = buffers.get(name);
    if (buffer == null) {
      throw new IllegalStateException("a module's buffers stay the same");
    }
    return buffer;
  }

  private Reading read(Tensor value, Node root) {
    Walk walk = new Walk(root, model.parameters());
    List<Node> layers = new ArrayList<>();
    List<Node> bounds = new ArrayList<>();
    Set<String> embeddings = new HashSet<>();
    Node logits = null;
    int classes = 0;
    Set<Node> tail = walk.tail();
    for (Node place : walk.places()) {
      if (place.isLeaf()) {
        continue;
      }
      Operation operation = place.operation();
      if (operation instanceof Activation && !(operation instanceof Abs)) {
        layers.add(place);
      } else if (operation instanceof Embedding) {
        String parameter = walk.parameter(place.input(0));
        if (parameter != null) {
          embeddings.add(parameter);
        }
      } else if (classes(operation, place) > 0 && tail.contains(place)) {
        logits = place.input(0);
        classes = classes(operation, place);
      } else if (tail.contains(place) && Bound.isOne(operation)) {
        bounds.add(place);
      }
    }
    IdentityHashMap<Node, NdArray> gradients = gradients(value, root, layers, bounds, logits);
    double cut = 0;
    for (Node place : bounds) {
      cut = Math.max(cut, Bound.cut(place, gradients.get(place)));
    }
    return new Reading(
        value.item(),
        classes,
        cut,
        embeddings,
        layers(walk, layers, logits, gradients),
        norms.read(walk));
  }

  /// Among how many classes an operation tells the right one; 0 where it does not.
  private static int classes(Operation operation, Node place) {
    // No switch over patterns: setting one up takes longer than all else in a first look.
    if (operation instanceof CrossEntropy entropy) {
      return entropy.classes();
    }
    if (operation instanceof SoftCrossEntropy entropy) {
      return place.value(0).shape().size(entropy.axis());
    }
    if (operation instanceof LogSoftmax softmax) {
      return place.value(0).shape().size(softmax.dim());
    }
    return operation instanceof BinaryCrossEntropyWithLogits ? 2 : 0;
  }

  private static IdentityHashMap<Node, NdArray> gradients(
      Tensor value, Node root, List<Node> layers, List<Node> bounds, @Nullable Node logits) {
    Set<Node> wanted = new HashSet<>(layers);
    wanted.addAll(bounds);
    if (logits != null) {
      wanted.add(logits);
    }
    NdArray seed = NdArray.full(value.dtype(), value.shape(), 1);
    return wanted.isEmpty()
        ? new IdentityHashMap<>()
        : new Backward<>(NumberReading.INSTANCE).gradients(root, seed, wanted);
  }

  private static List<Reading.Layer> layers(
      Walk walk,
      List<Node> places,
      @Nullable Node logits,
      IdentityHashMap<Node, NdArray> gradients) {
    List<Reading.Layer> layers = new ArrayList<>();
    List<String> names = walk.names(places);
    for (int i = 0; i < places.size(); i++) {
      Node place = places.get(i);
      layers.add(layer(names.get(i), place.operation().name(), place, gradients.get(place)));
    }
    if (logits != null && !logits.isLeaf()) {
      layers.add(layer("logits", "logits", logits, gradients.get(logits)));
    }
    return layers;
  }

  private static Reading.Layer layer(
      String name, String operation, Node place, @Nullable NdArray gradient) {
    Shape shape = place.output().shape();
    return new Reading.Layer(
        name,
        operation,
        shape.rank() < 2 ? 1 : shape.size(-1),
        Elements.of(place.output()),
        gradient == null ? new double[0] : Elements.of(gradient));
  }
}
