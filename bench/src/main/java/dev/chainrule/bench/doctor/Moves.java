package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Operations that only move numbers: indexing, views, concatenation, choice.
final class Moves {
  private Moves() {}

  static boolean index(RandomProgram program, Place x) {
    return program.random.nextBoolean() ? rows(program, x) : slice(program, x);
  }

  /// Rows by a list of numbers, some of them more than once.
  private static boolean rows(RandomProgram program, Place x) {
    int count = program.size() + 1;
    String index =
        IntStream.range(0, count)
            .mapToObj(i -> Integer.toString(program.random.nextInt(x.size(0))))
            .collect(Collectors.joining(", "));
    String k = program.constant("torch.tensor([" + index + "])");
    List<Integer> sizes = new ArrayList<>(x.sizes());
    sizes.set(0, count);
    Place y = program.next(sizes, x.bound(), false);
    String g = y.gradient();
    String oneHot = "F.one_hot(%s, %d).float().T @ %s".formatted(k, x.size(0), g);
    program.step(
        y,
        x.name() + "[" + k + "]",
        Part.of(x, oneHot)
            .or("TO.index_add_(0, %s, %s)".formatted(k, g))
            .or("for i, row in enumerate(%s):".formatted(k), "    TO[row] += %s[i]".formatted(g)));
    return true;
  }

  private static boolean slice(RandomProgram program, Place x) {
    int axis = x.rank() - 1;
    int n = x.size(axis);
    int from = program.random.nextInt(n);
    int to = from + 1 + program.random.nextInt(n - from);
    String at = (axis == 1 ? ":, " : "") + from + ":" + to;
    List<Integer> sizes = new ArrayList<>(x.sizes());
    sizes.set(axis, to - from);
    Place y = program.next(sizes, x.bound(), x.distinct());
    String g = y.gradient();
    program.step(
        y,
        "%s[%s]".formatted(x.name(), at),
        new Part(x, List.of("F.pad(%s, (%d, %d))".formatted(g, from, n - to)), List.of())
            .or("TO[%s] += %s".formatted(at, g))
            .or(
                "for j in range(%d, %d):".formatted(from, to),
                axis == 1
                    ? "    TO[:, j] += %s[:, j - %d]".formatted(g, from)
                    : "    TO[j] += %s[j - %d]".formatted(g, from)));
    return true;
  }

  static boolean move(RandomProgram program, Place x) {
    return switch (program.random.nextInt(5)) {
      case 0 -> transpose(program, x);
      case 1 -> flatten(program, x);
      case 2 -> unsqueeze(program, x);
      case 3 -> concatenate(program, x);
      default -> choose(program, x);
    };
  }

  private static boolean transpose(RandomProgram program, Place x) {
    if (x.rank() != 2) {
      return false;
    }
    Place y = program.next(List.of(x.size(1), x.size(0)), x.bound(), x.distinct());
    program.step(y, x.name() + ".T", Rules.part(x, y, "G.T", "G.transpose(0, 1)", "G.t()"));
    return true;
  }

  private static boolean flatten(RandomProgram program, Place x) {
    if (x.rank() != 2) {
      return false;
    }
    Place y = program.next(List.of(x.size(0) * x.size(1)), x.bound(), x.distinct());
    program.step(
        y,
        x.name() + ".reshape(-1)",
        Rules.part(
            x,
            y,
            "G.reshape(%d, %d)".formatted(x.size(0), x.size(1)),
            "G.reshape(%s.shape)".formatted(x.name())));
    return true;
  }

  private static boolean unsqueeze(RandomProgram program, Place x) {
    if (x.rank() != 1) {
      return false;
    }
    int axis = program.random.nextInt(2);
    List<Integer> sizes = new ArrayList<>(x.sizes());
    sizes.add(axis, 1);
    Place y = program.next(sizes, x.bound(), x.distinct());
    program.step(
        y,
        "%s.unsqueeze(%d)".formatted(x.name(), axis),
        Rules.part(x, y, "G.squeeze(%d)".formatted(axis), "G.sum(%d)".formatted(axis)));
    return true;
  }

  private static boolean concatenate(RandomProgram program, Place a) {
    List<Place> same =
        program.places().stream()
            .filter(p -> p.sizes().equals(a.sizes()) && p.bound() <= a.bound() + 1)
            .toList();
    Place b = program.pick(same.isEmpty() ? List.of(a) : same);
    int n = a.size(0);
    List<Integer> sizes = new ArrayList<>(a.sizes());
    sizes.set(0, 2 * n);
    Place y = program.next(sizes, Math.max(a.bound(), b.bound()), false);
    String g = y.gradient();
    program.step(
        y,
        "torch.cat([%s, %s], 0)".formatted(a.name(), b.name()),
        Part.of(a, "%s[:%d]".formatted(g, n), "%s.split(%d)[0]".formatted(g, n)),
        Part.of(b, "%s[%d:]".formatted(g, n), "%s.split(%d)[1]".formatted(g, n)));
    return true;
  }

  private static boolean choose(RandomProgram program, Place a) {
    List<Place> same =
        program.places().stream().filter(p -> p.sizes().equals(a.sizes()) && !p.equals(a)).toList();
    if (same.isEmpty()) {
      return false;
    }
    Place b = program.pick(same);
    String k = program.constant("torch.rand(%s, generator=g) > 0.5".formatted(a.shape()));
    Place y = program.next(a.sizes(), Math.max(a.bound(), b.bound()), false);
    String g = y.gradient();
    program.step(
        y,
        "torch.where(%s, %s, %s)".formatted(k, a.name(), b.name()),
        Part.of(
            a,
            "%s * %s".formatted(k, g),
            "torch.where(%s, %s, torch.zeros_like(%s))".formatted(k, g, g)),
        Part.of(
            b,
            "(%s == False) * %s".formatted(k, g),
            "torch.where(%s, torch.zeros_like(%s), %s)".formatted(k, g, g)));
    return true;
  }
}
