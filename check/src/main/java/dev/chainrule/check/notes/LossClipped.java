package dev.chainrule.check.notes;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.graph.Places;
import dev.chainrule.tape.Backward;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.NumberReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of a gradient that are exactly zero because the loss was clamped there: these examples
/// teach nothing. It is measured: with the clamp passed over, the rows are not zero.
public final class LossClipped {
  private static final int MOST_SHOWN = 8;

  private LossClipped() {}

  /// The note on the gradient of `target`; null where no row is zero for this reason.
  public static @Nullable Note note(Places places, Run.Loss loss, Node target, HandGradient twin) {
    Place from = places.graph().of(target);
    Node root = loss.value().node();
    if (from == null || root == null || from.value().shape().rank() == 0) {
      return null;
    }
    List<Integer> rows = null;
    for (Place place : places.graph().places()) {
      boolean isAfter = place.number() > from.number() && !place.isLeaf();
      if (isAfter && Unclamped.isClamp(place.operation(), place.value().shape())) {
        rows = rows == null ? silenced(loss, root, target) : rows;
        int examples = place.value().numel();
        boolean cutsEach = examples == 1 || examples == from.value().shape().size(0);
        if (cutsEach && !rows.isEmpty()) {
          return new Note("loss-clipped", because(twin, rows, places.at(place)));
        }
      }
    }
    return null;
  }

  /// The rows that are zero, and would not be if no loss were clamped.
  private static List<Integer> silenced(Run.Loss loss, Node root, Node target) {
    NdArray one = NdArray.full(loss.value().dtype(), loss.value().shape(), 1);
    NdArray is =
        new Backward<>(NumberReading.INSTANCE).gradients(root, one, Set.of(target)).get(target);
    NdArray wouldBe =
        new Backward<>(new Unclamped()).gradients(root, one, Set.of(target)).get(target);
    List<Integer> rows = new ArrayList<>();
    if (is == null || wouldBe == null) {
      return rows;
    }
    int count = is.shape().size(0);
    int size = count == 0 ? 0 : is.numel() / count;
    for (int row = 0; row < count; row++) {
      if (isZero(is, row * size, size) && !isZero(wouldBe, row * size, size)) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static boolean isZero(NdArray x, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (x.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String because(HandGradient twin, List<Integer> rows, String clamp) {
    boolean isOne = rows.size() == 1;
    String more = rows.size() > MOST_SHOWN ? " …" : "";
    String shown =
        String.join(", ", rows.stream().limit(MOST_SHOWN).map(String::valueOf).toList()) + more;
    return "row%s %s of the gradient of %s %s exactly zero because the loss is cut off there, at %s: %s nothing; clip the gradient, not the loss"
        .formatted(
            isOne ? "" : "s",
            shown,
            twin.of(),
            isOne ? "is" : "are",
            clamp,
            isOne ? "this example teaches" : "these examples teach");
  }
}
