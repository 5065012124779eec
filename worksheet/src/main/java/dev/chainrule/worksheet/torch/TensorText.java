package dev.chainrule.worksheet.torch;

/// What `print` shows of a tensor.
final class TensorText {
  private static final int LINE = 80;
  private static final String INDENT = " ".repeat("tensor(".length());

  private TensorText() {}

  /// As PyTorch prints it. Of what made a tensor PyTorch shows its own class, such as
  /// `grad_fn=<AddBackward0>`; so does this where the class follows from the operation.
  static String of(TensorValue tensor) {
    Costs.like(tensor);
    String text = tensor.tensor().toString();
    if (!tensor.requiresGrad()) {
      return text;
    }
    String suffix =
        tensor.isLeaf() ? "requires_grad=True" : "grad_fn=<" + GradNames.of(tensor) + ">";
    String body = text.substring(0, text.length() - 1);
    int column = body.length() - body.lastIndexOf('\n') + suffix.length() + 2;
    boolean fits = column <= LINE;
    return body + (fits ? ", " : ",\n" + INDENT) + suffix + ")";
  }
}
