package dev.chainrule.nn;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Each feature of \[n, features\] or \[n, features, length\] less its mean, over √(variance +
/// eps), times weight, plus bias (Ioffe & Szegedy 2015). Weight starts at 1, bias at 0.
///
/// In training the mean and variance are those of the batch, and the buffers `running_mean` and
/// `running_var` (0 and 1 at first) follow them: running ← (1 − momentum)·running + momentum·batch.
/// In evaluation the buffers are used, so that an output does not depend on its batch.
///
/// Which variance is used is said for each of the two. PyTorch's, and the default here, are
/// [Variance#BIASED] for the batch in training and [Variance#BESSEL] for the running one, as in the
/// paper (algorithms 1 and 2). `num_batches_tracked`, which PyTorch counts, is not kept.
public final class BatchNorm1d extends Module {
  private final double eps;
  private final double momentum;
  private final Variance inTraining;
  private final Variance inRunning;
  private final Tensor weight;
  private final Tensor bias;
  private final Tensor runningMean;
  private final Tensor runningVariance;

  /// What the inputs are added to while [#calibrate(Module, Iterable)] runs.
  private @Nullable ChannelStatistics collected;

  /// A float32 layer with PyTorch's settings: eps 1e-5, momentum 0.1.
  public BatchNorm1d(int features) {
    this(features, 1e-5, 0.1, Variance.BIASED, Variance.BESSEL, DType.FLOAT32);
  }

  /// @param momentum how far the running statistics move to those of a batch, from 0 to 1; with 0
  ///   only [#calibrate] sets them, and training does not spend the time
  /// @param inTraining the variance that a batch is divided by the root of
  /// @param inRunning the variance of a batch, or of a data set, that becomes the running one
  public BatchNorm1d(
      int features,
      double eps,
      double momentum,
      Variance inTraining,
      Variance inRunning,
      DType dtype) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "BatchNorm1d: momentum must be from 0 to 1; given " + momentum);
    }
    this.eps = eps;
    this.momentum = momentum;
    this.inTraining = inTraining;
    this.inRunning = inRunning;
    weight = parameter("weight", Tensor.full(dtype, 1, features));
    bias = parameter("bias", Tensor.full(dtype, 0, features));
    runningMean = buffer("running_mean", Tensor.full(dtype, 0, features));
    runningVariance = buffer("running_var", Tensor.full(dtype, 1, features));
  }

  /// \[features\].
  public Tensor weight() {
    return weight;
  }

  /// \[features\].
  public Tensor bias() {
    return bias;
  }

  /// \[features\].
  public Tensor runningMean() {
    return runningMean;
  }

  /// \[features\].
  public Tensor runningVariance() {
    return runningVariance;
  }

  @Override
  public Tensor forward(Tensor x) {
    requireFeatures(x);
    if (collected != null) {
      collected.add(x, folded(x));
    }
    return training() ? byBatch(x) : byRunning(x);
  }

  private Tensor byBatch(Tensor x) {
    int count = x.numel() / Math.max(1, weight.numel());
    if (count < 2) {
      throw new ShapeException(
          "BatchNorm1d",
          "training needs two values or more for each feature; given %s; use a larger batch, or eval()"
              .formatted(x.shape()),
          x.shape());
    }
    if (momentum != 0) {
      Tensor batch = x.detach();
      follow(runningMean, batch.mean(folded(x), false));
      follow(runningVariance, batch.var(folded(x), inRunning.correction(), false));
    }
    return x.batchNorm(weight, bias, eps, inTraining.correction());
  }

  private void follow(Tensor running, Tensor ofBatch) {
    running.addInPlace(ofBatch.sub(running), momentum);
  }

  private Tensor byRunning(Tensor x) {
    Tensor scale = weight.mul(runningVariance.add(eps).rsqrt());
    return x.sub(column(runningMean, x)).mul(column(scale, x)).add(column(bias, x));
  }

  /// One number for each feature, so that it broadcasts to `x`.
  private static Tensor column(Tensor feature, Tensor x) {
    return x.rank() == 2 ? feature : feature.unsqueeze(-1);
  }

  private static int[] folded(Tensor x) {
    return x.rank() == 2 ? new int[] {0} : new int[] {0, 2};
  }

  private void requireFeatures(Tensor x) {
    if (x.rank() < 2 || x.rank() > 3 || x.size(1) != weight.numel()) {
      throw new ShapeException(
          "BatchNorm1d",
          "the input must be [n, %1$d] or [n, %1$d, length]; given %2$s"
              .formatted(weight.numel(), x.shape()),
          x.shape());
    }
  }

  /// Sets the running statistics to the exact mean and variance of a whole data set, given as
  /// batches of this layer's inputs.
  ///
  /// @throws IllegalArgumentException if there is too little data for the variance
  public void calibrate(Iterable<Tensor> inputs) {
    ChannelStatistics statistics = new ChannelStatistics(weight.numel());
    for (Tensor x : inputs) {
      requireFeatures(x);
      statistics.add(x, folded(x));
    }
    set(statistics);
  }

  private void set(ChannelStatistics statistics) {
    if (statistics.count() <= inRunning.correction()) {
      throw new IllegalArgumentException(
          "calibrate: the data must have more than %d values for each feature; it has %d"
              .formatted(inRunning.correction(), statistics.count()));
    }
    runningMean.copyInPlace(Tensor.of(statistics.mean()));
    runningVariance.copyInPlace(Tensor.of(statistics.variance(inRunning)));
  }

  /// Calibrates every layer of this kind in `model` over a whole data set, given as batches of the
  /// model's inputs: one pass over the data for each, in order, since the inputs of a layer depend
  /// on those before it. The model is in evaluation mode afterwards.
  public static void calibrate(Module model, Iterable<Tensor> inputs) {
    model.eval();
    for (BatchNorm1d norm : in(model)) {
      ChannelStatistics statistics = new ChannelStatistics(norm.weight.numel());
      norm.collected = statistics;
      try {
        GradMode.noGrad(() -> inputs.forEach(model::forward));
      } finally {
        norm.collected = null;
      }
      norm.set(statistics);
    }
  }

  private static List<BatchNorm1d> in(Module module) {
    List<BatchNorm1d> found = new ArrayList<>();
    if (module instanceof BatchNorm1d norm) {
      found.add(norm);
    }
    module.children().values().forEach(child -> found.addAll(in(child)));
    return found;
  }
}
