package dev.chainrule.nn.model;

import dev.chainrule.Generator;
import dev.chainrule.GradMode;
import dev.chainrule.Tensor;

/// The character model of Bengio et al. (2003, "A Neural Probabilistic Language Model") with one
/// hidden layer and batch norm (Ioffe & Szegedy 2015): embedding, linear, batch norm, tanh, linear.
///
/// Batch norm divides the variance by n − 1, in training and in evaluation. Statistics for
/// evaluation are those of a whole data set, by [#calibrate]; there are no running ones, so a step
/// of training does not pay for them.
public final class CharacterMlp extends LanguageModel {
  /// How the gradients are found. All three are the same but for rounding.
  public enum Backward {
    /// Every operation is plain and recorded, and the tape runs backwards.
    TAPE,
    /// A backward pass written by hand in plain operations; nothing is recorded.
    MANUAL,
    /// As TAPE, with batch norm as one operation.
    FUSED
  }

  private static final double EPS = 1e-5;

  /// How many contexts are looked at together for the statistics.
  private static final int ROWS = 4096;

  private final Backward backward;
  private final Tensor embedding;
  private final Tensor weight1;
  private final Tensor bias1;
  private final Tensor weight2;
  private final Tensor bias2;
  private final Tensor gain;
  private final Tensor shift;
  private final Tensor mean;
  private final Tensor variance;

  /// Draws the parameters, in the order in which they are listed here: C from N(0, 1), W1 from that
  /// times (5/3)/√(context·embedding), b1, W2 and b2 times 0.1, bngain 1 + 0.1·N(0, 1), bnbias
  /// 0.1·N(0, 1).
  ///
  /// @param embedding numbers a token
  /// @param hidden units of the hidden layer
  public CharacterMlp(
      int vocabulary,
      int context,
      int embedding,
      int hidden,
      Backward backward,
      Generator generator) {
    super(vocabulary, context);
    this.backward = backward;
    int fanIn = context * embedding;
    double tanhGain = 5.0 / 3;
    this.embedding = parameter("C", Tensor.randn(generator, vocabulary, embedding));
    this.weight1 =
        parameter("W1", Tensor.randn(generator, fanIn, hidden).mul(tanhGain).div(Math.sqrt(fanIn)));
    this.bias1 = parameter("b1", Tensor.randn(generator, hidden).mul(0.1));
    this.weight2 = parameter("W2", Tensor.randn(generator, hidden, vocabulary).mul(0.1));
    this.bias2 = parameter("b2", Tensor.randn(generator, vocabulary).mul(0.1));
    this.gain = parameter("bngain", Tensor.randn(generator, 1, hidden).mul(0.1).add(1));
    this.shift = parameter("bnbias", Tensor.randn(generator, 1, hidden).mul(0.1));
    this.mean = buffer("mean", Tensor.zeros(1, hidden));
    this.variance = buffer("variance", Tensor.ones(1, hidden));
  }

  /// Logits \[n, vocabulary\] of contexts \[n, context\]. In training, batch norm takes the
  /// statistics of the batch, which must then have two rows at least.
  @Override
  public Tensor forward(Tensor x) {
    Tensor preactivation = weighed(x);
    return normalized(preactivation).tanh().matmul(weight2).add(bias2);
  }

  private Tensor weighed(Tensor x) {
    return embedding.embedding(x).view(x.size(0), -1).matmul(weight1).add(bias1);
  }

  private Tensor normalized(Tensor x) {
    if (!training()) {
      return x.sub(mean).mul(variance.add(EPS).rsqrt()).mul(gain).add(shift);
    }
    requireRows(x.size(0));
    if (backward == Backward.FUSED) {
      return x.batchNorm(gain.view(-1), shift.view(-1), EPS, 1);
    }
    Tensor difference = x.sub(x.sum(0, true).div(x.size(0)));
    Tensor batchVariance = difference.square().sum(0, true).div(x.size(0) - 1);
    return gain.mul(difference.mul(batchVariance.add(EPS).rsqrt())).add(shift);
  }

