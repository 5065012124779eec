package dev.chainrule.check.gradient;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Example;
import java.util.List;
import java.util.SplittableRandom;

/// Inputs for the operations of the catalogue.
final class Draws {
  private final SplittableRandom random;
  private int distinct;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  List<Tensor> of(Example example) {
    return example.inputs().stream().map(this::of).toList();
  }

  private Tensor of(Example.Input input) {
    NdArray array = NdArray.zeros(dtype(input.domain()), input.shape());
    for (int i = 0; i < array.numel(); i++) {
      array.buffer().set(i, element(input));
    }
    return Tensor.of(array);
  }

  private double element(Example.Input input) {
    return switch (input.domain()) {
      case REAL -> random.nextDouble(-2, 2);
      case POSITIVE -> random.nextDouble(0.3, 2);
      case NONZERO -> random.nextDouble(0.3, 2) * (random.nextBoolean() ? 1 : -1);
      // 7 and 50 have no common factor: all tenths once, 0.03 off each.
      case DISTINCT -> (distinct++ * 7 % 50 - 25) / 10.0 + 0.03;
      case TRUTH -> random.nextInt(2);
      case INDEX -> random.nextInt(input.bound());
    };
  }

  private static DType dtype(Example.Domain domain) {
    return switch (domain) {
      case REAL, POSITIVE, NONZERO, DISTINCT -> DType.FLOAT64;
      case TRUTH -> DType.BOOL;
      case INDEX -> DType.INT64;
    };
  }
}
