package dev.chainrule.check;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.Magnitudes.Weighed;
import dev.chainrule.check.doctor.Doctor;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares every gradient of an experiment that was written by hand with the engine's.
///
/// The experiment runs twice, in its own dtypes and in float64. Equality is looked for in the first
/// run; whether a difference is rounding or a mistake is decided in the second, where rounding is
/// nine digits smaller than the tolerance.
public final class Checker {
  /// The part of an entry's contributions that may be rounding in float64.
  static final double TOLERANCE = 1e-9;

  private final Run own;
  private final Run twin;
  private final Truth ownTruth;
  private final Truth twinTruth;
  private final Map<String, HandGradient> twinGradients = new LinkedHashMap<>();
  private final Map<String, Check> verdicts = new LinkedHashMap<>();

  private Checker(Run own, Run twin) {
    this.own = own;
    this.twin = twin;
    this.ownTruth = new Truth(own);
    this.twinTruth = new Truth(twin);
    twin.gradients().forEach(gradient -> twinGradients.put(gradient.name(), gradient));
  }

  /// Runs `experiment` twice and compares.
  public static Report check(Experiment experiment) {
    return check(experiment, false);
  }

  /// As [#check(Experiment)]; with `requireAll`, a leaf that requires grad and has no gradient
  /// written by hand is reported as missing.
  public static Report check(Experiment experiment, boolean requireAll) {
    Checker checker = comparing(experiment);
    checker.diagnose(experiment);
    return checker.report(requireAll);
  }

  /// Which mistakes a check of `experiment` would not see, for each gradient written by hand.
  public static Masking masking(Experiment experiment) {
    Checker checker = comparing(experiment);
    return Masking.of(checker.own, checker.doctor(experiment));
  }

  /// Runs `experiment` twice and gives every gradient its verdict.
  private static Checker comparing(Experiment experiment) {
    Checker checker = running(experiment);
    checker.judge(name -> true);
    return checker;
  }

  private static Checker running(Experiment experiment) {
    Run own = experiment.run(Precision.OWN);
    return new Checker(own, experiment.run(Precision.DOUBLE));
  }

  /// Gives the gradients of these names their verdicts, in the order in which they were written.
  private void judge(Predicate<String> isWanted) {
    for (HandGradient gradient : own.gradients()) {
      if (isWanted.test(gradient.name())) {
        verdicts.put(gradient.name(), verdict(gradient));
      }
    }
  }

  private Doctor doctor(Experiment experiment) {
    Set<String> right = new LinkedHashSet<>();
    verdicts.values().stream()
        .filter(check -> check.status().isRight())
        .forEach(check -> right.add(check.name()));
    return new Doctor(experiment, right, Checker::isMended);
  }

  /// Asks the doctor about every gradient in which a mistake was made.
  private void diagnose(Experiment experiment) {
    List<Check> made =
        verdicts.values().stream()
            .filter(c -> c.status() == Status.WRONG || c.status() == Status.SHAPE)
            .toList();
    if (made.isEmpty()) {
      return;
    }
    Doctor doctor = doctor(experiment);
    for (Check check : made) {
      HandGradient gradient = twinGradients.get(check.name());
      String from = gradient == null ? null : nearestWrong(gradient);
      verdicts.put(
          check.name(),
          from != null && (readsMisshapen(gradient) || doctor.isInherited(check.name()))
              ? check.inherited(from)
              : check.with(doctor.diagnose(check.name())));
    }
  }

  /// Whether the lines of a gradient read one that has another shape than its variable. No one can
  /// say what the right line would then have given.
  private boolean readsMisshapen(@Nullable HandGradient gradient) {
    return gradient != null
        && gradient.reads().stream()
            .map(verdicts::get)
            .anyMatch(c -> c != null && !Objects.equals(c.expectedShape(), c.shape()));
  }

  /// Whether the gradient `name` is right in `experiment`, but perhaps for mistakes made earlier.
  private static boolean isMended(Experiment experiment, String name) {
    Checker checker = running(experiment);
    HandGradient gradient = checker.twinGradients.get(name);
    // Its verdict rests on those of the gradients that its lines read, and on no others.
    checker.judge(n -> n.equals(name) || (gradient != null && gradient.reads().contains(n)));
    Check check = checker.verdicts.get(name);
    return check != null && (check.status().isRight() || check.status() == Status.INHERITED);
  }

