package dev.chainrule.bench.doctor;

import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// All worksheets of the exam: each model with each of its sizes, once for each version of a step.
final class Corpus {
  /// A ratio is constant when it varies by no more than this part.
  private static final double SAME = 1e-4;

  private final long seed;
  private final List<Case> broken = new ArrayList<>();

  /// The broken worksheets of the model and sizes at hand, with what they computed.
  private final List<SameNumbers.Written> written = new ArrayList<>();

  private final List<Case> right = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int unusable;
  private int ambiguous;

  private Corpus(long seed) {
    this.seed = seed;
  }

  /// The worksheets that `models` give.
  ///
  /// @param seed what data are drawn from
  static Corpus of(List<Model> models, long seed) {
    Corpus corpus = new Corpus(seed);
    for (Model model : models) {
      for (int i = 0; i < model.sizes().size(); i++) {
        corpus.add(model, i);
      }
    }
    return corpus;
  }

  /// Worksheets with one mistake.
  List<Case> broken() {
    return broken;
  }

  /// Worksheets without a mistake.
  List<Case> right() {
    return right;
  }

  /// How many versions a run of the worksheet does not survive.
  int unusable() {
    return unusable;
  }

  /// How many were left out because what they compute is a constant times the gradient, which other
  /// names describe as well.
  int ambiguous() {
    return ambiguous;
  }

  private void add(Model model, int choice) {
    String place = model.name() + "/" + choice;
    Map<String, Integer> values = new LinkedHashMap<>(model.sizes().get(choice).values());
    values.put("seed", Math.floorMod(seed * 1000 + choice * 131L + model.name().length(), 99_991));
    String source = model.text(values, List.of());
    right.add(new Case(place, List.of(), "", source));
    seen.add(source);
    Run run = run(source);
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Version version : model.versions()) {
      add(model, values, place, version, run, times);
    }
    boolean few = model.sizes().get(choice).few();
    for (Version version : few ? List.<Version>of() : Operators.versions(model, choice, run)) {
      add(model, values, place, version, run, times);
    }
    broken.addAll(SameNumbers.shareNames(written));
    written.clear();
    mixtures(model, values, place);
  }

  private void add(
      Model model,
      Map<String, Integer> values,
      String place,
      Version version,
      Run rightRun,
      Map<String, Integer> times) {
    String source = model.text(values, List.of(version));
    if (!seen.add(source)) {
      return;
    }
    String id = version.isRight() ? Version.RIGHT : version.ids().getFirst();
    String label = place + " " + version.last() + " " + id;
    int time = times.merge(label, 1, Integer::sum);
    String name = time == 1 ? label : label + " " + time;
    if (version.isRight()) {
      right.add(new Case(name, List.of(), "", source));
      return;
    }
    Run run;
    try {
      run = run(source);
    } catch (WorksheetException e) {
      unusable++;
      return;
    }
    if (id.equals(Mistakes.WRONG_UPSTREAM)
        && proportional(value(run, version.gradient()), value(rightRun, version.gradient()))) {
      ambiguous++;
      return;
    }
    Case broken = new Case(name, version.ids(), version.gradient(), source);
    written.add(new SameNumbers.Written(broken, value(run, version.gradient())));
  }

  /// Some worksheets with several steps written in another right way.
  private void mixtures(Model model, Map<String, Integer> values, String place) {
    List<Version> others = model.versions().stream().filter(Version::isRight).toList();
    Random random = new Random(seed * 31 + place.hashCode());
    for (int i = 0; i < Math.min(8, others.size()); i++) {
      Map<String, Version> chosen = new LinkedHashMap<>();
      for (Version version : others) {
        boolean overlaps =
            !version.first().equals(version.last())
                || chosen.values().stream().anyMatch(v -> !v.first().equals(v.last()));
        if (random.nextInt(3) == 0 && !overlaps) {
          chosen.put(version.first(), version);
        }
      }
      String source = model.text(values, List.copyOf(chosen.values()));
      if (seen.add(source)) {
        right.add(new Case(place + " mixture " + (i + 1), List.of(), "", source));
      }
    }
  }

  static Run run(String source) {
    return WorksheetExperiment.of(source, null).run(Precision.OWN);
  }

  private static float[] value(Run run, String gradient) {
    return run.gradients().stream()
        .filter(g -> g.name().equals(gradient))
        .findFirst()
        .map(g -> g.value().toFloatArray())
        .orElse(new float[0]);
  }

  private static boolean proportional(float[] one, float[] other) {
    if (one.length != other.length) {
      return false;
    }
    double dot = 0;
    double square = 0;
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
      square += (double) other[i] * other[i];
      largest = Math.max(largest, Math.abs(one[i]));
    }
    double ratio = square == 0 ? 0 : dot / square;
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - ratio * other[i]) > SAME * largest) {
        return false;
      }
    }
    return true;
  }
}
