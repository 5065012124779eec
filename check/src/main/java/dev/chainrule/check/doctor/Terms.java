package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Run.Writing;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A value that was used several times: its gradient is the sum over the uses, and a term of the
/// sum is missing, doubled or has the wrong sign.
final class Terms {
  /// More terms than this are tried one by one only, not in all combinations.
  private static final int MOST = 6;

  private Terms() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    List<Edge> terms = scene.slice().terms();
    subsets(scene, terms, found);
    for (Edge edge : terms.size() > 1 ? terms : List.<Edge>of()) {
      Place by = scene.place(edge.by());
      found.accept(
          scene.hypothesis(
              "double-counted-path",
              "the contribution by way of %s is counted twice".formatted(scene.at(by)),
              edge,
              (place, input, g) -> scaled(Slice.right(place, input, g), 2)));
      found.accept(
          scene.hypothesis(
              "sign",
              "the contribution by way of %s has the wrong sign".formatted(scene.at(by)),
              edge,
              (place, input, g) -> scaled(Slice.right(place, input, g), -1)));
    }
    inside(scene, terms, found);
    added(scene, found);
  }

  private static NdArray scaled(NdArray x, double factor) {
    return Numbers.INSTANCE.mul(x, NdArray.number(factor));
  }

  private static void subsets(Scene scene, List<Edge> terms, Consumer<Hypothesis> found) {
    int count = terms.size();
    if (count < 2) {
      return;
    }
    boolean isRewritten = !scene.step().earlier().isEmpty();
    int all = (1 << Math.min(count, 30)) - 1;
    for (int kept = 1; kept < all; kept++) {
      boolean isTried =
          count <= MOST || Integer.bitCount(kept) == 1 || Integer.bitCount(kept) == count - 1;
      if (!isTried) {
        continue;
      }
      List<Edge> present = new ArrayList<>();
      List<Edge> missing = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ((kept >> i & 1) == 1 ? present : missing).add(terms.get(i));
      }
      boolean isOverwritten = isRewritten && wasWritten(scene, missing);
      if (isHalfOfSquare(missing, present)) {
        found.accept(
            new Hypothesis(
                "missing-factor-two",
                "%s is multiplied by itself; one of the two contributions is missing"
                    .formatted(scene.step().of()),
                scene.isDecomposed(),
                other -> sum(other, present)));
        continue;
      }
      found.accept(
          new Hypothesis(
              isOverwritten ? "overwritten-fan-out" : "fan-out-path-missing",
              (isOverwritten
                      ? "%s is used %d times; what was written for %s was overwritten with = where"
                          + " += belongs"
                      : "%s is used %d times; the contribution by way of %s is missing")
                  .formatted(scene.step().of(), count, ways(scene, missing)),
              scene.isDecomposed(),
              other -> sum(other, present)));
    }
  }

  /// Whether what is missing is one of the two uses by the same product, and the other is there.
  private static boolean isHalfOfSquare(List<Edge> missing, List<Edge> present) {
    return missing.size() == 1
        && present.stream().anyMatch(edge -> edge.by() == missing.getFirst().by());
  }

  /// Whether the missing terms were written under the name before, together or one by one.
  private static boolean wasWritten(Scene scene, List<Edge> missing) {
    return wasWrittenAtOnce(scene, missing)
        || missing.stream().allMatch(term -> wasWrittenAtOnce(scene, List.of(term)));
  }

  private static boolean wasWrittenAtOnce(Scene scene, List<Edge> missing) {
    NdArray sum = sum(scene, missing);
    for (Writing writing : scene.step().earlier()) {
      NdArray value = Scene.spread(writing.value().array(), scene.step().target().shape());
      if (sum != null && value != null && Closeness.areClose(value, sum)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable NdArray sum(Scene scene, List<Edge> terms) {
    NdArray sum = null;
    for (Edge edge : terms) {
      NdArray term = scene.slice().contribution(edge);
      sum = sum == null ? term : Numbers.INSTANCE.add(sum, term);
    }
    return sum;
  }

  private static String ways(Scene scene, List<Edge> edges) {
    List<String> ways = new ArrayList<>();
    for (Edge edge : edges) {
      String way = scene.at(scene.place(edge.by()));
      if (!ways.contains(way)) {
        ways.add(way);
      }
    }
    return String.join(" and ", ways);
  }

  /// Terms of the gradients of values between the variable and what was read.
  private static void inside(Scene scene, List<Edge> terms, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      Place from = by.sources().get(edge.input()).place();
      if (terms.contains(edge) || from == null || scene.slice().terms(from).size() < 2) {
        continue;
      }
      String name = scene.describe(from);
      found.accept(
          scene.hypothesis(
              "fan-out-path-missing",
              "the contribution to %s by way of %s is missing".formatted(name, scene.at(by)),
              edge,
              Slice.CUT));
      found.accept(
          scene.hypothesis(
              "double-counted-path",
              "the contribution to %s by way of %s is counted twice".formatted(name, scene.at(by)),
              edge,
              (place, input, g) -> scaled(Slice.right(place, input, g), 2)));
      found.accept(
          scene.hypothesis(
              "sign",
              "the contribution to %s by way of %s has the wrong sign"
                  .formatted(name, scene.at(by)),
              edge,
              (place, input, g) -> scaled(Slice.right(place, input, g), -1)));
    }
  }

  /// Whether a value that was written before is part of the same sum.
  private static boolean isPartial(Scene scene, Writing writing) {
    NdArray value = Scene.spread(writing.value().array(), scene.step().target().shape());
    List<Edge> terms = scene.slice().terms();
    if (value == null || terms.size() > MOST) {
      return false;
    }
    if (Closeness.areClose(value, scene.right())) {
      return true;
    }
    for (int kept = 1; kept < 1 << terms.size(); kept++) {
      List<Edge> some = new ArrayList<>();
      for (int i = 0; i < terms.size(); i++) {
        if ((kept >> i & 1) == 1) {
          some.add(terms.get(i));
        }
      }
      NdArray sum = sum(scene, some);
      if (sum != null && Closeness.areClose(sum, value)) {
        return true;
      }
    }
    return false;
  }

  /// The gradient with what the name held before added to it.
  private static void added(Scene scene, Consumer<Hypothesis> found) {
    int count = scene.step().earlier().size();
    for (int i = count - 1; i >= Math.max(0, count - MOST); i--) {
      int number = i;
      int line = scene.step().earlier().get(i).line();
      boolean isPartial = isPartial(scene, scene.step().earlier().get(i));
      String where = line > 0 ? " (line %d)".formatted(line) : "";
      String name = scene.step().name();
      found.accept(
          new Hypothesis(
              isPartial ? "double-counted-path" : "not-zeroed",
              isPartial
                  ? "what was written to %s first%s is counted twice".formatted(name, where)
                  : "it is the gradient plus what %s held before%s: it was not set to zero in between"
                      .formatted(name, where),
              scene.isDecomposed(),
              other -> {
                List<Writing> earlier = other.step().earlier();
                NdArray before =
                    number < earlier.size()
                        ? Scene.spread(
                            earlier.get(number).value().array(), other.step().target().shape())
                        : null;
                return before == null || Closeness.isZero(before, Closeness.largest(other.right()))
                    ? null
                    : Numbers.INSTANCE.add(other.right(), before);
              }));
    }
  }
}
