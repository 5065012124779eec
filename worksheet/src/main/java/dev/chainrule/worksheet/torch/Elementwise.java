package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.function.UnaryOperator;

/// Functions of each element.
final class Elementwise {
  /// Functions of `torch` and methods.
  static final String[] FUNCTIONS = {
    "exp(input)",
    "log(input)",
    "sqrt(input)",
    "rsqrt(input)",
    "tanh(input)",
    "sigmoid(input)",
    "relu(input)",
    "abs(input)",
    "sign(input)",
    "square(input)",
    "reciprocal(input)",
    "sin(input)",
    "cos(input)",
    "erf(input)",
    "neg(input)",
    "isnan(input)",
    "isfinite(input)",
    "logical_not(input)",
    "logical_and(input, other)",
    "logical_or(input, other)",
    "logical_xor(input, other)",
    "maximum(input, other)",
    "minimum(input, other)",
    "pow(input, exponent)",
    "add(input, other, *, alpha=1)",
    "sub(input, other, *, alpha=1)",
    "mul(input, other)",
    "div(input, other)",
    "floor_divide(input, other)",
    "remainder(input, other)",
    "eq(input, other)",
    "ne(input, other)",
    "gt(input, other)",
    "lt(input, other)",
    "ge(input, other)",
    "le(input, other)",
    "clamp(input, min=None, max=None)",
  };

  /// Functions of `torch` whose first parameter is no tensor to work on.
  static final String[] TORCH_ONLY = {"where(condition, x, y)"};

  /// Methods only.
  static final String[] METHODS = {"where(condition, other)"};

  private Elementwise() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "exp" -> call.map(Tensor::exp);
      case "log" -> call.map(Tensor::log);
      case "sqrt" -> call.map(Tensor::sqrt);
      case "rsqrt" -> call.map(Tensor::rsqrt);
      case "tanh" -> call.map(Tensor::tanh);
      case "sigmoid" -> call.map(Tensor::sigmoid);
      case "relu" -> call.map(Tensor::relu);
      case "abs" -> call.map(Tensor::abs);
      case "sign" -> call.map(Tensor::sign);
      case "square" -> call.map(Tensor::square);
      case "reciprocal" -> call.map(Tensor::reciprocal);
      case "sin" -> call.map(Tensor::sin);
      case "cos" -> call.map(Tensor::cos);
      case "erf" -> call.map(Tensor::erf);
      case "isnan" -> call.map(Tensor::isNan);
      case "isfinite" -> call.map(Tensor::isFinite);
      case "logical_not" -> call.map(Tensor::logicalNot);
      case "neg" -> neg(call.input());
      case "add", "sub" -> sum(name, call);
      case "pow" -> power(call);
      case "clamp" -> clamp(call);
      case "where" -> where(call);
      case "maximum", "minimum", "logical_and", "logical_or", "logical_xor" ->
          Arithmetic.pointwise(name, call.input(), call.tensor("other"));
      default -> Arithmetic.pointwise(name, call.input(), call.value("other"));
    };
  }

  static TensorValue neg(TensorValue x) {
    if (x.dtype() == DType.BOOL) {
      throw new WorksheetException("neg: '-' does not work on a bool tensor; use ~ or logical_not");
    }
    Costs.like(x);
    return x.torch().apply("neg", t -> t.get(0).neg(), x);
  }

  private static TensorValue power(Call call) {
    Object base = call.self() != null ? call.self() : call.value("input");
    Object exponent = call.value("exponent");
    if (!(base instanceof TensorValue) && !(exponent instanceof TensorValue)) {
      throw call.error("one of the two must be a tensor");
    }
    return Arithmetic.pointwise("pow", base, exponent);
  }

  private static TensorValue sum(String name, Call call) {
    return Arithmetic.pointwise(name, call.input(), scaled(call));
  }

  /// `alpha` times `other`.
  static Object scaled(Call call) {
    Object other = call.value("other");
    boolean isPlain = call.value("alpha") instanceof Long alpha && alpha == 1;
    if (isPlain) {
      return other;
    }
    if (other instanceof TensorValue tensor) {
      return Arithmetic.pointwise("mul", tensor, call.value("alpha"));
    }
    return call.number("other") * call.number("alpha");
  }

  private static TensorValue clamp(Call call) {
    Object min = call.value("min");
    Object max = call.value("max");
    if (min == NoneValue.NONE && max == NoneValue.NONE) {
      throw call.error("at least one of 'min' and 'max' must be given");
    }
    if (!(min instanceof TensorValue) && !(max instanceof TensorValue)) {
      return call.map(clamping(call));
    }
    TensorValue result = call.input();
    if (min != NoneValue.NONE) {
      result = Arithmetic.pointwise("maximum", result, min);
    }
    return max == NoneValue.NONE ? result : Arithmetic.pointwise("minimum", result, max);
  }

  /// Keeps elements between two numbers, either of which may be missing.
  static UnaryOperator<Tensor> clamping(Call call) {
    double min = call.isNone("min") ? Double.NEGATIVE_INFINITY : call.number("min");
    double max = call.isNone("max") ? Double.POSITIVE_INFINITY : call.number("max");
    boolean isReal = call.value("min") instanceof Double || call.value("max") instanceof Double;
    DType floats = call.torch().floats();
    return x -> (isReal && !x.dtype().isFloat() ? x.to(floats) : x).clamp(min, max);
  }

  private static TensorValue where(Call call) {
    TensorValue condition = call.tensor("condition");
    if (condition.dtype() != DType.BOOL) {
      throw call.error(
          "the condition must be a bool tensor; given "
              + condition.dtype()
              + "; compare it, as in x > 0");
    }
    Object x = call.self() != null ? call.self() : call.value("x");
    Object y = call.self() != null ? call.value("other") : call.value("y");
    Operands operands = Operands.of("where", condition, x, y);
    Costs.broadcast(call.torch(), operands);
    boolean areNumbers = !(x instanceof TensorValue) && !(y instanceof TensorValue);
    DType floats = call.torch().floats();
    return call.torch()
        .apply(
            "where",
            t -> {
              Tensor chosen = t.get(1).where(t.get(0), t.get(2));
              return areNumbers && chosen.dtype().isFloat() ? chosen.to(floats) : chosen;
            },
            operands);
  }
}