  private static void requireRows(int rows) {
    if (rows < 2) {
      throw new IllegalArgumentException(
          "batch norm: a batch must have two rows at least, since its variance divides by n - 1; it has %d; take a larger batch"
              .formatted(rows));
    }
  }

  @Override
  public Tensor lossAndGradients(Tensor x, Tensor y) {
    return backward == Backward.MANUAL
        ? GradMode.noGrad(() -> byHand(x, y))
        : super.lossAndGradients(x, y);
  }

  /// Forward and backward without a tape. Linear layers, tanh and the embedding as in any text;
  /// cross entropy as softmax − onehot; batch norm in one line, with the third term over n − 1 as
  /// its variance.
  private Tensor byHand(Tensor x, Tensor y) {
    int n = x.size(0);
    requireRows(n);
    Tensor emb = embedding.embedding(x);
    Tensor input = emb.view(n, -1);
    Tensor hprebn = input.matmul(weight1).add(bias1);
    Tensor difference = hprebn.sub(hprebn.sum(0, true).div(n));
    Tensor deviationInv = difference.square().sum(0, true).div(n - 1).add(EPS).rsqrt();
    Tensor raw = difference.mul(deviationInv);
    Tensor h = gain.mul(raw).add(shift).tanh();
    Tensor logits = h.matmul(weight2).add(bias2);
    Tensor logprobs = logits.logSoftmax(1);
    Tensor loss = logprobs.gather(1, y.unsqueeze(1)).mean().neg();

    Tensor dlogits = logprobs.exp().sub(y.oneHot(vocabulary())).div(n);
    Tensor dh = dlogits.matmul(weight2.t());
    weight2.grad(h.t().matmul(dlogits));
    bias2.grad(dlogits.sum(0, false));
    Tensor dhpreact = h.square().neg().add(1).mul(dh);
    Tensor rawSum = raw.mul(dhpreact).sum(0, true);
    Tensor sum = dhpreact.sum(0, true);
    gain.grad(rawSum);
    shift.grad(sum);
    Tensor dhprebn =
        dhpreact
            .mul(n)
            .sub(sum)
            .sub(raw.mul(rawSum).mul(n / (n - 1.0)))
            .mul(gain.mul(deviationInv).div(n));
    weight1.grad(input.t().matmul(dhprebn));
    bias1.grad(dhprebn.sum(0, false));
    Tensor demb = dhprebn.matmul(weight1.t()).view(-1, embedding.size(1));
    embedding.grad(
        Tensor.zeros(embedding.size(0), embedding.size(1)).indexAdd(0, x.view(-1), demb));
    return loss;
  }

  @Override
  public Tensor next(Tensor contexts) {
    return GradMode.noGrad(() -> forward(contexts));
  }

  /// Mean and variance of the hidden layer before batch norm, over all of `contexts`, of which
  /// there must be two at least.
  @Override
  public void calibrate(Tensor contexts) {
    GradMode.noGrad(
        () -> {
          int n = contexts.size(0);
          requireRows(n);
          Tensor sum = Tensor.zeros(1, bias1.size(0));
          for (int from = 0; from < n; from += ROWS) {
            sum = sum.add(weighed(rows(contexts, from)).sum(0, true));
          }
          Tensor centre = sum.div(n);
          Tensor squares = Tensor.zeros(1, bias1.size(0));
          for (int from = 0; from < n; from += ROWS) {
            squares = squares.add(weighed(rows(contexts, from)).sub(centre).square().sum(0, true));
          }
          mean.copyInPlace(centre);
          variance.copyInPlace(squares.div(n - 1));
        });
  }

  private static Tensor rows(Tensor contexts, int from) {
    return contexts.narrow(0, from, Math.min(ROWS, contexts.size(0) - from));
  }
}
