package dev.chainrule.bench.doctor;

import java.util.List;

/// The names of the mistakes that a doctor may give, the specific before the general.
final class Mistakes {
  static final String MATMUL_TRANSPOSED = "matmul-transposed";
  static final String WRONG_UPSTREAM = "wrong-upstream";
  static final String WRONG_AXIS = "wrong-axis";
  static final String MEAN_FOR_SUM = "mean-for-sum";
  static final String UNBROADCAST_MISSING = "unbroadcast-missing";
  static final String WRONG_SHAPE = "wrong-shape";
  static final String OVERWRITTEN = "overwritten-fan-out";
  static final String PATH_MISSING = "fan-out-path-missing";
  static final String COUNTED_TWICE = "double-counted-path";
  static final String OVER_REDUCED = "over-reduced";
  static final String HARD_CODED = "hard-coded";
  static final String DETACHED = "detached";
  static final String SIGN = "sign";
  static final String SCALE = "scale-constant";

  /// What a doctor says that finds nothing.
  static final String UNKNOWN = "unknown";

  static final List<String> ALL =
      List.of(
          "missing-batch-mean",
          "double-batch-mean",
          "divided-by-classes",
          SIGN,
          "missing-factor-two",
          "wrong-power-factor",
          "ce-missing-one-hot",
          "softmax-diagonal-only",
          "softmax-twice",
          "normaliser-path-missing",
          "activation-derivative-missing",
          "activation-input-for-output",
          "wrong-activation-derivative",
          MATMUL_TRANSPOSED,
          "matmul-operand",
          "wrong-operand",
          WRONG_UPSTREAM,
          WRONG_AXIS,
          MEAN_FOR_SUM,
          UNBROADCAST_MISSING,
          WRONG_SHAPE,
          OVERWRITTEN,
          PATH_MISSING,
          COUNTED_TWICE,
          "partial-upstream",
          "not-zeroed",
          "scatter-overwrites",
          "scatter-averaged",
          "bn-biased-third-term",
          "norm-mean-path-missing",
          "norm-variance-path-missing",
          "norm-statistics-constant",
          "norm-gain-missing",
          "norm-scale-power",
          "gain-uses-output",
          "norm-wrong-axis",
          "pool-scale-missing",
          "clip-ignored",
          "dropout-scale-missing",
          OVER_REDUCED,
          HARD_CODED,
          DETACHED,
          "overwritten-value",
          "reshape-for-transpose",
          "max-spread",
          "log-exp-rule",
          "quotient-rule",
          SCALE,
          "attention-scale-missing",
          "mask-not-applied");

  private Mistakes() {}
}
