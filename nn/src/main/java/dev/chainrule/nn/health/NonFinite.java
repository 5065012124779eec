package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.tape.Backward;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.NumberReading;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The first number of a training that was NaN or infinite.
///
/// @param step at which it was seen, counted from 0
/// @param loss of that step
/// @param place where it was made, in words
public record NonFinite(long step, double loss, String place) {
  /// Where the first number that is not finite was made of finite ones, going forwards; null where
  /// there is none. An infinity that was typed in, as in a mask, is none.
  static @Nullable String firstForwards(Walk walk) {
    for (Node place : walk.places()) {
      if (!place.isLeaf() && !Elements.areFinite(Elements.of(place.output()))) {
        boolean isOfFinite = true;
        for (int i = 0; i < place.arity(); i++) {
          isOfFinite &= Elements.areFinite(Elements.of(place.value(i)));
        }
        if (isOfFinite) {
          return made(walk, place);
        }
      }
    }
    return null;
  }

  /// The last place, going backwards, at which the gradient is still finite while what its
  /// operation hands on is not; null where there is none.
  static @Nullable String firstBackwards(Walk walk, Tensor value, Node root) {
    IdentityHashMap<Node, NdArray> gradients =
        new Backward<>(NumberReading.INSTANCE)
            .gradients(
                root, NdArray.full(value.dtype(), value.shape(), 1), new HashSet<>(walk.places()));
    for (Node place : walk.places().reversed()) {
      NdArray arriving = gradients.get(place);
      for (int i = 0; arriving != null && i < place.arity(); i++) {
        Node input = place.input(i);
        NdArray passed = input == null ? null : gradients.get(input);
        if (passed != null
            && Elements.areFinite(Elements.of(arriving))
            && !Elements.areFinite(Elements.of(passed))) {
          return "the derivative of %s".formatted(walk.name(place));
        }
      }
    }
    return null;
  }

  private static String made(Walk walk, Node place) {
    double[] out = Elements.of(place.output());
    int entry = 0;
    while (Double.isFinite(out[entry])) {
      entry++;
    }
    NdArray in = place.value(0);
    String of =
        place.arity() == 1 && in.numel() == out.length
            ? " of %s".formatted(Words.number(in.get(entry)))
            : "";
    return "%s made %s%s".formatted(walk.name(place), Words.number(out[entry]), of);
  }

  void save(Map<String, Tensor> state) {
    state.put("nonFinite.step", Tensor.of(new long[] {step}));
    state.put("nonFinite.loss", Tensor.of(new double[] {loss}));
    state.put("nonFinite.place", Text.tensor(place));
  }

  /// That which was saved; null where none was.
  static @Nullable NonFinite load(State state) {
    return state.tensors().containsKey("nonFinite.step")
        ? new NonFinite(
            state.get("nonFinite.step").toLongArray()[0],
            state.get("nonFinite.loss").toDoubleArray()[0],
            Text.of(state.get("nonFinite.place")))
        : null;
  }
}
