package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds one line that mends a gradient, by trying: the author's line with one edit, then the right
/// rule written out.
final class Fixes {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z_]\\w*)(\\[.*?\\])?\\s*(\\+|-|\\*|/)?=(?!=)\\s*(.+)");

  /// Each try runs the experiment.
  private static final int MOST_TRIES = 14;

  private final Manuscript manuscript;
  private final Scene scene;
  private final Predicate<Experiment> isMended;
  private final int line;
  private int tries;

  private Fixes(Manuscript manuscript, Scene scene, Predicate<Experiment> isMended) {
    this.manuscript = manuscript;
    this.scene = scene;
    this.isMended = isMended;
    this.line = scene.step().line();
  }

  /// A line that was run and makes the gradient of `scene` right; null where none was found.
  static @Nullable String find(Manuscript manuscript, Scene scene, Predicate<Experiment> isMended) {
    return new Fixes(manuscript, scene, isMended).find();
  }

  private @Nullable String find() {
    String statement = manuscript.statement(line);
    Matcher parts = ASSIGNMENT.matcher(statement);
    if (parts.matches()) {
      for (String edited : edits(parts)) {
        if (tries < MOST_TRIES && mends(edited)) {
          return edited;
        }
      }
    }
    for (String added : additions()) {
      String both = statement + "; " + added;
      if (tries < MOST_TRIES && mends(both)) {
        return both;
      }
    }
    return null;
  }

  private boolean mends(String statement) {
    return isMended(() -> manuscript.replacing(line, statement));
  }

  /// Reads and runs what may not even be a worksheet: a bracket in a string, a name that is not
  /// bound yet.
  private boolean isMended(Supplier<Experiment> changed) {
    tries++;
    try {
      return isMended.test(changed.get());
    } catch (RuntimeException e) {
      return false;
    }
  }

  /// The author's statement with one edit, the smallest first.
  private Set<String> edits(Matcher parts) {
    Set<String> edits = new LinkedHashSet<>();
    String target = parts.group(1) + (parts.group(2) == null ? "" : parts.group(2));
    String sign = parts.group(3) == null ? "" : parts.group(3);
    String value = parts.group(4);
    String head = target + " " + sign + "= ";
    boolean isSimple = Pattern.matches("[\\w.]+(\\[[^\\[\\]]*\\])?(\\([^()]*\\))?", value);
    String whole = isSimple || isEnclosed(value) ? value : "(" + value + ")";
    boolean isWhole = parts.group(2) == null && sign.isEmpty();
    String right = isWhole ? right() : null;
    if (isWhole) {
      wrapped(head, whole, value, right, edits);
    }
    exchangedSign(target, sign, value, edits);
    if (!isWhole) {
      wrapped(head, whole, value, right, edits);
    }
    if (isWhole) {
      terms(head, value, edits);
    }
    String written = right();
    if (written != null) {
      edits.add(parts.group(1) + " = " + written);
    }
    return edits;
  }

  private static void exchangedSign(String target, String sign, String value, Set<String> edits) {
    if (!sign.equals("+")) {
      edits.add(target + " += " + value);
    } else {
      edits.add(target + " = " + value);
      edits.add(target + " -= " + value);
    }
  }

  private void wrapped(
      String head, String whole, String value, @Nullable String right, Set<String> edits) {
    for (String wrapped : wrapped(whole, value)) {
      boolean isLonger = right != null && right.length() <= wrapped.length();
      edits.add(head + (isLonger ? right : wrapped));
      edits.add(head + wrapped);
    }
  }

  /// Whether the first bracket closes at the very end.
  private static boolean isEnclosed(String value) {
    int open = 0;
    for (int i = 0; i < value.length(); i++) {
      open += value.charAt(i) == '(' ? 1 : value.charAt(i) == ')' ? -1 : 0;
      if (open == 0) {
        return i > 0 && i == value.length() - 1;
      }
    }
    return false;
  }

  private @Nullable String right() {
    String right = RightLine.of(scene);
    return right == null || right.contains("\0") ? null : right;
  }

  /// The value with a factor, a sum or a shape put right.
  private List<String> wrapped(String whole, String value) {
    List<String> wrapped = new ArrayList<>();
    double ratio = Ratios.ratio(scene.written(), scene.right());
    if (!Double.isNaN(ratio)) {
      String scaled = scaled(whole, value, ratio);
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

  /// `whole` divided by `ratio`, where that is a number that a person would write.
  private static @Nullable String scaled(String whole, String value, double ratio) {
    if (ratio == -1) {
      return value.startsWith("-") && !value.contains(" ") ? value.substring(1) : "-" + whole;
    }
    double inverse = 1 / ratio;
    String divided = written(ratio);
    String multiplied = written(inverse);
    if (divided != null) {
      return "%s / %s".formatted(whole, divided);
    }
    return multiplied == null ? null : "%s * %s".formatted(multiplied, whole);
  }

  /// A whole number, or the root of one, as Python; null for others.
  private static @Nullable String written(double number) {
    double nearest = Math.rint(number);
    if (Math.abs(number) > 1 && Math.abs(number - nearest) <= 1e-9 * Math.abs(number)) {
      String text = Long.toString((long) nearest);
      return nearest < 0 ? "(" + text + ")" : text;
    }
    double square = number * number;
    double root = Math.rint(square);
    return number > 1 && Math.abs(square - root) <= 1e-9 * square
        ? "%d**0.5".formatted((long) root)
        : null;
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
  private void terms(String head, String value, Set<String> edits) {
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
      String text = sum == null ? null : RightLine.of(scene, some);
      if (sum == null || text == null || text.contains("\0")) {
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

  /// A statement after the author's that puts the gradient right.
  private List<String> additions() {
    List<String> additions = new ArrayList<>();
    String name = scene.step().name();
    for (String wrapped : wrapped(name, name)) {
      additions.add(name + " = " + wrapped);
    }
    return additions;
  }
}
