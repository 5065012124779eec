package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.nn.BatchNorm1d;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.model.CharacterMlp;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The batch norms of a model: the statistics that evaluation uses beside those of a batch.
final class Norms {
  /// One of them.
  ///
  /// @param parameter the last that goes into the operation that shows its input
  /// @param isInput whether that operation is the norm itself, or makes the norm's input
  /// @param mean that evaluation uses
  /// @param variance that evaluation uses
  private record Norm(
      String name, String parameter, boolean isInput, Tensor mean, Tensor variance) {}

  private final List<Norm> norms = new ArrayList<>();

  Norms(Module model) {
    find("", model);
  }

  private void find(String prefix, Module module) {
    if (module instanceof BatchNorm1d norm) {
      String name = prefix.isEmpty() ? "batch norm" : prefix.substring(0, prefix.length() - 1);
      norms.add(new Norm(name, prefix + "bias", true, norm.runningMean(), norm.runningVariance()));
    } else if (module instanceof CharacterMlp) {
      Map<String, Tensor> buffers = module.buffers();
      Tensor mean = buffers.get("mean");
      Tensor variance = buffers.get("variance");
      if (mean != null && variance != null) {
        norms.add(new Norm(prefix + "batch norm", prefix + "b1", false, mean, variance));
      }
    }
    module.children().forEach((child, part) -> find(prefix + child + ".", part));
  }

  List<Reading.Norm> read(Walk walk) {
    List<Reading.Norm> readings = new ArrayList<>();
    for (Norm norm : norms) {
      NdArray input = input(norm, walk);
      if (input != null && (norm.isInput() || isCalibrated(norm))) {
        readings.add(compare(norm, input));
      }
    }
    return readings;
  }

  /// Statistics that only a calibration sets are looked at from the first one on.
  private static boolean isCalibrated(Norm norm) {
    return norm.mean().ne(0).any().item() != 0;
  }

  private static @Nullable NdArray input(Norm norm, Walk walk) {
    for (Node place : walk.places()) {
      boolean isRight = !place.isLeaf() && norm.parameter().equals(walk.lastParameterOf(place));
      if (isRight && !norm.isInput()) {
        return place.output();
      }
      if (isRight && place.operation() instanceof Normalize) {
        return place.value(0);
      }
    }
    return null;
  }

  private static Reading.Norm compare(Norm norm, NdArray input) {
    double[] x = Elements.of(input);
    double[] mean = Elements.of(norm.mean().array());
    double[] variance = Elements.of(norm.variance().array());
    int channels = mean.length;
    int inner = inner(input.shape());
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < x.length; i++) {
      // About the mean that is compared with, so that large means lose no digits.
      double difference = x[i] - mean[i / inner % channels];
      sums[i / inner % channels] += difference;
      squares[i / inner % channels] += difference * difference;
    }
    int count = x.length / channels;
    double distance = 0;
    double ratio = 0;
    for (int c = 0; c < channels; c++) {
      double shift = sums[c] / count;
      double ofBatch = (squares[c] - count * shift * shift) / Math.max(1, count - 1);
      distance += shift * shift / Math.max(variance[c], Double.MIN_NORMAL);
      ratio +=
          Math.log(Math.max(ofBatch, Double.MIN_NORMAL))
              - Math.log(Math.max(variance[c], Double.MIN_NORMAL));
    }
    // The mean of a batch is off by a root of 1/count of its own.
    double beyond = Math.max(0, distance / channels - 1.0 / count);
    return new Reading.Norm(norm.name(), Math.sqrt(beyond), ratio / channels);
  }

  private static int inner(Shape shape) {
    return shape.rank() == 3 ? shape.size(2) : 1;
  }
}
