package dev.chainrule.golden;

import static dev.chainrule.golden.Call.one;
import static dev.chainrule.golden.Call.operands;
import static dev.chainrule.golden.Call.two;
import static java.util.Map.entry;

import dev.chainrule.Tensor;
import java.util.Map;

/// Elementwise operations by their golden names.
final class ElementwiseCalls {

  static final Map<String, Call> ALL =
      Map.ofEntries(
          entry("neg", one(Tensor::neg)),
          entry("abs", one(Tensor::abs)),
          entry("sign", one(Tensor::sign)),
          entry("exp", one(Tensor::exp)),
          entry("log", one(Tensor::log)),
          entry("sqrt", one(Tensor::sqrt)),
          entry("rsqrt", one(Tensor::rsqrt)),
          entry("reciprocal", one(Tensor::reciprocal)),
          entry("square", one(Tensor::square)),
          entry("tanh", one(Tensor::tanh)),
          entry("sigmoid", one(Tensor::sigmoid)),
          entry("relu", one(Tensor::relu)),
          entry("gelu", (x, a) -> a.has("approximate") ? x.get(0).geluTanh() : x.get(0).gelu()),
          entry("silu", one(Tensor::silu)),
          entry("softplus", one(Tensor::softplus)),
          entry("erf", one(Tensor::erf)),
          entry("sin", one(Tensor::sin)),
          entry("cos", one(Tensor::cos)),
          entry("add", operands(Tensor::add)),
          entry("sub", operands(Tensor::sub)),
          entry("mul", operands(Tensor::mul)),
          entry("div", operands(Tensor::div)),
          entry("pow", operands(Tensor::pow)),
          entry("maximum", two(Tensor::maximum)),
          entry("minimum", two(Tensor::minimum)),
          entry("clamp", (x, a) -> x.get(0).clamp(bound(a, "min", -1), bound(a, "max", 1))),
          entry("eq", operands(Tensor::eq)),
          entry("ne", operands(Tensor::ne)),
          entry("lt", operands(Tensor::lt)),
          entry("le", operands(Tensor::le)),
          entry("gt", operands(Tensor::gt)),
          entry("ge", operands(Tensor::ge)),
          entry("logicalAnd", two(Tensor::logicalAnd)),
          entry("logicalOr", two(Tensor::logicalOr)),
          entry("logicalXor", two(Tensor::logicalXor)),
          entry("logicalNot", one(Tensor::logicalNot)),
          entry("isnan", one(Tensor::isNan)),
          entry("isfinite", one(Tensor::isFinite)),
          entry("where", (x, a) -> x.get(1).where(x.get(0), x.get(2))));

  private ElementwiseCalls() {}

  private static double bound(Attributes a, String name, double side) {
    return a.number(name, side * Double.POSITIVE_INFINITY);
  }
}
