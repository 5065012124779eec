package dev.chainrule.check.explain;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.explain.Derivation.Line;
import dev.chainrule.check.explain.Wording.Said;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.expr.Formula;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;

/// A derivation worked in symbols. Each form is an expression, which is printed and also computed
/// with the numbers of the run, so that no line is believed.
final class Working {
  private static final Symbols S = Symbols.INSTANCE;

  private final NdArray gradient;
  private final List<Said> names = new ArrayList<>();
  private final List<NdArray> values = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private NdArray last;

  /// @param gradient what must come out
  Working(NdArray gradient) {
    this.gradient = gradient;
    this.last = gradient;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /// How far the last form is from the gradient, relative to its largest entry.
  double difference() {
    double largest = 0;
    for (int i = 0; i < gradient.numel(); i++) {
      largest = Math.max(largest, Math.abs(gradient.get(i) - last.get(i)));
    }
    return largest / Math.max(Closeness.largest(gradient), Double.MIN_NORMAL);
  }

  /// From the mean over n rows of −Σ t log p, p = softmax(z), to (p − t)/n.
  void crossEntropy(Said logits, NdArray z, NdArray target, int rows) {
    int axis = z.shape().rank() - 1;
    Axes classes = Axes.single(axis);
    NdArray exp =
        Numbers.INSTANCE.exp(Numbers.INSTANCE.sub(z, new Max(classes, true).forward(List.of(z))));
    NdArray total = Numbers.INSTANCE.sum(exp, classes, true);
    Expr t = variable("t", "t", target);
    Expr counts = variable("c", "c", exp);
    Expr sum = variable("s", "s", total);
    Expr p = variable("p", "p", Numbers.INSTANCE.div(exp, total));
    Expr n = S.constant(rows);
    Expr dlogp = S.neg(S.div(t, n));
    line(
        "the loss is minus the mean, over %s, of the sum of t * log p".formatted(rows(rows)),
        said("dlogp"),
        dlogp);
    Expr dp = rule(Ops.LOG, 0, List.of(p), p, dlogp);
    line("the rule of log", said("dp"), dp, S.neg(S.div(t, S.mul(n, p))));
    Expr viaSum = S.sum(rule(Ops.DIV, 1, List.of(counts, sum), p, dp), classes, true);
    line(
        "p = c / s, and s was repeated along the classes; the p cancels, and each row of t adds up"
            + " to 1",
        said("ds"),
        viaSum,
        S.div(S.sum(t, classes, true), S.mul(n, sum)),
        S.div(S.constant(1), S.mul(n, sum)));
    Expr own = rule(Ops.DIV, 0, List.of(counts, sum), p, dp);
    Expr ds = S.div(S.constant(1), S.mul(n, sum));
    line("c is used twice: in p, and in its own sum s", said("dc"), S.add(own, ds));
    Said left = new Said("d" + logits.text(), "d" + logits.latex());
    line(
        "c = exp(%s - the row's largest), so dc is multiplied by c; c / s is p"
            .formatted(logits.text()),
        left,
        rule(Ops.EXP, 0, List.of(counts), counts, S.add(own, ds)),
        S.sub(S.div(p, n), S.div(t, n)),
        S.div(S.sub(p, t), n));
    last = value(S.div(S.sub(p, t), n));
  }

  private static String rows(int rows) {
    return rows == 1 ? "one row" : rows + " rows";
  }

  /// From x̂ = (x − μ)/√(σ² + ε) to (g − mean g − x̂ Σ g x̂/(N − k))/√(σ² + ε).
  void norm(Normalize norm, Said input, Said output, Said gradOutput, NdArray x, NdArray g) {
    Axes axes = norm.axes();
    Numbers numbers = Numbers.INSTANCE;
    int count = axes.numel(x.shape());
    Expr n = S.constant(count);
    Expr freedom = S.constant((double) count - norm.correction());
    NdArray centred = numbers.sub(x, numbers.mean(x, axes, true));
    NdArray squares = numbers.sum(numbers.square(centred), axes, true);
    NdArray variance = numbers.div(squares, NdArray.number((double) count - norm.correction()));
    NdArray scale = numbers.rsqrt(numbers.add(variance, NdArray.number(norm.eps())));
    Expr grad = variable(gradOutput.text(), gradOutput.latex(), g);
    Expr c = variable("c", "c", centred);
    Expr r = variable("r", "r", scale);
    Expr hat = variable(output.text(), output.latex(), numbers.mul(centred, scale));
    Expr along = S.sum(S.mul(grad, hat), axes, true);
    line(
        "%s = c * r, with c = %s - mean and r = (variance + %s)^(-1/2), which was repeated"
            .formatted(output.text(), input.text(), norm.eps()),
        said("dr"),
        S.sum(rule(Ops.MUL, 1, List.of(c, r), hat, grad), axes, true));
    Expr dvar =
        rule(
            Ops.RSQRT,
            0,
            List.of(c),
            r,
            S.sum(rule(Ops.MUL, 1, List.of(c, r), hat, grad), axes, true));
    line(
        "the rule of rsqrt, where c is %s / r".formatted(output.text()),
        said("dvariance"),
        dvar,
        S.mul(S.constant(-0.5), S.mul(S.square(r), along)));
    Expr ownC = rule(Ops.MUL, 0, List.of(c, r), hat, grad);
    Expr shortVar = S.mul(S.constant(-0.5), S.mul(S.square(r), along));
    Expr viaVar = S.mul(S.div(shortVar, freedom), S.mul(S.constant(2), c));
    Expr shortC = S.mul(r, S.sub(grad, S.div(S.mul(hat, along), freedom)));
    line(
        "c is used twice: in the product, and squared in the variance, the sum of c² over %d"
            .formatted(count - norm.correction()),
        said("dc"),
        S.add(ownC, viaVar),
        shortC);
    Expr dmean = S.neg(S.sum(shortC, axes, true));
    Expr shortMean = S.neg(S.mul(r, S.sum(grad, axes, true)));
    line(
        "the mean was repeated and subtracted; the sum of %s is 0, so only one term is left"
            .formatted(output.text()),
        said("dmean"),
        dmean,
        shortMean);
    Expr whole = S.add(shortC, S.div(shortMean, n));
    Expr shortest =
        S.mul(
            r,
            S.sub(
                S.sub(grad, S.div(S.sum(grad, axes, true), n)), S.div(S.mul(hat, along), freedom)));
    line(
        "each entry is in c once, and in the mean with 1/%d".formatted(count),
        new Said("d" + input.text(), "d" + input.latex()),
        whole,
        shortest);
    last = value(shortest);
  }

  /// What the rule of an operation gives, in symbols.
  private static Expr rule(
      Elementwise operation, int input, List<Expr> x, Expr y, Expr gradOutput) {
    Rule rule = Rule.of(operation, input, x.size());
    return Evaluation.of(rule.gradInput(), S, x, y, gradOutput);
  }

  private Expr variable(String text, String latex, NdArray value) {
    names.add(new Said(text, latex));
    values.add(value);
    return Variable.x(values.size() - 1);
  }

  private static Said said(String name) {
    return new Said(name, "d\\mathit{" + name.substring(1) + "}");
  }

  private void line(String because, Said left, Expr... forms) {
    List<String> texts = new ArrayList<>();
    List<String> latex = new ArrayList<>();
    boolean agrees = true;
    NdArray first = value(forms[0]);
    for (Expr form : forms) {
      texts.add(Formula.text(form, v -> names.get(v.input()).text()));
      latex.add(Formula.latex(form, v -> names.get(v.input()).latex()));
      agrees &= Closeness.areClose(first, value(form).expand(first.shape()));
    }
    lines.add(new Line(because, left.text(), left.latex(), texts, latex, agrees));
  }

  private NdArray value(Expr form) {
    return Evaluation.of(form, Numbers.INSTANCE, values, gradient, gradient);
  }
}
