package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A worksheet with a right backward pass, its sizes left open, and other versions of its steps.
///
/// Its file begins with a line for each choice of sizes, `#! n=5 d=3`, with the word `few` for one
/// that is large and slow: of it only the versions that the file holds are made. In what follows,
/// `{n}` stands for a size and `{seed}` for a number that data are drawn from. A line `# backward`
/// opens the backward pass, and `# end` closes it where more follows. Lines that are further in
/// than these belong to the step above.
///
/// @param name of the file
/// @param sizes at least one choice of them
/// @param before lines up to the backward pass
/// @param margin spaces before each line of the backward pass
/// @param after lines that follow it
record Model(
    String name,
    List<Sizes> sizes,
    List<String> before,
    String margin,
    List<Step> steps,
    List<String> after,
    List<Version> versions) {
  private static final String SIZES = "#! ";
  private static final Pattern BACKWARD = Pattern.compile("( *)# backward");
  private static final Pattern WRITES =
      Pattern.compile(" *(\\w+)(?:(?:\\[.*\\]|, \\w+)* *(?:[-+*/@]|\\*\\*)?=|\\.\\w+_\\().*");

  /// Reads a worksheet and the versions of its steps.
  static Model of(String name, String worksheet, String versions) {
    List<Sizes> sizes = new ArrayList<>();
    List<String> before = new ArrayList<>();
    List<String> backward = new ArrayList<>();
    List<String> after = new ArrayList<>();
    List<String> part = before;
    String margin = "";
    for (String line : worksheet.lines().toList()) {
      Matcher start = BACKWARD.matcher(line);
      if (line.startsWith(SIZES)) {
        sizes.add(Sizes.of(line.substring(SIZES.length())));
      } else if (start.matches()) {
        margin = start.group(1);
        part = backward;
      } else if (part == backward && line.strip().equals("# end")) {
        part = after;
      } else {
        part.add(line);
      }
    }
    if (sizes.isEmpty() || backward.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: a model must have a line '#! sizes' and a line '# backward'".formatted(name));
    }
    List<Step> steps = steps(name, backward, margin.length());
    List<Version> read = VersionsFile.read(name, versions, steps);
    return new Model(name, sizes, before, margin, steps, after, read);
  }

  private static List<Step> steps(String model, List<String> backward, int margin) {
    List<Step> steps = new ArrayList<>();
    Map<String, Integer> times = new LinkedHashMap<>();
    for (int i = 0; i < backward.size(); i++) {
      if (backward.get(i).isBlank() || backward.get(i).strip().startsWith("#")) {
        continue;
      }
      List<String> lines = new ArrayList<>(List.of(backward.get(i).substring(margin)));
      while (i + 1 < backward.size() && indented(backward.get(i + 1), margin)) {
        lines.add(backward.get(++i).substring(margin));
      }
      String name = written(model, lines);
      if (!steps.isEmpty() && steps.getLast().name().equals(name)) {
        Step last = steps.removeLast();
        List<String> joined = new ArrayList<>(last.lines());
        joined.addAll(lines);
        steps.add(new Step(last.label(), name, List.copyOf(joined)));
      } else {
        int time = times.merge(name, 1, Integer::sum);
        steps.add(new Step(time == 1 ? name : name + "#" + time, name, List.copyOf(lines)));
      }
    }
    return List.copyOf(steps);
  }

  private static boolean indented(String line, int margin) {
    return line.length() > margin && line.substring(0, margin + 1).isBlank();
  }

  /// The name that the first of these lines to write one writes.
  private static String written(String model, List<String> lines) {
    for (String line : lines) {
      Matcher matcher = WRITES.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    throw new IllegalArgumentException(
        "%s: a step must write a name; this writes none: %s".formatted(model, lines.getFirst()));
  }

  /// The step with that label.
  Step step(String label) {
    return steps.stream()
        .filter(step -> step.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + ": has no step " + label));
  }

  /// The worksheet with these versions in the place of what they replace.
  String text(Map<String, Integer> values, List<Version> versions) {
    StringBuilder text = new StringBuilder();
    before.forEach(line -> text.append(line).append('\n'));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Version version =
          versions.stream().filter(v -> v.first().equals(step.label())).findFirst().orElse(null);
      List<String> lines = version == null ? step.lines() : version.lines();
      lines.forEach(line -> text.append(margin).append(line).append('\n'));
      if (version != null) {
        i = steps.indexOf(step(version.last()));
      }
    }
    after.forEach(line -> text.append(line).append('\n'));
    return fill(text.toString(), values);
  }

  private static String fill(String text, Map<String, Integer> values) {
    String filled = text;
    for (Map.Entry<String, Integer> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", Integer.toString(value.getValue()));
    }
    return filled;
  }
}
