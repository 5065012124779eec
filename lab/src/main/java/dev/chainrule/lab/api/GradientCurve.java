package dev.chainrule.lab.api;

import dev.chainrule.array.DType;
import dev.chainrule.check.Trace;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.report.JsonReports;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How far central differences of a worksheet's loss are from the gradient, by the size of the
/// step: large steps err by curvature, small ones by rounding, and between them is the best.
///
/// A step is a line more after the one that binds the variable, so the worksheet computes
/// everything again from there, in its own dtypes and in float64.
public final class GradientCurve {
  private static final int MOST_STEPS = 24;

  private static final List<Double> USUAL =
      List.of(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12);

  private record Point(double step, DType dtype, double numeric) {}

  private GradientCurve() {}

  /// `{"analytic", "points": [{"step", "dtype", "numeric", "error"}]}`; the error is relative.
  public static String json(Question question) {
    Experiment experiment = Worksheets.experiment(question);
    String variable = question.text("variable");
    List<Integer> entry = question.wholes("entry");
    List<Double> steps = question.numbers("steps");
    if (steps.size() > MOST_STEPS || steps.stream().anyMatch(s -> !(s > 0 && s <= 10))) {
      throw Problem.malformed(
          "steps: must be at most %d numbers above 0 and at most 10".formatted(MOST_STEPS));
    }
    Run own = experiment.run(Precision.OWN);
    Trace.Step step = step(Trace.of(asTwin(experiment)), variable);
    if (step.grad() == null) {
      throw new WorksheetException(
          "gradcheck: the loss must depend on %s; it does not".formatted(variable));
    }
    double analytic = step.grad().get(position(step.grad().shape(), variable, entry));
    List<Point> points = new ArrayList<>();
    for (double size : steps.isEmpty() ? USUAL : steps) {
      Sides more = sides(experiment, step.forward(), entry, size);
      Sides less = sides(experiment, step.forward(), entry, -size);
      DType dtype = own.losses().getFirst().value().dtype();
      if (dtype != DType.FLOAT64) {
        points.add(new Point(size, dtype, (more.own() - less.own()) / (2 * size)));
      }
      points.add(new Point(size, DType.FLOAT64, (more.twin() - less.twin()) / (2 * size)));
    }
    return JsonReports.object(
        json -> {
          json.writeNumberField("analytic", analytic);
          JsonReports.objects(
              json,
              "points",
              points,
              point -> {
                json.writeNumberField("step", point.step());
                json.writeStringField("dtype", point.dtype().toString());
                json.writeNumberField("numeric", point.numeric());
                json.writeNumberField("error", error(point.numeric(), analytic));
              });
        });
  }

  private static double error(double numeric, double analytic) {
    double size = Math.max(Math.abs(numeric), Math.abs(analytic));
    return size == 0 ? 0 : Math.abs(numeric - analytic) / size;
  }

  /// The experiment whose run in its own dtypes is the one in float64.
  private static Experiment asTwin(Experiment experiment) {
    return (precision, variation) -> experiment.run(Precision.DOUBLE, variation);
  }

  private static Trace.Step step(Trace trace, String variable) {
    List<String> names = trace.steps().stream().map(step -> step.forward().name()).toList();
    return trace.steps().stream()
        .filter(step -> step.forward().name().equals(variable))
        .findFirst()
        .orElseThrow(
            () ->
                new WorksheetException(
                    "gradcheck: there is no variable '%s'%s"
                        .formatted(variable, Nearest.hint(variable, names))));
  }

  private static int position(Shape shape, String variable, List<Integer> entry) {
    int position = 0;
    boolean fits = entry.size() == shape.rank();
    for (int axis = 0; fits && axis < entry.size(); axis++) {
      int at = entry.get(axis);
      fits = at >= 0 && at < shape.size(axis);
      position = position * shape.size(axis) + at;
    }
    if (!fits) {
      throw new WorksheetException(
          "gradcheck: an entry of %s must lie in its shape %s; given %s"
              .formatted(variable, shape, entry));
    }
    return position;
  }

  /// The losses of the two runs.
  private record Sides(double own, double twin) {}

  private static Sides sides(
      Experiment experiment, Run.Step step, List<Integer> entry, double size) {
    Manuscript manuscript = experiment.manuscript();
    if (manuscript == null) {
      throw new IllegalStateException("a worksheet has lines");
    }
    String index =
        entry.isEmpty()
            ? ""
            : entry.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    String moved =
        "%s\n%s.data%s += %s"
            .formatted(manuscript.statement(step.line()), step.name(), index, size);
    Experiment changed = manuscript.replacing(step.line(), moved);
    double own = changed.run(Precision.OWN).losses().getFirst().value().item();
    return new Sides(own, changed.run(Precision.DOUBLE).losses().getFirst().value().item());
  }
}
