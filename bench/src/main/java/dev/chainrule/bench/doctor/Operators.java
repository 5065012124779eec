package dev.chainrule.bench.doctor;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Mistakes that can be made in any step, by changing its text; only such as have one name,
/// whatever the step computes.
final class Operators {
  private static final Pattern OUTER_SUM =
      Pattern.compile("(.*)\\.sum\\(([01]|-1)(, keepdim=True|, True)?\\)");
  private static final Pattern PRODUCT = Pattern.compile("(\\w+)(\\.T)? @ (\\w+)(\\.T)?");
  private static final Pattern ADDED = Pattern.compile("(\\w+) \\+= (.*)");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final int TYPED_AT_MOST = 24;
  private static final int UPSTREAMS_AT_MOST = 1;

  /// A mistake that every step may have is made in one step of so many, or it would outnumber those
  /// that are hard to tell.
  private static final int EVERY = 4;

  private static final Set<String> EVERYWHERE =
      Set.of(
          Mistakes.SIGN,
          Mistakes.SCALE,
          Mistakes.WRONG_SHAPE,
          Mistakes.DETACHED,
          Mistakes.HARD_CODED,
          Mistakes.MATMUL_TRANSPOSED);

  private final Model model;
  private final int choice;
  private final Map<String, HandGradient> gradients = new LinkedHashMap<>();
  private final List<Version> versions = new ArrayList<>();

  private Operators(Model model, int choice, Run right) {
    this.model = model;
    this.choice = choice;
    right.gradients().forEach(gradient -> gradients.put(gradient.name(), gradient));
  }

  /// The mistakes that can be made in `model`, of which `right` is a run.
  ///
  /// @param choice which of its sizes it has
  static List<Version> versions(Model model, int choice, Run right) {
    Operators operators = new Operators(model, choice, right);
    model.steps().forEach(operators::change);
    return List.copyOf(operators.versions);
  }

  private void change(Step step) {
    HandGradient gradient = gradients.get(step.name());
    if (gradient == null) {
      return;
    }
    contributions(step);
    boolean writtenOnce =
        model.steps().stream().filter(s -> s.name().equals(step.name())).count() == 1;
    if (!writtenOnce) {
      return;
    }
    whole(step, Mistakes.SIGN, "-(%s)");
    whole(step, Mistakes.SCALE, "1.7 * (%s)");
    if (gradient.value().shape().rank() > 0 && isReadByNone(step)) {
      whole(step, Mistakes.WRONG_SHAPE, "(%s).unsqueeze(0)");
      whole(step, Mistakes.WRONG_SHAPE, "(%s).reshape(-1, 1)");
    }
    add(
        step,
        List.of(step.name() + " = torch.zeros_like(" + gradient.of() + ")"),
        Mistakes.DETACHED);
    if (gradient.value().numel() <= TYPED_AT_MOST) {
      add(step, List.of(step.name() + " = " + typed(gradient)), Mistakes.HARD_CODED);
    }
    List<String> parts = Terms.assignment(step.lines().getLast());
    if (step.lines().size() == 1 && !parts.isEmpty()) {
      outerSum(step, parts.get(1), gradient.value());
      product(step, parts.get(1));
      upstreams(step, parts.get(1));
    }
  }

  /// What reads a gradient of another shape is wrong in ways that have no one name.
  private boolean isReadByNone(Step step) {
    Pattern name = Pattern.compile("\\b" + step.name() + "\\b");
    return model.steps().stream()
        .filter(other -> !other.name().equals(step.name()))
        .flatMap(other -> other.lines().stream())
        .noneMatch(line -> name.matcher(line).find());
  }

  private void add(Step step, List<String> lines, String... ids) {
    int hash = (model.name() + step.label() + lines + choice).hashCode();
    if (EVERYWHERE.contains(ids[0]) && Math.floorMod(hash * 31 + (hash >> 16), EVERY) != 0) {
      return;
    }
    versions.add(Version.of(step, lines, ids));
  }

  /// Puts what the step computes into a form.
  private void whole(Step step, String id, String form) {
    List<String> lines = new ArrayList<>(step.lines());
    List<String> parts = Terms.assignment(lines.getLast());
    if (lines.size() == 1 && !parts.isEmpty()) {
      lines.set(0, step.name() + " = " + form.formatted(parts.get(1)));
    } else {
      lines.add(step.name() + " = " + form.formatted(step.name()));
    }
    add(step, lines, id);
  }

  /// The gradient as numbers with four digits.
  private static String typed(HandGradient gradient) {
    float[] values = gradient.value().toFloatArray();
    String flat =
        IntStream.range(0, values.length)
            .mapToObj(i -> String.format(Locale.ROOT, "%.4g", values[i]))
            .collect(Collectors.joining(", "));
    int[] sizes = gradient.value().shape().toArray();
    String shape =
        IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return sizes.length == 0
        ? "torch.tensor(" + flat + ")"
        : sizes.length == 1
            ? "torch.tensor([" + flat + "])"
            : "torch.tensor([" + flat + "]).view(" + shape + ")";
  }

