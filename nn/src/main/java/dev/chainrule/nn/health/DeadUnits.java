package dev.chainrule.nn.health;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Relu units that were positive for no example of the last samples.
///
/// Their gradient is zero for all of these, so they do not come back by themselves (Maas, Hannun &
/// Ng 2013, "Rectifier nonlinearities improve neural network acoustic models"). A few rare units
/// are no illness.
record DeadUnits() implements Rule {
  private static final double SHARE = 0.1;

  @Override
  public @Nullable Finding check(HealthReport report) {
    List<LayerHealth> found =
        report.layers().stream()
            .filter(layer -> layer.samples().size() >= LayerHealth.RECENT)
            .filter(layer -> share(layer) > SHARE)
            .sorted(Comparator.comparingDouble(DeadUnits::share).reversed())
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    LayerHealth worst = found.getFirst();
    String more = found.size() > 1 ? " (%d more layers too)".formatted(found.size() - 1) : "";
    return new Finding(
        "dead-units",
        share(worst),
        SHARE,
        "%d of %d units of \"%s\" were positive for no example of the last %d samples%s. A relu that is never positive passes no gradient and does not learn any more. Try a smaller learning rate, biases that start at 0 or slightly above, Kaiming's starting values, or a gelu."
            .formatted(worst.deadUnits(), worst.units(), worst.name(), LayerHealth.RECENT, more));
  }

  private static double share(LayerHealth layer) {
    return (double) layer.deadUnits() / Math.max(1, layer.units());
  }
}
