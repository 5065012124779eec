package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/// Operations of two inputs, of which the second may have to be broadcast; its gradient is then
/// summed in one of several ways.
final class Broadcasts {
  private record Binary(String text, List<String> first, List<String> second) {}

  private static final List<Binary> BINARIES =
      List.of(
          new Binary("A + B", List.of("G", "1.0 * G"), List.of("G", "1.0 * G")),
          new Binary("A - B", List.of("G", "G.clone()"), List.of("-G", "-1.0 * G")),
          new Binary("B - A", List.of("-G", "-1.0 * G"), List.of("G", "G.clone()")),
          new Binary("A * B", List.of("G * B", "B * G"), List.of("A * G", "G * A")),
          new Binary(
              "A / (B**2 + 1)",
              List.of("G / (B**2 + 1)", "G * (1 / (B**2 + 1))"),
              List.of("-2 * B * Y / (B**2 + 1) * G", "-A * 2 * B / (B**2 + 1) ** 2 * G")));

  private Broadcasts() {}

  static boolean apply(RandomProgram program, Place a, Place b) {
    Binary binary = program.pick(BINARIES);
    Place y =
        program.next(
            a.sizes(),
            binary.text().equals("A * B") ? a.bound() * b.bound() : a.bound() + b.bound(),
            false);
    program.step(
        y,
        fill(binary.text(), a, b, y),
        Part.of(a, filled(binary.first(), a, b, y).toArray(String[]::new)),
        summed(program, b, y, filled(binary.second(), a, b, y)));
    return true;
  }

  private static List<String> filled(List<String> ways, Place a, Place b, Place y) {
    return ways.stream().map(way -> fill(way, a, b, y)).toList();
  }

  private static String fill(String text, Place a, Place b, Place y) {
    return text.replaceAll("\\bA\\b", a.name())
        .replaceAll("\\bB\\b", b.name())
        .replaceAll("\\bY\\b", y.name())
        .replaceAll("\\bG\\b", y.gradient());
  }

  /// What arrives at `y`, summed where `b` was broadcast.
  private static Part summed(RandomProgram program, Place b, Place y, List<String> ways) {
    List<String> sums = new ArrayList<>();
    for (String way : ways) {
      if (b.sizes().equals(y.sizes())) {
        sums.add(way);
      } else if (b.rank() == 0 && y.rank() > 0) {
        sums.add("(" + way + ").sum()");
        if (y.rank() == 2) {
          sums.add("(" + way + ").sum(0).sum()");
          sums.add("torch.einsum(\"ij->\", " + way + ")");
        }
      } else if (b.rank() == 1) {
        sums.add("(" + way + ").sum(0)");
        sums.add("(" + way + ").mean(0) * " + y.size(0));
        sums.add("torch.ones(" + y.size(0) + ") @ (" + way + ")");
        sums.add("torch.einsum(\"ij->j\", " + way + ")");
      } else {
        int axis = b.size(0) == 1 && y.size(0) != 1 ? 0 : 1;
        sums.add("(" + way + ").sum(" + axis + ", keepdim=True)");
        sums.add("(" + way + ").sum(dim=" + axis + ").unsqueeze(" + axis + ")");
        sums.add("(" + way + ").mean(" + axis + ", True) * " + y.size(axis));
      }
    }
    Part part = Part.of(b, sums.toArray(String[]::new));
    if (b.rank() == 1 && y.rank() == 2) {
      return part.or("for row in %s:".formatted(program.pick(ways)), "    TO += row");
    }
    return part;
  }
}
