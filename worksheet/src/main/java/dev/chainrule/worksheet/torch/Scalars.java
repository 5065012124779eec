package dev.chainrule.worksheet.torch;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Formatting;
import dev.chainrule.worksheet.value.Truth;

/// Tensors of one element as Python's numbers.
final class Scalars {
  private Scalars() {}

  /// `tensor.item()`.
  static Object item(TensorValue tensor, String function) {
    NdArray array = tensor.tensor().array();
    if (array.numel() != 1) {
      throw new WorksheetException(
          function
              + ": needs a tensor of exactly one element; this one is "
              + array.shape()
              + "; index it first");
    }
    return element(array, 0);
  }

  /// The element at a row-major index.
  static Object element(NdArray array, int index) {
    return switch (array.dtype()) {
      case BOOL -> array.getLong(index) != 0;
      case INT64 -> array.getLong(index);
      case FLOAT32, FLOAT64 -> array.get(index);
    };
  }

  static boolean truth(TensorValue tensor) {
    if (tensor.shape().numel() > 1) {
      throw new WorksheetException(
          "bool: a tensor of several elements, "
              + tensor.shape()
              + ", is neither true nor false; use .any() or .all()");
    }
    return Truth.of(tensor.torch().run(), item(tensor, "bool"));
  }

  static long index(TensorValue tensor) {
    if (tensor.dtype() != DType.INT64 || tensor.shape().numel() != 1) {
      throw new WorksheetException(
          "only an int64 tensor of one element can be used as an integer; given "
              + tensor.dtype()
              + " "
              + tensor.shape());
    }
    return tensor.tensor().array().getLong(0);
  }

  static Object integer(TensorValue tensor) {
    return switch (item(tensor, "int")) {
      case Double number -> {
        if (!Double.isFinite(number)) {
          throw new WorksheetException("int: cannot make an int of " + number);
        }
        yield tensor.torch().run().decisions().decide((long) number.doubleValue());
      }
      case Boolean truth -> truth ? 1L : 0L;
      case Object number -> number;
    };
  }

  static double real(TensorValue tensor) {
    return switch (item(tensor, "float")) {
      case Double number -> number;
      case Boolean truth -> truth ? 1 : 0;
      case Object number -> ((Long) number).doubleValue();
    };
  }

  /// `f"{tensor:.4f}"`, for tensors without dimensions.
  static String format(TensorValue tensor, String specification) {
    if (specification.isEmpty() && tensor.shape().rank() > 0) {
      return tensor.text();
    }
    if (tensor.shape().rank() > 0) {
      throw new WorksheetException(
          "a tensor of shape "
              + tensor.shape()
              + " has no format '"
              + specification
              + "'; format its elements");
    }
    return Formatting.format(tensor.torch().run(), item(tensor, "format"), specification);
  }

  static boolean contains(TensorValue tensor, Object item) {
    if (item instanceof TensorValue || Operands.number(item) != null) {
      TensorValue equal = Arithmetic.pointwise("eq", tensor, item);
      return equal.tensor().any().toBooleanArray()[0];
    }
    throw new WorksheetException("'in' looks for a number or a tensor in a tensor");
  }
}
