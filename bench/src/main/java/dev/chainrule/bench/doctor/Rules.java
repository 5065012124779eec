package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/// The operations of random programs, and for each the ways to write its derivative.
///
/// In the texts, `X`, `A` and `B` are inputs, `Y` is the result and `G` its gradient.
final class Rules {
  /// An input beyond this is made smaller first.
  private static final double LARGE = 8;

  private record Function(String text, double bound, boolean distinct, List<String> ways) {}

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function(
              "torch.tanh(X)",
              1,
              true,
              List.of(
                  "(1 - Y**2) * G",
                  "G * (1 - Y * Y)",
                  "(G - G * Y**2)",
                  "(1 - torch.tanh(X) ** 2) * G",
                  "G * (1 - Y) * (1 + Y)")),
          new Function(
              "torch.sigmoid(X)",
              1,
              true,
              List.of(
                  "Y * (1 - Y) * G", "(Y - Y**2) * G", "G * torch.sigmoid(X) * torch.sigmoid(-X)")),
          new Function(
              "torch.exp(0.3 * X)",
              12,
              true,
              List.of("0.3 * Y * G", "0.3 * torch.exp(0.3 * X) * G", "Y * (G * 0.3)")),
          new Function(
              "torch.relu(X)",
              8,
              false,
              List.of(
                  "(X > 0) * G",
                  "torch.where(X > 0, G, torch.zeros_like(G))",
                  "G * (Y > 0).float()",
                  "G.masked_fill(X <= 0, 0.0)")),
          new Function("X**2", 64, true, List.of("2 * X * G", "(X * G + G * X)", "G * 2.0 * X")),
          new Function("0.1 * X**3", 52, true, List.of("0.3 * X**2 * G", "0.1 * (3 * X * X) * G")),
          new Function("torch.sin(X)", 1, true, List.of("torch.cos(X) * G", "G * X.cos()")),
          new Function("torch.cos(X)", 1, true, List.of("-torch.sin(X) * G", "-(G * X.sin())")),
          new Function(
              "torch.log(X**2 + 1)",
              5,
              true,
              List.of("2 * X / (X**2 + 1) * G", "G * 2 * X * torch.exp(-Y)")),
          new Function(
              "torch.sqrt(X**2 + 1)",
              9,
              true,
              List.of("X / Y * G", "X * (X**2 + 1) ** -0.5 * G", "G * X / torch.sqrt(X**2 + 1)")),
          new Function(
              "1 / (X**2 + 1)",
              1,
              true,
              List.of("-2 * X * Y**2 * G", "-(2 * X) / (X**2 + 1) ** 2 * G")),
          new Function(
              "torch.abs(X)", 8, true, List.of("torch.sign(X) * G", "torch.where(X > 0, G, -G)")),
          new Function(
              "X.clamp(-1.0, 1.0)",
              1,
              false,
              List.of("G * (X > -1) * (X < 1)", "torch.where(X.abs() < 1, G, 0 * G)")),
          new Function(
              "F.softplus(X)", 9, true, List.of("torch.sigmoid(X) * G", "G / (1 + torch.exp(-X))")),
          new Function(
              "F.silu(X)",
              8,
              true,
              List.of(
                  "(torch.sigmoid(X) + Y * (1 - torch.sigmoid(X))) * G",
                  "G * torch.sigmoid(X) * (1 + X * (1 - torch.sigmoid(X)))")),
          new Function("X * 1.5 + 0.5", 13, true, List.of("1.5 * G", "G * 1.5", "(G + 0.5 * G)")),
          new Function("X / 3", 3, true, List.of("G / 3", "(1 / 3) * G")),
          new Function("2 - X", 10, true, List.of("-G", "-1 * G")));

  private Rules() {}

  /// Applies some operation to `x`; false where the one that was drawn cannot be.
  static boolean apply(RandomProgram program, Place x) {
    if (x.bound() > LARGE) {
      return shrink(program, x);
    }
    return switch (program.random.nextInt(12)) {
      case 0, 1, 2 -> function(program, x);
      case 3, 4, 5 -> binary(program, x);
      case 6 -> x.rank() > 0 && reduction(program, x);
      case 7 -> x.rank() == 2 && product(program, x);
      case 8 -> x.rank() == 2 && softmax(program, x);
      case 9 -> x.rank() == 2 && norm(program, x);
      case 10 -> x.rank() > 0 && indexing(program, x);
      default -> x.rank() > 0 && moving(program, x);
    };
  }

  static String fill(String text, Place x, Place y) {
    return text.replaceAll("\\bX\\b", x.name())
        .replaceAll("\\bY\\b", y.name())
        .replaceAll("\\bG\\b", y.gradient());
  }

  static Part part(Place x, Place y, String... ways) {
    return Part.of(x, List.of(ways).stream().map(w -> fill(w, x, y)).toArray(String[]::new));
  }

  private static boolean function(RandomProgram program, Place x) {
    Function function = program.pick(FUNCTIONS);
    if (function.text().contains("clamp") && !x.distinct()) {
      return false;
    }
    Place y = program.next(x.sizes(), function.bound(), x.distinct() && function.distinct());
    program.step(
        y, fill(function.text(), x, y), part(x, y, function.ways().toArray(String[]::new)));
    return true;
  }

  private static boolean shrink(RandomProgram program, Place x) {
    Place y = program.next(x.sizes(), x.bound() / 10, x.distinct());
    program.step(y, fill("X / 10", x, y), part(x, y, "G / 10", "0.1 * G", "(1 / 10) * G"));
    return true;
  }

  private static boolean binary(RandomProgram program, Place a) {
    List<List<Integer>> partners = new ArrayList<>(List.of(a.sizes()));
    if (a.rank() == 2) {
      partners.add(List.of(a.size(1)));
      partners.add(List.of(1, a.size(1)));
      partners.add(List.of(a.size(0), 1));
    }
    partners.add(List.of());
    List<Integer> sizes = program.pick(partners);
    List<Place> there =
        program.places().stream()
            .filter(p -> p.sizes().equals(sizes) && !p.equals(a) && p.bound() <= LARGE)
            .toList();
    boolean self = sizes.equals(a.sizes()) && program.random.nextInt(6) == 0;
    Place b = self ? a : there.isEmpty() ? program.leaf(sizes) : program.pick(there);
    return Broadcasts.apply(program, a, b);
  }

  private static boolean reduction(RandomProgram program, Place x) {
    return Reductions.apply(program, x);
  }

  private static boolean product(RandomProgram program, Place x) {
    int k = program.size();
    Place w = program.leaf(List.of(x.size(1), k));
    Place y = program.next(List.of(x.size(0), k), 2 * x.bound() * x.size(1), true);
    String g = y.gradient();
    program.step(
        y,
        program
            .pick(List.of("X @ W", "torch.matmul(X, W)", "X.matmul(W)"))
            .replace("X", x.name())
            .replace("W", w.name()),
        Part.of(
                x,
                g + " @ " + w.name() + ".T",
                "(" + w.name() + " @ " + g + ".T).T",
                "torch.einsum(\"nk,dk->nd\", " + g + ", " + w.name() + ")",
                "torch.matmul(" + g + ", " + w.name() + ".transpose(0, 1))")
            .or(
                "for i in range(%d):".formatted(x.size(0)),
                "    TO[i] += %s @ %s[i]".formatted(w.name(), g)),
        Part.of(
                w,
                x.name() + ".T @ " + g,
                "(" + g + ".T @ " + x.name() + ").T",
                "torch.einsum(\"nd,nk->dk\", " + x.name() + ", " + g + ")",
                "(" + x.name() + "[:, :, None] * " + g + "[:, None, :]).sum(0)")
            .or(
                "for i in range(%d):".formatted(x.size(0)),
                "    TO += torch.outer(%s[i], %s[i])".formatted(x.name(), g)));
    return true;
  }

  private static boolean softmax(RandomProgram program, Place x) {
    int axis = program.random.nextInt(2);
    if (program.random.nextBoolean()) {
      Place y = program.next(x.sizes(), 1, x.distinct());
      program.step(
          y,
          "F.softmax(%s, dim=%d)".formatted(x.name(), axis),
          part(
              x,
              y,
              "Y * (G - (G * Y).sum(%d, keepdim=True))".formatted(axis),
              "(Y * G - Y * (G * Y).sum(%d, keepdim=True))".formatted(axis),
              "(G - (Y * G).sum(%d).unsqueeze(%d)) * Y".formatted(axis, axis)));
    } else {
      Place y = program.next(x.sizes(), 10, x.distinct());
      program.step(
          y,
          "F.log_softmax(%s, dim=%d)".formatted(x.name(), axis),
          part(
              x,
              y,
              "(G - torch.exp(Y) * G.sum(%d, keepdim=True))".formatted(axis),
              "(G - F.softmax(X, %d) * G.sum(%d, keepdim=True))".formatted(axis, axis)));
    }
    return true;
  }

  /// A norm along an axis, with its derivative on one line.
  private static boolean norm(RandomProgram program, Place x) {
    int axis = program.random.nextInt(2);
    int n = x.size(axis);
    boolean bessel = program.random.nextBoolean();
    if (n < 3) {
      return false;
    }
    String mean = "X.mean(%d, keepdim=True)".formatted(axis);
    String var = "X.var(%d, unbiased=%s, keepdim=True)".formatted(axis, bessel ? "True" : "False");
    String scale = "(%s + 1e-2) ** -0.5".formatted(var);
    Place y = program.next(x.sizes(), 3, x.distinct());
    int by = bessel ? n - 1 : n;
    program.step(
        y,
        fill("(X - %s) * %s".formatted(mean, scale), x, y),
        part(
            x,
            y,
            "%s * (G - G.mean(%d, keepdim=True) - Y * (G * Y).sum(%d, keepdim=True) / %d)"
                .formatted(scale, axis, axis, by),
            "(G - G.sum(%d, keepdim=True) / %d - Y * (Y * G / %d).sum(%d, keepdim=True)) * %s"
                .formatted(axis, n, by, axis, scale)));
    return true;
  }

  private static boolean indexing(RandomProgram program, Place x) {
    return Moves.index(program, x);
  }

  private static boolean moving(RandomProgram program, Place x) {
    return Moves.move(program, x);
  }
}
