package dev.chainrule.bench;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Outcomes made up for tests.
final class Samples {
  private Samples() {}

  static Row row(String name, double ours, double torch, double difference) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(Contestants.OURS, ours);
    figures.put(Contestants.PYTORCH, torch);
    return new Row(
        work(name, new Target.AsFastAs(2, Contestants.PYTORCH)),
        figures,
        Map.of(Contestants.PYTORCH, difference),
        9);
  }

  static Work work(String name, Target target) {
    return new Work(
        name,
        "Products of <A & B>",
        "work " + name,
        new Unit.Time(),
        target,
        1e-4,
        1,
        true,
        inputs -> new Task(name, Map.of(), inputs.all()));
  }

  static Outcome outcome(Row... rows) {
    return new Outcome(
        "./chainrule bench --quick",
        LocalDate.of(2025, 6, 1),
        new Machine("A processor, 2 cores", "Linux amd64", "A VM 25, with the Vector API"),
        Map.of(Contestants.PYTORCH, "PyTorch 1.13.1"),
        List.of("DJL is missing (this build is without it); to have it: ask"),
        List.of(rows));
  }
}
