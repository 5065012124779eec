package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Describe;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operation computes with: tensors, and Python's numbers, which take part in promotion by
/// their kind only.
record Operands(List<Tensor> tensors, boolean requireGrad, boolean haveFloats) {
  /// The operands of an operation, in their order.
  ///
  /// @throws WorksheetException if one is neither a tensor nor a number
  static Operands of(String operation, Object... values) {
    List<Tensor> tensors = new ArrayList<>(values.length);
    boolean requireGrad = false;
    boolean haveFloats = false;
    for (Object value : values) {
      if (value instanceof TensorValue tensor) {
        tensors.add(tensor.tensor());
        requireGrad |= tensor.requiresGrad();
        haveFloats |= tensor.dtype().isFloat();
      } else {
        Tensor number = number(value);
        if (number == null) {
          throw new WorksheetException(
              operation + ": works on tensors and numbers, got " + Describe.value(value));
        }
        tensors.add(number);
      }
    }
    return new Operands(tensors, requireGrad, haveFloats);
  }

  /// A number of Python for the engine; null for anything else.
  static @Nullable Tensor number(Object value) {
    return switch (value) {
      case Double number -> Tensor.of(NdArray.number(number.doubleValue()));
      case Long number -> Tensor.of(NdArray.number(number.longValue()));
      case Boolean truth ->
          Tensor.of(NdArray.full(DType.BOOL, Shape.SCALAR, truth ? 1 : 0).asNumber());
      case BigInteger number ->
          throw new WorksheetException(
              "a tensor holds ints of 64 bits; this one has " + number.bitLength());
      default -> null;
    };
  }

  /// The operands with the integers among the tensors as float64.
  List<Tensor> widened() {
    return tensors.stream().map(x -> x.array().isNumber() ? x : x.to(DType.FLOAT64)).toList();
  }

  /// True if a result looks into the elements of an operand, as the engine's views do. What is no
  /// view for PyTorch then needs elements of its own.
  boolean own(Tensor result) {
    Buffer elements = result.array().buffer();
    return tensors.stream().anyMatch(x -> x.array().buffer() == elements);
  }
}
