package dev.chainrule.golden;

import java.util.Set;

/// Cases of `operations.json` that are not compared, and why.
final class Differences {

  /// What the tensor's own methods do not take; callers compose it.
  static final Set<String> NOT_OFFERED =
      Set.of(
          // Parameters of softplus.
          "softplus/beta",
          "softplus/threshold",
          // Parts of given sizes, numbers of classes to be counted, fractional ranges.
          "split/sizes",
          "split/size-zero",
          "oneHot/counted",
          "arange/0.0-1.0-0.25-float32",
          "arange/0.0-1.0-0.1-float64",
          "arange/1.0--1.0--0.3-float64",
          "arange/0-4-1-float32",
          // A vector without elements is joined with anything there; a source may exceed its index.
          "cat/legacy-empty",
          "scatterAdd/smaller-index",
          "indexPut/accumulate",
          "indexPut/accumulate-pairs",
          "einsum/...ij,...jk->...ik",
          // Other reductions than the mean, and classes on an axis that is not the last.
          "crossEntropy/classes-sum",
          "crossEntropy/classes-none",
          "crossEntropy/soft-sum",
          "crossEntropy/soft-none",
          "crossEntropy/soft-positions",
          "crossEntropy/positions-mean",
          "crossEntropy/positions-sum",
          "crossEntropy/positions-none",
          "crossEntropy/empty-sum",
          "crossEntropy/empty-none",
          "mseLoss/matrix-sum",
          "mseLoss/matrix-none",
          "mseLoss/empty-sum",
          "binaryCrossEntropyWithLogits/matrix-sum",
          "binaryCrossEntropyWithLogits/matrix-none",
          "binaryCrossEntropyWithLogits/at-zero",
          "binaryCrossEntropyWithLogits/large",
          // Batch norm by running statistics; masks other than the causal one.
          "batchNorm/running",
          "batchNorm/running-one-row",
          "scaledDotProductAttention/bool-mask",
          "scaledDotProductAttention/float-mask");

  /// Where PyTorch's number is a limit of its formula and ours is nearer to the function.
  static final Set<String> DELIBERATE =
      Set.of(
          // sign(NaN) is 0 there; it is NaN here, as everything computed from NaN.
          "sign/special",
          // Above 20 softplus(x) is cut to x there; the difference is 2e-9 at most.
          "softplus/large",
          // A row with +∞ is NaN throughout there; here finite entries have the limit −∞.
          "logSoftmax/special");

  private Differences() {}

  static boolean compared(String id) {
    return !NOT_OFFERED.contains(id) && !DELIBERATE.contains(id);
  }
}
