package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `F.batch_norm`: in training with the statistics of the batch, the variance over N, while the
/// running variance that it updates is over N − 1; else with the running statistics.
final class BatchNorm {
  private BatchNorm() {}

  static TensorValue call(Call call) {
    TensorValue x = call.input();
    if (x.shape().rank() < 2) {
      throw call.error("the input must be [n, c] or [n, c, ...]; given " + x.shape());
    }
    int channels = x.shape().size(1);
    double eps = call.number("eps");
    TensorValue weight = channels(call, "weight", channels);
    TensorValue bias = channels(call, "bias", channels);
    TensorValue mean = channels(call, "running_mean", channels);
    TensorValue variance = channels(call, "running_var", channels);
    boolean isTraining = call.flag("training");
    Costs.like(x);
    if (isTraining) {
      update(call, x, mean, variance);
    } else if (mean == null || variance == null) {
      throw call.error("without training=True it needs running_mean and running_var");
    }
    List<Object> operands = new ArrayList<>(List.of(x));
    int weightAt = add(operands, weight);
    int biasAt = add(operands, bias);
    int meanAt = isTraining ? -1 : add(operands, mean);
    int varianceAt = isTraining ? -1 : add(operands, variance);
    return call.apply(
        t -> {
          Tensor gain =
              weightAt < 0 ? Activations.constant(t.get(0), 1, channels) : t.get(weightAt);
          Tensor shift = biasAt < 0 ? Activations.constant(t.get(0), 0, channels) : t.get(biasAt);
          if (isTraining) {
            return t.get(0).batchNorm(gain, shift, eps, 0);
          }
          int[] column = column(t.get(0), channels);
          Tensor centred = t.get(0).sub(t.get(meanAt).reshape(column));
          Tensor scale = t.get(varianceAt).add(eps).rsqrt().mul(gain).reshape(column);
          return centred.mul(scale).add(shift.reshape(column));
        },
        operands.toArray());
  }

  private static int add(List<Object> operands, @Nullable TensorValue operand) {
    if (operand == null) {
      return -1;
    }
    operands.add(operand);
    return operands.size() - 1;
  }

  private static @Nullable TensorValue channels(Call call, String parameter, int channels) {
    TensorValue given = call.optionalTensor(parameter);
    if (given != null && !Arrays.equals(given.shape().toArray(), new int[] {channels})) {
      throw call.error(parameter + " must be [" + channels + "]; given " + given.shape());
    }
    return given;
  }

  private static int[] column(Tensor x, int channels) {
    int[] shape = new int[x.rank()];
    Arrays.fill(shape, 1);
    shape[1] = channels;
    return shape;
  }

  /// running = (1 − momentum)·running + momentum·the batch's.
  private static void update(
      Call call, TensorValue x, @Nullable TensorValue mean, @Nullable TensorValue variance) {
    int[] batch = IntStream.range(0, x.shape().rank()).filter(d -> d != 1).toArray();
    double momentum = call.number("momentum");
    if (x.shape().numel() == x.shape().size(1)) {
      throw new WorksheetException(
          "batch_norm: training needs more than one value for each channel; given " + x.shape());
    }
    call.torch()
        .withoutGrad(
            () -> {
              move(mean, x, momentum, t -> t.detach().mean(batch, false));
              move(variance, x, momentum, t -> t.detach().var(batch, 1, false));
              return call;
            });
  }

  private static void move(
      @Nullable TensorValue running,
      TensorValue x,
      double momentum,
      UnaryOperator<Tensor> statistic) {
    if (running != null) {
      new Writing(running, "batch_norm")
          .replaceBy(
              t -> t.get(0).mul(1 - momentum).add(statistic.apply(t.get(1)).mul(momentum)),
              Operands.of("batch_norm", running, x));
    }
  }
}
