package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.code.Code;
import dev.chainrule.check.code.Python;
import dev.chainrule.check.doctor.RightLine.Manner;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Statements that may mend a gradient: the author's with one edit, the smallest first, then the
/// right rule written out.
final class Edits {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z_]\\w*)(\\[.*?\\])?\\s*(\\+|-|\\*|/)?=(?!=)\\s*(.+)");

  private static final Pattern DIVISOR = Pattern.compile("/ (\\d+)(?![\\w.])");

  private static final Manner FREE = new Manner(Python.INSTANCE, false);
  private static final Manner LASTING = new Manner(Python.INSTANCE, true);

  /// A term that is added to the author's line is short, or the line is better written anew.
  private static final int LONGEST_TERM = 60;

  private final Scene scene;
  private final List<Case> others;
  private final String statement;
  private final Manuscript manuscript;
  private final Set<String> edits = new LinkedHashSet<>();
  private final @Nullable String right;

  /// @param statement that writes the gradient
  /// @param others runs with other leaves, in which a line must be right too
  Edits(Scene scene, List<Case> others, String statement, Manuscript manuscript) {
    this.scene = scene;
    this.others = others;
    this.statement = statement;
    this.manuscript = manuscript;
    this.right = text(RightLine.everywhere(scene, others, s -> RightLine.of(s, FREE)));
  }

  Set<String> all() {
    Matcher parts = ASSIGNMENT.matcher(statement);
    if (parts.matches()) {
      ofAssignment(parts);
    }
    rightLines();
    additions();
    return edits;
  }

  private static @Nullable String text(@Nullable Code code) {
    return code == null ? null : code.text();
  }

  private void ofAssignment(Matcher parts) {
    String key = parts.group(2) == null ? "" : parts.group(2);
    String target = parts.group(1) + key;
    String sign = parts.group(3) == null ? "" : parts.group(3);
    String value = parts.group(4);
    String head = target + " " + sign + "= ";
    boolean isWhole = key.isEmpty() && sign.isEmpty();
    if (isWhole) {
      wrapped(head, value, right);
    }
    exchangedSign(target, sign, value);
    if (isWhole) {
      norm();
      terms(head, value);
    } else {
      wrapped(head, value, null);
      read(target, key, sign);
    }
  }

  private void exchangedSign(String target, String sign, String value) {
    if (!sign.equals("+")) {
      edits.add(target + " += " + value);
    } else {
      edits.add(target + " = " + value);
      edits.add(target + " -= " + value);
    }
  }

  private void wrapped(String head, String value, @Nullable String shorter) {
    double ratio = Ratios.ratio(scene.written(), scene.right());
    if (!Double.isNaN(ratio) && ratio != -1) {
      Expression expression = new Expression(value);
      expression.withoutOne().forEach(edit -> edits.add(head + edit));
      expression.withOtherNumber(ratio).forEach(edit -> edits.add(head + edit));
    }
    for (String wrapped : wrapped(value)) {
      boolean isLonger = shorter != null && shorter.length() <= wrapped.length();
      edits.add(head + (isLonger ? shorter : wrapped));
      edits.add(head + wrapped);
    }
  }

  /// The value with a factor, a sum or a shape put right.
  private List<String> wrapped(String value) {
    Expression expression = new Expression(value);
    String whole = expression.whole();
    List<String> wrapped = new ArrayList<>();
    double ratio = Ratios.ratio(scene.written(), scene.right());
    if (!Double.isNaN(ratio)) {
      if (ratio == -1 && value.startsWith("-")) {
        wrapped.add(value.substring(1));
      }
      String scaled = scaled(expression, ratio);
      if (scaled != null) {
        wrapped.add(scaled);
      }
      return wrapped;
    }
    Shape from = scene.written().shape();
    Shape to = scene.right().shape();
    if (from.numel() == to.numel() && !from.equals(to)) {
      if (value.matches(".*\\.(sum|mean)\\(-?\\d+\\)")) {
        wrapped.add(value.substring(0, value.length() - 1) + ", keepdim=True)");
      }
      wrapped.add("%s.view(%s.shape)".formatted(whole, scene.step().of()));
    }
    String summed = summed(whole, from, to);
    if (summed != null) {
      wrapped.add(summed);
    }
    return wrapped;
  }

  /// The value divided by `ratio`, where that is a number that a person would write.
  private @Nullable String scaled(Expression value, double ratio) {
    if (ratio == -1) {
      return "-" + value.whole();
    }
    String divided = written(ratio);
    String multiplied = written(1 / ratio);
    if (divided != null) {
      return "%s / %s".formatted(value.factor(), divided);
    }
    return multiplied == null ? null : "%s * %s".formatted(multiplied, value.factor());
  }

  /// A whole number, or the root of one, as Python; null for others.
  private @Nullable String written(double number) {
    double nearest = Math.rint(number);
    if (Math.abs(number) > 1 && Math.abs(number - nearest) <= 1e-9 * Math.abs(number)) {
      String name = manuscript.named((long) nearest);
      String text = name == null ? Long.toString((long) nearest) : name;
      return nearest < 0 ? "(" + text + ")" : text;
    }
    double square = number * number;
    double root = Math.rint(square);
    if (number <= 1 || Math.abs(square - root) > 1e-9 * square) {
      return null;
    }
    String name = manuscript.named((long) root);
    return "%s**0.5".formatted(name == null ? Long.toString((long) root) : name);
  }

  private static @Nullable String summed(String whole, Shape from, Shape to) {
    if (from.numel() <= to.numel() || !Broadcast.fits(to, from)) {
      return null;
    }
    int extra = from.rank() - to.rank();
    List<Integer> axes = new ArrayList<>();
    for (int d = 0; d < from.rank(); d++) {
      boolean isRepeated = d >= extra && to.size(d - extra) == 1 && from.size(d) != 1;
      if (d < extra || isRepeated) {
        axes.add(d);
      }
    }
    boolean keepsDim = extra == 0;
    if (!keepsDim && axes.size() != extra) {
      return null;
    }
    if (axes.size() == from.rank() && !keepsDim) {
      return whole + ".sum()";
    }
    String dims =
        axes.size() == 1
            ? axes.getFirst().toString()
            : axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    return whole + ".sum(" + dims + (keepsDim ? ", keepdim=True)" : ")");
  }

  /// The value with a term added that is missing, or taken away that is doubled.
  private void terms(String head, String value) {
    List<Edge> terms = scene.slice().terms();
    NdArray missing = missing();
    if (terms.size() < 2 || missing == null) {
      return;
    }
    for (int kept = 1; kept < 1 << Math.min(terms.size(), 6); kept++) {
      List<Edge> some = new ArrayList<>();
      for (int i = 0; i < terms.size(); i++) {
        if ((kept >> i & 1) == 1) {
          some.add(terms.get(i));
        }
      }
      NdArray sum = Terms.sum(scene, some);
      String text = sum == null ? null : text(RightLine.of(scene, FREE, some));
      if (sum == null || text == null || text.length() > LONGEST_TERM) {
        continue;
      }
      if (Closeness.areClose(sum, missing)) {
        edits.add(head + value + " + " + text);
      } else if (Closeness.areClose(sum, Numbers.INSTANCE.neg(missing))) {
        edits.add(head + value + " - " + (text.matches(".* [+-] .*") ? "(" + text + ")" : text));
      }
    }
  }

  private @Nullable NdArray missing() {
    NdArray written = scene.written();
    boolean fits = written.shape().equals(scene.right().shape());
    return fits ? Numbers.INSTANCE.sub(scene.right(), written) : null;
  }

  /// The short form, where the variable goes into a norm.
  private void norm() {
    Code norm = RightLine.everywhere(scene, others, s -> RightLine.ofNorm(s, FREE));
    if (norm != null) {
      line(norm, 1);
    }
  }

  /// The gradient as `code`, with the author's names for what it divides by, or for that and one.
  private void line(Code code, int mostLess) {
    Matcher divisors = DIVISOR.matcher(code.text());
    String head = scene.step().name() + " = ";
    edits.add(
        head
            + divisors.replaceAll(
                divisor -> {
                  long number = Long.parseLong(divisor.group(1));
                  String name = manuscript.named(number);
                  String more = mostLess == 0 ? null : manuscript.named(number + 1);
                  String named = name != null || more == null ? name : "(" + more + " - 1)";
                  return named == null ? divisor.group() : "/ " + named;
                }));
    edits.add(head + code.text());
  }

  /// Where the gradient of what an index reads is put in its place: what belongs there.
  private void read(String target, String key, String sign) {
    for (Edge edge : scene.slice().terms()) {
      Place by = scene.place(edge.by());
      String name = scene.step().of() + key;
      Code code = Scatters.gathers(by.operation()) ? RightLine.at(scene, FREE, by, name) : null;
      if (code != null) {
        edits.add("%s %s= %s".formatted(target, sign, code.text()));
        edits.add("%s %s= %s".formatted(target, sign.isEmpty() ? "+" : "", code.text()));
      }
    }
  }

  private void rightLines() {
    for (Manner manner : List.of(FREE, LASTING)) {
      Code code = RightLine.everywhere(scene, others, s -> RightLine.of(s, manner));
      if (code != null) {
        line(code, 0);
      }
    }
  }

  /// A statement after the author's that puts the gradient right.
  private void additions() {
    String name = scene.step().name();
    for (String wrapped : wrapped(name)) {
      edits.add(statement + "; " + name + " = " + wrapped);
    }
  }
}