  private void outerSum(Step step, String right, Tensor gradient) {
    Matcher sum = OUTER_SUM.matcher(right);
    if (!sum.matches() || !balanced(sum.group(1))) {
      return;
    }
    String start = step.name() + " = " + sum.group(1);
    String keep = sum.group(3) == null ? "" : sum.group(3);
    String other = sum.group(2).equals("0") ? "1" : "0";
    add(step, List.of(start + ".sum(" + other + keep + ")"), Mistakes.WRONG_AXIS);
    add(step, List.of(start + ".mean(" + sum.group(2) + keep + ")"), Mistakes.MEAN_FOR_SUM);
    add(step, List.of(start), Mistakes.UNBROADCAST_MISSING);
    if (gradient.shape().rank() > 0) {
      // Of one element, the sum over all axes has the right value.
      boolean one = gradient.numel() == 1;
      add(step, List.of(start + ".sum()"), one ? Mistakes.WRONG_SHAPE : Mistakes.OVER_REDUCED);
    }
    if (!keep.isEmpty()) {
      add(step, List.of(start + ".sum(" + sum.group(2) + ")"), Mistakes.WRONG_SHAPE);
    }
  }

  /// Whether the sum is of all that stands before it: it is in brackets, or one name.
  private static boolean balanced(String summed) {
    String inner = summed.startsWith("-") ? summed.substring(1) : summed;
    if (WORD.matcher(inner).matches()) {
      return true;
    }
    int depth = 0;
    for (int i = 0; i < inner.length(); i++) {
      depth += inner.charAt(i) == '(' ? 1 : inner.charAt(i) == ')' ? -1 : 0;
      if (depth == 0 && i < inner.length() - 1) {
        return false;
      }
    }
    return inner.startsWith("(");
  }

  private void product(Step step, String right) {
    Matcher product = PRODUCT.matcher(right);
    if (!product.matches()) {
      return;
    }
    String a = product.group(1);
    String b = product.group(3);
    for (String left : List.of(a, a + ".T", b, b + ".T")) {
      String other = left.startsWith(a) ? b : a;
      for (String operand : List.of(other, other + ".T")) {
        String text = left + " @ " + operand;
        if (!text.equals(right)) {
          add(step, List.of(step.name() + " = " + text), Mistakes.MATMUL_TRANSPOSED);
        }
      }
    }
  }

  /// The gradient of another variable of the same shape where the right one is read.
  private void upstreams(Step step, String right) {
    List<String> written =
        model.steps().subList(0, model.steps().indexOf(step)).stream()
            .map(Step::name)
            .filter(gradients::containsKey)
            .distinct()
            .toList();
    for (String read : WORD.matcher(right).results().map(r -> r.group()).distinct().toList()) {
      HandGradient upstream = gradients.get(read);
      if (upstream == null) {
        continue;
      }
      written.reversed().stream()
          .filter(name -> !name.equals(read) && !right.matches(".*\\b" + name + "\\b.*"))
          .filter(name -> shapesAgree(gradients.get(name), upstream))
          .limit(UPSTREAMS_AT_MOST)
          .forEach(
              name ->
                  add(
                      step,
                      List.of(step.name() + " = " + right.replaceAll("\\b" + read + "\\b", name)),
                      Mistakes.WRONG_UPSTREAM));
    }
  }

  private static boolean shapesAgree(@Nullable HandGradient one, HandGradient other) {
    return one != null
        && one.value().shape().equals(other.value().shape())
        && one.value().numel() > 1;
  }

  /// Mistakes in adding up: a line that overwrites, is missing, or stands there twice.
  private void contributions(Step step) {
    List<Step> writers = model.steps().stream().filter(s -> s.name().equals(step.name())).toList();
    List<String> all = writers.stream().flatMap(s -> s.lines().stream()).toList();
    if (all.stream().skip(1).anyMatch(line -> !ADDED.matcher(line).matches())) {
      return;
    }
    for (int i = 0; i < step.lines().size(); i++) {
      Matcher added = ADDED.matcher(step.lines().get(i));
      if (!added.matches()) {
        continue;
      }
      String line = step.lines().get(i);
      boolean one = all.size() == 2;
      boolean last = line.equals(all.getLast());
      put(
          step,
          i,
          List.of(added.group(1) + " = " + added.group(2)),
          last
              ? List.of(Mistakes.OVERWRITTEN, Mistakes.PATH_MISSING)
              : List.of(Mistakes.PATH_MISSING, Mistakes.OVERWRITTEN));
      put(
          step,
          i,
          List.of(),
          one
              ? List.of(Mistakes.PATH_MISSING, Mistakes.OVERWRITTEN)
              : List.of(Mistakes.PATH_MISSING));
      put(step, i, List.of(line, line), List.of(Mistakes.COUNTED_TWICE));
    }
  }

  private void put(Step step, int at, List<String> instead, List<String> ids) {
    List<String> lines = new ArrayList<>(step.lines());
    lines.remove(at);
    lines.addAll(at, instead);
    versions.add(new Version(ids, step.label(), step.label(), step.name(), lines));
  }
}
