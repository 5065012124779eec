package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Table.Cell;
import dev.chainrule.check.doctor.Doctor;
import dev.chainrule.check.doctor.Hidden;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.notes.Entries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which mistakes a check would not see at the values, indices and sizes of an experiment: each was
/// made on purpose and compared.
///
/// @param rows a mistake a row
public record Masking(List<Row> rows) {
  /// A mistake in a gradient that would not be seen.
  ///
  /// @param name the gradient
  /// @param line its line; 0 where there are no lines
  /// @param change what to change so that it would be seen
  public record Row(String name, int line, Hidden hidden, String change) {}

  static Masking of(Run own, Doctor doctor) {
    String values = values(own);
    List<Row> rows = new ArrayList<>();
    for (Run.HandGradient gradient : own.gradients()) {
      for (Hidden hidden : doctor.hidden(gradient.name())) {
        String change =
            switch (hidden.cause()) {
              case VALUES -> values;
              case INDICES -> "let an index repeat";
              case SIZES -> "give the axes different sizes";
            };
        rows.add(new Row(gradient.name(), gradient.line(), hidden, change));
      }
    }
    return new Masking(rows);
  }

  /// The leaves whose values are special, and so hide what others would show.
  private static String values(Run own) {
    Set<String> special = new TreeSet<>();
    for (Run.Step step : own.steps()) {
      NdArray value = step.value().array();
      boolean isLeaf = step.operation().equals("leaf") || step.wantsGrad();
      if (isLeaf && value.dtype().isFloat() && isConstant(value)) {
        double all = value.get(0);
        special.add(
            "%s, %s %s"
                .formatted(
                    step.name(), value.numel() == 1 ? "which is" : "all", Entries.number(all)));
      }
    }
    return special.isEmpty()
        ? "start from other values, drawn at random"
        : "give other values, drawn at random, to " + String.join("; ", special);
  }

  private static boolean isConstant(NdArray value) {
    for (int i = 1; i < value.numel(); i++) {
      if (value.get(i) != value.get(0)) {
        return false;
      }
    }
    return value.numel() > 1
        || (value.numel() == 1 && (value.get(0) == 0 || Math.abs(value.get(0)) == 1));
  }

  /// A table: the place, the mistakes that would hide there, and what to change.
  public String text(int width) {
    if (rows.isEmpty()) {
      return "Of the mistakes that are known, none would go unseen here.";
    }
    Map<List<String>, Set<String>> grouped = new LinkedHashMap<>();
    for (Row row : rows) {
      String line = row.line() > 0 ? " (line %d)".formatted(row.line()) : "";
      boolean isOfSize = row.hidden().cause() == Hidden.Cause.SIZES;
      String what = isOfSize ? "not given away by its shape" : "not seen";
      grouped
          .computeIfAbsent(List.of(row.name() + line, what, row.change()), k -> new TreeSet<>())
          .add(row.hidden().id());
    }
    Table table = new Table();
    table.add(Cell.of("in"), Cell.of("this"), Cell.of("would be"), Cell.of("so"));
    grouped.forEach(
        (key, ids) ->
            table.add(
                Cell.of(key.get(0)),
                Cell.of(String.join("\n", ids)),
                Cell.of(key.get(1)),
                Cell.of(key.get(2))));
    return table.withLastWrapped(width).text();
  }
}