  private Report report(boolean requireAll) {
    Observations observations = new Observations(own, twin, ownTruth, twinTruth);
    List<Check> checks = new ArrayList<>();
    verdicts.values().forEach(check -> checks.add(check.noted(observations.of(check))));
    if (requireAll) {
      for (Run.Step step : own.steps()) {
        boolean written = own.gradients().stream().anyMatch(g -> g.of().equals(step.name()));
        if (step.wantsGrad() && !written) {
          checks.add(missing(step));
        }
      }
    }
    return new Report(
        own.losses().getFirst(), own.output(), checks, observations.unchecked(verdicts.keySet()));
  }

  private static Check missing(Run.Step step) {
    return new Check(
        "d" + step.name(),
        step.name(),
        Status.MISSING,
        null,
        null,
        null,
        step.value().shape(),
        step.line(),
        null,
        List.of(),
        List.of());
  }

  private Check verdict(HandGradient gradient) {
    HandGradient double64 = twinGradients.get(gradient.name());
    if (double64 == null) {
      throw new IllegalStateException("the second run did not write " + gradient.name());
    }
    Shape expected = gradient.target().shape();
    NdArray truth = value(ownTruth, gradient);
    NdArray written = gradient.value().array();
    Status status = status(double64, written, truth);
    boolean sameShape = written.shape().equals(expected);
    String from = status == Status.INHERITED ? nearestWrong(gradient) : null;
    return new Check(
        gradient.name(),
        gradient.of(),
        status,
        sameShape ? Differences.largest(written, truth) : null,
        sameShape ? Differences.largestRelative(written, truth) : null,
        written.shape(),
        expected,
        gradient.line(),
        from,
        List.of(),
        List.of());
  }

  private Status status(HandGradient double64, NdArray written, NdArray truth) {
    boolean sameShape = written.shape().equals(truth.shape());
    if (sameShape && Differences.equal(written, truth)) {
      return Status.EXACT;
    }
    Shape target = double64.target().shape();
    NdArray fitted = Truth.fitted(double64.value().array(), target);
    if (fitted == null) {
      return Status.WRONG;
    }
    if (Differences.within(fitted, weighed(twinTruth, double64), TOLERANCE)) {
      return sameShape ? Status.APPROXIMATE : Status.SHAPE;
    }
    Weighed local = local(double64);
    if (local != null && sameShape && Differences.within(fitted, local, TOLERANCE)) {
      return Status.INHERITED;
    }
    return Status.WRONG;
  }

  /// The gradient in the twin when those that the author's lines read are as the author wrote them;
  /// null where the lines read none that is wrong.
  private @Nullable Weighed local(HandGradient gradient) {
    Map<Node, NdArray> given = new HashMap<>();
    boolean wrong = false;
    for (String name : gradient.reads()) {
      HandGradient read = twinGradients.get(name);
      Check verdict = verdicts.get(name);
      if (read == null || verdict == null || read.target().node() == null) {
        continue;
      }
      NdArray fitted = Truth.spread(read.value().array(), read.target().shape());
      if (fitted != null) {
        given.put(read.target().node(), Copies.cast(fitted, read.target().dtype()));
        wrong |= !verdict.status().isRight();
      }
    }
    Node target = gradient.target().node();
    return wrong && target != null ? twinTruth.given(target, given) : null;
  }

  private @Nullable String nearestWrong(HandGradient gradient) {
    String nearest = null;
    for (String name : gradient.reads()) {
      Check verdict = verdicts.get(name);
      if (verdict != null && !verdict.status().isRight()) {
        nearest = name;
      }
    }
    return nearest;
  }

  private static NdArray value(Truth truth, HandGradient gradient) {
    return weighed(truth, gradient).value();
  }

  /// The engine's gradient; zeros where no loss depends on the variable.
  static Weighed weighed(Truth truth, HandGradient gradient) {
    Tensor target = gradient.target();
    Weighed found = target.node() == null ? null : truth.of(target.node());
    if (found != null) {
      return found;
    }
    DType dtype = target.dtype().isFloat() ? target.dtype() : DType.FLOAT32;
    return Weighed.of(NdArray.zeros(dtype, target.shape()));
  }
}
