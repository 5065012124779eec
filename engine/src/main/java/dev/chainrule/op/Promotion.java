package dev.chainrule.op;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.ShapeException;

/// How the dtype of a result follows from the inputs': PyTorch's rules.
///
/// Arrays with dimensions outrank 0-d arrays, and these outrank numbers: a lower rank changes the
/// dtype only when it is of a higher kind (bool, integer, float). A float number counts as float32.
public enum Promotion {
  /// The common dtype.
  ARITHMETIC,
  /// The common dtype, float32 where that is no float.
  FLOAT,
  /// Computed in the common dtype; the result is bool.
  TRUTH;

  /// The dtype in which the operation computes.
  DType compute(NdArray... inputs) {
    DType common = common(inputs);
    return this == FLOAT && !common.isFloat() ? DType.FLOAT32 : common;
  }

  /// The dtype of the result when computed in `compute`.
  DType result(DType compute) {
    return this == TRUTH ? DType.BOOL : compute;
  }

  /// The dtype that all of `inputs` promote to.
  public static DType common(NdArray... inputs) {
    if (areAlike(inputs)) {
      return inputs[0].dtype();
    }
    DType result = null;
    for (int rank = 0; rank < 3; rank++) {
      DType level = null;
      for (NdArray input : inputs) {
        if (rank(input) == rank) {
          DType dtype = dtype(input, inputs);
          level = level == null ? dtype : level.promote(dtype);
        }
      }
      if (level != null && (result == null || kind(level) > kind(result))) {
        result = level;
      }
    }
    if (result == null) {
      throw new IllegalArgumentException("promotion needs an input");
    }
    return result;
  }

  /// Whether all are arrays of one dtype, as they are most of the time.
  private static boolean areAlike(NdArray... inputs) {
    for (NdArray input : inputs) {
      if (input.isNumber() || input.dtype() != inputs[0].dtype()) {
        return false;
      }
    }
    return inputs.length > 0;
  }

  /// Returns `x`, or refuses it where it is no float.
  public static NdArray requireFloat(String operation, NdArray x) {
    if (!x.dtype().isFloat()) {
      throw new ShapeException(
          operation,
          "needs floats; given %s; convert with to(FLOAT32)".formatted(x.dtype()),
          x.shape());
    }
    return x;
  }

  private static int rank(NdArray input) {
    if (input.isNumber()) {
      return 2;
    }
    return input.shape().rank() == 0 ? 1 : 0;
  }

  private static DType dtype(NdArray input, NdArray[] all) {
    boolean weakFloat = input.isNumber() && input.dtype().isFloat();
    return weakFloat && !onlyNumbers(all) ? DType.FLOAT32 : input.dtype();
  }

  /// Whether every input is a number, so that the result is one too, kept in double.
  static boolean onlyNumbers(NdArray... inputs) {
    for (NdArray input : inputs) {
      if (!input.isNumber()) {
        return false;
      }
    }
    return true;
  }

  private static int kind(DType dtype) {
    return switch (dtype) {
      case BOOL -> 0;
      case INT64 -> 1;
      case FLOAT32, FLOAT64 -> 2;
    };
  }
}
