package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.Comparison;
import dev.chainrule.worksheet.value.Operators;
import dev.chainrule.worksheet.value.UnaryOperator;
import java.util.List;
import java.util.Optional;

/// Python's operators on tensors.
final class Arithmetic {
  private Arithmetic() {}

  /// `tensor operator other`, or the reverse.
  static Object binary(
      TensorValue tensor, BinaryOperator operator, Object other, boolean reflected) {
    String name = name(operator);
    if (name.isEmpty() || !isOperand(other)) {
      throw unsupported(tensor, operator, other, reflected);
    }
    return reflected ? pointwise(name, other, tensor) : pointwise(name, tensor, other);
  }

  /// `tensor operator= other`: written in place but for `@=`, which PyTorch does not have.
  static Object inPlace(TensorValue tensor, BinaryOperator operator, Object other) {
    if (operator == BinaryOperator.MATRIX_MULTIPLY) {
      return binary(tensor, operator, other, false);
    }
    String name = name(operator);
    if (name.isEmpty() || !isOperand(other)) {
      throw unsupported(tensor, operator, other, false);
    }
    return write(tensor, name, other);
  }

  private static WorksheetException unsupported(
      TensorValue tensor, BinaryOperator operator, Object other, boolean reflected) {
    return Operators.unsupported(
        operator.symbol(), reflected ? other : tensor, reflected ? tensor : other);
  }

  private static boolean isOperand(Object value) {
    return value instanceof TensorValue || Operands.number(value) != null;
  }

  /// PyTorch's function for an operator; empty where there is none.
  private static String name(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> "add";
      case SUBTRACT -> "sub";
      case MULTIPLY -> "mul";
      case MATRIX_MULTIPLY -> "matmul";
      case DIVIDE -> "div";
      case FLOOR_DIVIDE -> "floor_divide";
      case MODULO -> "remainder";
      case POWER -> "pow";
      case AND -> "bitwise_and";
      case XOR -> "bitwise_xor";
      case OR -> "bitwise_or";
      case SHIFT_LEFT, SHIFT_RIGHT -> "";
    };
  }

  /// A function of two tensors or numbers, one of them a tensor, by PyTorch's name.
  static TensorValue pointwise(String name, Object left, Object right) {
    Torch torch = left instanceof TensorValue x ? x.torch() : ((TensorValue) right).torch();
    if (name.equals("matmul")) {
      return Products.matmul(torch, name, left, right);
    }
    Operands operands = Operands.of(name, left, right);
    Costs.broadcast(torch, operands);
    requireSuited(name, operands);
    if (name.equals("floor_divide")) {
      Tensor quotient = torch.compute(formula(torch, name, operands), operands);
      return torch.made(name, quotient);
    }
    TensorValue result = torch.apply(name, formula(torch, name, operands), operands);
    boolean hasTensorExponent = name.equals("pow") && right instanceof TensorValue;
    return hasTensorExponent ? result.madeBy("PowBackward1") : result;
  }

  /// The same, written into the left one.
  static TensorValue write(TensorValue target, String name, Object other) {
    String writer = name + "_";
    Writing writing = new Writing(target, writer);
    Operands operands = Operands.of(writer, target, other);
    Costs.broadcast(target.torch(), operands);
    requireSuited(name, operands);
    return writing.replaceBy(formula(target.torch(), name, operands), operands);
  }

  private static Torch.Formula formula(Torch torch, String name, Operands operands) {
    return switch (name) {
      case "add" -> x -> x.get(0).add(x.get(1));
      case "sub" -> x -> x.get(0).sub(x.get(1));
      case "mul" -> x -> x.get(0).mul(x.get(1));
      case "div" -> x -> x.get(0).div(x.get(1));
      case "pow" -> x -> x.get(0).pow(x.get(1));
      case "maximum" -> x -> x.get(0).maximum(x.get(1));
      case "minimum" -> x -> x.get(0).minimum(x.get(1));
      case "bitwise_and", "logical_and" -> x -> x.get(0).logicalAnd(x.get(1));
      case "bitwise_or", "logical_or" -> x -> x.get(0).logicalOr(x.get(1));
      case "bitwise_xor", "logical_xor" -> x -> x.get(0).logicalXor(x.get(1));
      case "floor_divide" -> x -> Division.floor(torch, x.get(0), x.get(1), operands);
      case "remainder" -> x -> Division.remainder(torch, x.get(0), x.get(1), operands);
      default -> comparison(name);
    };
  }

  private static Torch.Formula comparison(String name) {
    return switch (name) {
      case "lt" -> x -> x.get(0).lt(x.get(1));
      case "le" -> x -> x.get(0).le(x.get(1));
      case "gt" -> x -> x.get(0).gt(x.get(1));
      case "ge" -> x -> x.get(0).ge(x.get(1));
      case "eq" -> x -> x.get(0).eq(x.get(1));
      case "ne" -> x -> x.get(0).ne(x.get(1));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void requireSuited(String name, Operands operands) {
    List<Tensor> x = operands.tensors();
    boolean areTruths = x.stream().allMatch(operand -> operand.dtype() == DType.BOOL);
    if (name.equals("sub") && areTruths) {
      throw new WorksheetException(
          "sub: '-' does not work between two bool tensors; use ^ or logical_xor");
    }
    if (name.startsWith("bitwise") && !areTruths) {
      throw new WorksheetException(
          name
              + ": '&', '|' and '^' work on bool tensors; given "
              + x.get(0).dtype()
              + " and "
              + x.get(1).dtype()
              + "; compare first, as in (x > 0) & (x < 1)");
    }
  }

  /// `-tensor`, `+tensor` or `~tensor`.
  static Object unary(TensorValue tensor, UnaryOperator operator) {
    Costs.like(tensor);
    return switch (operator) {
      case PLUS -> tensor;
      case NEGATE -> Elementwise.neg(tensor);
      case INVERT -> {
        if (tensor.dtype() != DType.BOOL) {
          throw new WorksheetException("'~' works on bool tensors; given " + tensor.dtype());
        }
        yield tensor.torch().apply("bitwise_not", x -> x.get(0).logicalNot(), tensor);
      }
    };
  }

  /// `tensor comparison other`: a bool tensor.
  static Object compare(TensorValue tensor, Comparison comparison, Object other) {
    Optional<String> name =
        switch (comparison) {
          case LESS -> Optional.of("lt");
          case LESS_OR_EQUAL -> Optional.of("le");
          case GREATER -> Optional.of("gt");
          case GREATER_OR_EQUAL -> Optional.of("ge");
          case EQUAL -> Optional.of("eq");
          case NOT_EQUAL -> Optional.of("ne");
          default -> Optional.empty();
        };
    if (isOperand(other) && name.isPresent()) {
      return pointwise(name.get(), tensor, other);
    }
    return switch (comparison) {
      case EQUAL -> false;
      case NOT_EQUAL -> true;
      default -> throw Operators.unsupported(comparison.symbol(), tensor, other);
    };
  }
}
