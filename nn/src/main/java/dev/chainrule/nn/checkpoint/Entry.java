package dev.chainrule.nn.checkpoint;

import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;

/// A tensor in a header: its type, its shape, and from which byte of the data to before which its
/// elements lie.
record Entry(DType dtype, Shape shape, long begin, long end) {

  /// Bytes of an element.
  static int size(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case FLOAT32 -> 4;
      case INT64, FLOAT64 -> 8;
    };
  }

  /// The format's name of a type.
  static String name(DType dtype) {
    return switch (dtype) {
      case BOOL -> "BOOL";
      case INT64 -> "I64";
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
    };
  }
}
