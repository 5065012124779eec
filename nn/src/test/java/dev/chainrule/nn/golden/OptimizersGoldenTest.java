package dev.chainrule.nn.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.optim.Adagrad;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.AdamW;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.RmsProp;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.optim.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every optimiser over 20 steps against PyTorch's (`tools/golden/optimizers.py`), in both float
/// types, with groups, schedules and parameters that have no gradient at first.
class OptimizersGoldenTest {
  /// PyTorch multiplies and adds with one rounding where we have two, 20 times; the centred mean
  /// square is a difference of near numbers.
  private static final double FLOAT = 1e-5;

  private static final double DOUBLE = 1e-13;

  static List<JsonNode> cases() {
    return GoldenFile.cases("optimizers.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepsAsPyTorch(JsonNode golden) {
    DType dtype = GoldenFile.dtype(golden);
    List<Tensor> parameters = new ArrayList<>();
    golden.get("start").forEach(t -> parameters.add(GoldenFile.tensor(t).requiresGrad(true)));
    Optimizer optimizer = optimizer(golden, parameters);
    for (int step = 0; step < golden.get("gradients").size(); step++) {
      for (int i = 0; i < optimizer.groups().size(); i++) {
        if (!golden.get("rates").isNull()) {
          optimizer.groups().get(i).setRate(golden.get("rates").get(step).get(i).doubleValue());
        }
      }
      optimizer.zeroGrad();
      giveGradients(parameters, golden.get("gradients").get(step), dtype);
      optimizer.step();
      for (int i = 0; i < parameters.size(); i++) {
        Expected.assertClose(
            "parameter %d after step %d".formatted(i, step + 1),
            parameters.get(i),
            GoldenFile.doubles(golden.get("parameters").get(step).get(i)),
            dtype == DType.FLOAT32 ? FLOAT : DOUBLE);
      }
    }
  }

  /// A linear function whose slope is the gradient that was recorded.
  private static void giveGradients(List<Tensor> parameters, JsonNode gradients, DType dtype) {
    for (int i = 0; i < parameters.size(); i++) {
      if (!gradients.get(i).isNull()) {
        Tensor parameter = parameters.get(i);
        Tensor gradient = GoldenFile.tensor(dtype, parameter.shape(), gradients.get(i));
        parameter.mul(gradient).sum().backward();
      }
    }
  }

  private static Optimizer optimizer(JsonNode golden, List<Tensor> parameters) {
    String rule = golden.get("rule").textValue();
    JsonNode groups = golden.get("groups");
    Optimizer optimizer = null;
    for (int i = 0; i < groups.size(); i++) {
      double rate = groups.get(i).get("rate").doubleValue();
      UpdateRule settings = rule(rule, groups.get(i).get("settings"));
      Map<String, Tensor> part = new LinkedHashMap<>();
      for (int k = 0; k < parameters.size(); k++) {
        if (groups.size() == 1 || k == i) {
          part.put("p" + k, parameters.get(k));
        }
      }
      optimizer =
          optimizer == null
              ? new Optimizer(settings, rate, part)
              : optimizer.add(settings, rate, part);
    }
    return Objects.requireNonNull(optimizer);
  }

  private static UpdateRule rule(String rule, JsonNode s) {
    double decay = number(s, "weight_decay", rule.equals("AdamW") ? 1e-2 : 0);
    JsonNode betas = s.get("betas");
    double beta1 = betas == null ? 0.9 : betas.get(0).doubleValue();
    double beta2 = betas == null ? 0.999 : betas.get(1).doubleValue();
    if (s.isEmpty()) {
      return byDefault(rule);
    }
    return switch (rule) {
      case "Sgd" ->
          new Sgd(number(s, "momentum", 0), number(s, "dampening", 0), s.has("nesterov"), decay);
      case "Adam" -> new Adam(beta1, beta2, number(s, "eps", 1e-8), decay);
      case "AdamW" -> new AdamW(beta1, beta2, number(s, "eps", 1e-8), decay);
      case "RmsProp" ->
          new RmsProp(
              number(s, "alpha", 0.99),
              number(s, "eps", 1e-8),
              decay,
              number(s, "momentum", 0),
              s.has("centered"));
      case "Adagrad" ->
          new Adagrad(
              number(s, "lr_decay", 0),
              decay,
              number(s, "initial_accumulator_value", 0),
              number(s, "eps", 1e-10));
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }

  private static UpdateRule byDefault(String rule) {
    return switch (rule) {
      case "Sgd" -> new Sgd();
      case "Adam" -> new Adam();
      case "AdamW" -> new AdamW();
      case "RmsProp" -> new RmsProp();
      case "Adagrad" -> new Adagrad();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }

  private static double number(JsonNode settings, String name, double absent) {
    return settings.has(name) ? settings.get(name).doubleValue() : absent;
  }
}
