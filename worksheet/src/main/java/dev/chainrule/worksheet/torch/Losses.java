package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.stream.IntStream;

/// The losses of `torch.nn.functional`.
final class Losses {
  static final String[] FUNCTIONS = {
    "cross_entropy(input, target, *, ignore_index=-100, reduction='mean', label_smoothing=0.0)",
    "nll_loss(input, target, *, ignore_index=-100, reduction='mean')",
    "mse_loss(input, target, *, reduction='mean')",
    "binary_cross_entropy_with_logits(input, target, *, reduction='mean')",
  };

  private Losses() {}

  static Object call(String name, Call call) {
    String reduction = call.reduction();
    TensorValue input = call.input();
    TensorValue target = call.tensor("target");
    Costs.broadcast(call.torch(), Operands.of(name, input, target));
    return switch (name) {
      case "cross_entropy" -> crossEntropy(call, input, target, reduction);
      case "nll_loss" -> {
        requireClasses(call, input, target);
        Ignored ignored = new Ignored(call.integer("ignore_index"));
        yield call.apply(
            x -> {
              Tensor each = chosen(x.get(0), ignored.classes(x.get(1))).neg();
              return ignored.reduced(each, x.get(1), reduction);
            },
            input,
            target);
      }
      case "mse_loss" ->
          reduction.equals("mean")
              ? call.apply(x -> x.get(0).mseLoss(x.get(1)), input, target)
              : call.apply(x -> reduced(x.get(0).sub(x.get(1)).square(), reduction), input, target);
      case "binary_cross_entropy_with_logits" -> {
        if (!input.shape().equals(target.shape())) {
          throw call.error(
              "logits and target must have one shape; given "
                  + input.shape()
                  + " and "
                  + target.shape());
        }
        yield reduction.equals("mean")
            ? call.apply(x -> x.get(0).binaryCrossEntropyWithLogits(x.get(1)), input, target)
            : call.apply(
                x -> reduced(x.get(0).softplus().sub(x.get(0).mul(x.get(1))), reduction),
                input,
                target);
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Tensor reduced(Tensor each, String reduction) {
    return switch (reduction) {
      case "mean" -> each.mean();
      case "sum" -> each.sum();
      default -> each;
    };
  }

  private static TensorValue crossEntropy(
      Call call, TensorValue input, TensorValue target, String reduction) {
    double smoothing = call.number("label_smoothing");
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw call.error("label_smoothing must be from 0 to 1; got " + smoothing);
    }
    boolean isSoft = target.dtype().isFloat();
    if (isSoft && !target.shape().equals(input.shape())) {
      throw call.error(
          "target probabilities must have the shape of the logits, "
              + input.shape()
              + "; given "
              + target.shape());
    }
    if (!isSoft) {
      requireClasses(call, input, target);
    }
    Ignored ignored = new Ignored(call.integer("ignore_index"));
    boolean isMean = smoothing == 0 && reduction.equals("mean") && input.shape().rank() <= 2;
    boolean isPlain = isMean && (isSoft || !ignored.isIn(target.tensor()));
    if (isPlain) {
      return call.apply(x -> x.get(0).crossEntropy(x.get(1)), input, target);
    }
    int axis = classAxis(input.shape().rank());
    return call.apply(
        x -> {
          Tensor logprobs = x.get(0).logSoftmax(axis);
          if (!isSoft && smoothing == 0) {
            Tensor each = chosen(logprobs, ignored.classes(x.get(1))).neg();
            return ignored.reduced(each, x.get(1), reduction);
          }
          int classes = logprobs.size(axis);
          Tensor probabilities =
              isSoft ? x.get(1) : hot(ignored.classes(x.get(1)), classes, axis, logprobs.dtype());
          Tensor smoothed = probabilities.mul(1 - smoothing).add(smoothing / classes);
          Tensor each = smoothed.mul(logprobs).sum(axis, false).neg();
          return isSoft ? reduced(each, reduction) : ignored.reduced(each, x.get(1), reduction);
        },
        input,
        target);
  }

  /// The class that says: this example does not count.
  private record Ignored(int index) {
    boolean isIn(Tensor target) {
      return target.eq(index).any().item() != 0;
    }

    /// Classes that can be looked up, also where they are ignored.
    Tensor classes(Tensor target) {
      return target.mul(target.eq(index).logicalNot().to(target.dtype()));
    }

    /// The mean is over the examples that count.
    Tensor reduced(Tensor each, Tensor target, String reduction) {
      if (!isIn(target)) {
        return Losses.reduced(each, reduction);
      }
      Tensor ignored = target.eq(index);
      Tensor counted = each.maskedFill(ignored, 0);
      return reduction.equals("mean")
          ? counted.sum().div(target.numel() - ignored.sum().item())
          : Losses.reduced(counted, reduction);
    }
  }

  /// The classes are dimension 1, but for one example alone.
  private static int classAxis(int rank) {
    return rank == 1 ? 0 : 1;
  }

  private static Tensor hot(Tensor target, int classes, int axis, DType dtype) {
    Tensor last = target.oneHot(classes).to(dtype);
    int rank = last.rank();
    int[] order =
        IntStream.range(0, rank).map(d -> d < axis ? d : d == axis ? rank - 1 : d - 1).toArray();
    return last.permute(order);
  }

  /// The entries of the target's classes.
  private static Tensor chosen(Tensor input, Tensor target) {
    int axis = classAxis(input.rank());
    return input.gather(axis, target.unsqueeze(axis)).squeeze(axis);
  }

  private static void requireClasses(Call call, TensorValue input, TensorValue target) {
    int rank = input.shape().rank();
    int axis = classAxis(rank);
    boolean fits = rank > 0 && target.shape().rank() == rank - 1;
    for (int d = 0; fits && d < rank - 1; d++) {
      fits = target.shape().size(d) == input.shape().size(d < axis ? d : d + 1);
    }
    if (!fits || target.dtype() != DType.INT64) {
      throw call.error(
          "needs logits [n, classes] with int64 class indices [n]; given "
              + input.shape()
              + " with "
              + target.dtype()
              + " "
              + target.shape());
    }
  }
}
