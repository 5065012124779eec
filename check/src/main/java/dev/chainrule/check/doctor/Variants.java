package dev.chainrule.check.doctor;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Variation;
import dev.chainrule.check.experiment.Variation.Reach;
import dev.chainrule.check.pattern.Closeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs with other leaves, in which the gradients that are right are right still: leaves that are
/// bound to what the author typed elsewhere must not move.
final class Variants {
  /// How many other sets of leaves what fits must fit too.
  private static final int COUNT = 2;

  private final Experiment experiment;
  private final Case own;
  private final Set<String> right;
  private @Nullable List<Case> all;

  /// @param own the run with its own leaves
  /// @param right the names of the gradients that are right
  Variants(Experiment experiment, Case own, Set<String> right) {
    this.experiment = experiment;
    this.own = own;
    this.right = Set.copyOf(right);
  }

  /// The runs, made when they are first asked for; none where no leaves can be moved.
  List<Case> all() {
    if (all == null) {
      List<Case> found = List.of();
      for (Reach reach : Reach.values()) {
        found = found.isEmpty() ? within(reach) : found;
      }
      all = found;
    }
    return all;
  }

  private List<Case> within(Reach reach) {
    List<Case> found = new ArrayList<>();
    for (int seed = 1; seed <= COUNT; seed++) {
      Case variant = run(Variation.of(seed, reach));
      if (variant == null) {
        return List.of();
      }
      found.add(variant);
    }
    return found;
  }

  private @Nullable Case run(Variation variation) {
    Case variant;
    try {
      variant = Case.of(experiment, variation);
    } catch (RuntimeException e) {
      // With other leaves an assertion of the author's may fail, or a check of values: then these
      // leaves cannot be moved.
      return null;
    }
    return variant.isAlike(own) && right.stream().allMatch(name -> isRight(variant, name))
        ? variant
        : null;
  }

  private static boolean isRight(Case variant, String name) {
    Scene scene = variant.scene(name, false);
    return scene == null || Closeness.elementsAreClose(scene.written(), scene.right());
  }
}
