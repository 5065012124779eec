package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.value.NoneValue;

/// Methods about gradients.
final class BackwardMethods {
  static final String[] METHODS = {
    "backward(gradient=None, retain_graph=None, create_graph=False)",
    "requires_grad_(requires_grad=True)",
    "retain_grad()",
  };

  private BackwardMethods() {}

  static Object call(String name, Call call) {
    TensorValue x = call.input();
    switch (name) {
      case "backward" -> {
        if (call.flag("create_graph")) {
          throw call.error("worksheets have no create_graph; the gradients are plain numbers");
        }
        new BackwardPass(x, call.optionalTensor("gradient"), call.flag("retain_graph")).run();
        return NoneValue.NONE;
      }
      case "requires_grad_" -> {
        x.requireGrad(call.flag("requires_grad"));
        return x;
      }
      case "retain_grad" -> {
        x.retainGrad();
        return NoneValue.NONE;
      }
      default -> throw new IllegalArgumentException(name);
    }
  }
}
