package dev.chainrule.conformance;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Example;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Draws inputs from the domains of an example, away from what a small step would cross.
final class Draws {
  private final Random random;
  private final List<Double> distinct = new ArrayList<>();

  Draws(long seed) {
    random = new Random(seed);
    // 0.03 off the tenths: none near 0, near another, or near the bounds of the catalogue's clamp.
    for (int i = -25; i < 25; i++) {
      distinct.add(i / 10.0 + 0.03);
    }
    Collections.shuffle(distinct, random);
  }

  List<NdArray> inputs(Example example, DType floats) {
    return example.inputs().stream().map(input -> draw(input, input.shape(), floats)).toList();
  }

  NdArray draw(Example.Input input, Shape shape, DType floats) {
    NdArray array = NdArray.zeros(dtype(input, floats), shape);
    for (int i = 0; i < array.numel(); i++) {
      array.buffer().set(i, element(input));
    }
    return array;
  }

  /// Floats between −1 and 1.
  NdArray directions(DType dtype, Shape shape) {
    NdArray array = NdArray.zeros(dtype, shape);
    for (int i = 0; i < array.numel(); i++) {
      array.buffer().set(i, between(-1, 1));
    }
    return array;
  }

  private double element(Example.Input input) {
    return switch (input.domain()) {
      case REAL -> between(-2, 2);
      case POSITIVE -> between(0.3, 2);
      case NONZERO -> between(0.3, 2) * (random.nextBoolean() ? 1 : -1);
      case DISTINCT -> distinct.removeLast();
      case TRUTH -> random.nextInt(2);
      case INDEX -> random.nextInt(input.bound());
    };
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static DType dtype(Example.Input input, DType floats) {
    return switch (input.domain()) {
      case REAL, POSITIVE, NONZERO, DISTINCT -> floats;
      case TRUTH -> DType.BOOL;
      case INDEX -> DType.INT64;
    };
  }
}
