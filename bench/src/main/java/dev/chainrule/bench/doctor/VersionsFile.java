package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file beside a model that holds other versions of its steps.
///
/// `[dh]` names a step, `[dx#2..dh]` several that are replaced together, of which the last is then
/// wrong; `[q @dx]` says which gradient is wrong where it is another. Below stand versions: a
/// mistake's name (more than one where all are true), a colon, and the line that takes the step's
/// place; or, further in, the lines that do. `right` in the place of a name stands for a right way
/// to write the step. `drop NAME` and `double NAME` make versions of a sum by leaving out each of
/// its terms, and by counting it twice.
final class VersionsFile {
  private static final Pattern STEPS =
      Pattern.compile("\\[([^.@\\] ]+)(?:\\.\\.([^@\\] ]+))?(?: @(\\w+))?\\]");
  private static final Pattern VERSION = Pattern.compile("([a-z][-a-z, ]*):(?: (.*))?");
  private static final Pattern TERMS = Pattern.compile("(drop|double) ([-a-z, ]+)");

  private final String model;
  private final List<Step> steps;
  private final List<Version> versions = new ArrayList<>();
  private String first = "";
  private String last = "";
  private String gradient = "";

  private VersionsFile(String model, List<Step> steps) {
    this.model = model;
    this.steps = steps;
  }

  static List<Version> read(String model, String text, List<Step> steps) {
    VersionsFile file = new VersionsFile(model, steps);
    List<String> lines =
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    for (int i = 0; i < lines.size(); ) {
      int end = i + 1;
      while (end < lines.size() && lines.get(end).startsWith("    ")) {
        end++;
      }
      file.entry(
          lines.get(i), lines.subList(i + 1, end).stream().map(l -> l.substring(4)).toList());
      i = end;
    }
    return List.copyOf(file.versions);
  }

  private void entry(String line, List<String> below) {
    Matcher header = STEPS.matcher(line);
    Matcher terms = TERMS.matcher(line);
    Matcher version = VERSION.matcher(line);
    if (header.matches()) {
      first = header.group(1);
      last = header.group(2) == null ? first : header.group(2);
      gradient = header.group(3) == null ? step(last).name() : header.group(3);
    } else if (terms.matches()) {
      boolean drop = terms.group(1).equals("drop");
      List<String> ids = ids(terms.group(2));
      for (List<String> lines : Terms.versions(step(first), drop)) {
        versions.add(new Version(ids, first, first, gradient, lines));
      }
    } else if (version.matches() && (version.group(2) == null) != below.isEmpty()) {
      List<String> lines = version.group(2) == null ? below : List.of(version.group(2));
      versions.add(new Version(ids(version.group(1)), first, last, gradient, lines));
    } else {
      throw new IllegalArgumentException(
          "%s: must be '[step]', 'mistake: line' or 'drop mistake'; this is neither: %s"
              .formatted(model, line));
    }
  }

  private Step step(String label) {
    return steps.stream()
        .filter(step -> step.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s: has no step %s".formatted(model, label)));
  }

  private List<String> ids(String text) {
    if (text.equals(Version.RIGHT)) {
      return List.of();
    }
    List<String> ids = List.of(text.split(", *", -1));
    for (String id : ids) {
      if (!Mistakes.ALL.contains(id)) {
        throw new IllegalArgumentException("%s: no mistake is called %s".formatted(model, id));
      }
    }
    return ids;
  }
}
