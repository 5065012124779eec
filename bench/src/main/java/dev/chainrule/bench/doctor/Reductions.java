package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/// Sums, means, variances and maxima along an axis, or of all.
final class Reductions {
  private Reductions() {}

  static boolean apply(RandomProgram program, Place x) {
    int axis = program.random.nextInt(x.rank());
    boolean keep = program.random.nextBoolean();
    List<Integer> sizes = new ArrayList<>(x.sizes());
    if (keep) {
      sizes.set(axis, 1);
    } else {
      sizes.remove(axis);
    }
    int n = x.size(axis);
    String at = axis + (keep ? ", keepdim=True" : "");
    // What arrives, so that it broadcasts to x again.
    String back = keep ? "G" : "G.unsqueeze(" + axis + ")";
    return switch (program.random.nextInt(6)) {
      case 0 -> {
        Place y = program.next(sizes, x.bound() * n, x.distinct());
        program.step(
            y,
            "%s.sum(%s)".formatted(x.name(), at),
            Rules.part(
                x,
                y,
                "%s.expand(%s)".formatted(back, inner(x)),
                "torch.ones_like(X) * " + back,
                back + " * torch.ones(" + x.shape() + ")"));
        yield true;
      }
      case 1 -> {
        Place y = program.next(sizes, x.bound(), x.distinct());
        program.step(
            y,
            "%s.mean(%s)".formatted(x.name(), at),
            Rules.part(
                x,
                y,
                "%s.expand(%s) / %d".formatted(back, inner(x), n),
                "torch.ones_like(X) * %s / %d".formatted(back, n),
                "torch.full_like(X, 1 / %d) * %s".formatted(n, back)));
        yield true;
      }
      case 2 -> {
        if (n < 2) {
          yield false;
        }
        Place y = program.next(sizes, x.bound() * x.bound(), x.distinct());
        program.step(
            y,
            "%s.var(%s)".formatted(x.name(), at),
            Rules.part(
                x,
                y,
                "2 / %d * (X - X.mean(%d, keepdim=True)) * %s".formatted(n - 1, axis, back),
                "%s * 2 * (X - X.mean(%d, True)) / %d".formatted(back, axis, n - 1)));
        yield true;
      }
      case 3 -> {
        Place y = program.next(sizes, x.bound() + 2, x.distinct());
        String aligned = keep ? "Y" : "Y.unsqueeze(" + axis + ")";
        program.step(
            y,
            "torch.logsumexp(%s, dim=%s)".formatted(x.name(), at),
            Rules.part(
                x,
                y,
                "F.softmax(X, %d) * %s".formatted(axis, back),
                "torch.exp(X - %s) * %s".formatted(aligned, back)));
        yield true;
      }
      case 4 -> {
        if (!x.distinct()) {
          yield false;
        }
        Place y = program.next(sizes, x.bound(), x.distinct());
        String aligned = keep ? "Y" : "Y.unsqueeze(" + axis + ")";
        program.step(
            y,
            "%s.max(%s).values".formatted(x.name(), at),
            Rules.part(
                x,
                y,
                "(X == %s) * %s".formatted(aligned, back),
                "torch.where(X == %s, %s, torch.zeros_like(X))".formatted(aligned, back)));
        yield true;
      }
      default -> {
        int count = x.sizes().stream().reduce(1, (a, b) -> a * b);
        boolean mean = program.random.nextBoolean();
        Place y = program.next(List.of(), mean ? x.bound() : x.bound() * count, true);
        program.step(
            y,
            mean ? x.name() + ".mean()" : x.name() + ".sum()",
            mean
                ? Rules.part(
                    x,
                    y,
                    "G / %d * torch.ones_like(X)".formatted(count),
                    "(G / X.numel()).expand(%s)".formatted(inner(x)))
                : Rules.part(
                    x,
                    y,
                    "G * torch.ones_like(X)",
                    "G.expand(%s)".formatted(inner(x)),
                    "torch.ones(%s) * G".formatted(x.shape())));
        yield true;
      }
    };
  }

  private static String inner(Place x) {
    return String.join(", ", x.sizes().stream().map(size -> Integer.toString(size)).toList());
  }
}
