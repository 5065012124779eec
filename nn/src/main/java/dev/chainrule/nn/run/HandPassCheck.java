package dev.chainrule.nn.run;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.nn.data.Batch;
import dev.chainrule.nn.model.LanguageModel;
import dev.chainrule.nn.train.TrainingListener;
import java.util.List;
import java.util.Objects;

/// Compares the gradients of a backward pass that is written by hand with the tape's, at the first
/// step and then at every thousandth.
public final class HandPassCheck implements TrainingListener {
  private static final long EVERY = 1_000;

  private final LanguageModel model;
  private long compared;
  private double largest;

  HandPassCheck(LanguageModel model) {
    this.model = model;
  }

  @Override
  public void beforeUpdate(long step, Batch batch, double loss) {
    if (step % EVERY != 0) {
      return;
    }
    List<Tensor> parameters = List.copyOf(model.parameters().values());
    List<Tensor> taped = Gradients.of(model.loss(batch.x(), batch.y()), parameters);
    double size = 0;
    double difference = 0;
    for (int i = 0; i < taped.size(); i++) {
      Tensor byHand = Objects.requireNonNull(parameters.get(i).grad());
      size = Math.max(size, taped.get(i).abs().max().item());
      difference = Math.max(difference, taped.get(i).sub(byHand).abs().max().item());
    }
    compared++;
    largest = Math.max(largest, difference / size);
  }

  /// At how many steps they were compared.
  public long compared() {
    return compared;
  }

  /// The largest difference of two entries, as a part of the largest entry of its step.
  public double largestDifference() {
    return largest;
  }
}
