package dev.chainrule.check.gradient;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.complex.ComplexStep;
import dev.chainrule.check.gradient.Subject.Slopes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Checks the derivatives of a function against central differences, in float64.
///
/// ```java
/// GradReport report = GradCheck.of(x -> x.tanh().sum(), x).full();
/// ```
///
/// [#full] compares every entry of the Jacobian. [#directions] compares one number for each random
/// direction, as fast checks do; a mistake that is small beside what it is added to goes unseen
/// there when the tolerance is wide. [#focused] looks at few entries, but at each alone, together
/// with the outputs that answer to it, so that nothing large stands beside a small mistake.
public final class GradCheck {
  /// A function of several tensors; it must be the same whenever it is computed.
  @FunctionalInterface
  public interface Function {
    Tensor of(List<Tensor> inputs);
  }

  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-8;
  private static final double STEP = 1e-3;
  private static final long SEED = 1;

  /// How many outputs of those that answer to an entry are compared.
  private static final int OUTPUTS = 8;

  /// Outputs that answer less than this, beside the one that answers most, are left out.
  private static final double ANSWERS = 1e-4;

  private final Function function;
  private final List<Tensor> inputs;
  private final double relative;
  private final double absolute;
  private final double step;

  private GradCheck(
      Function function, List<Tensor> inputs, double relative, double absolute, double step) {
    this.function = function;
    this.inputs = inputs.stream().map(Tensor::detach).toList();
    this.relative = relative;
    this.absolute = absolute;
    this.step = step;
  }

  /// Of `function` at `inputs`: float64 ones, and such as have no gradient (indices, masks).
  public static GradCheck of(Function function, List<Tensor> inputs) {
    return new GradCheck(function, inputs, RELATIVE, ABSOLUTE, STEP);
  }

  /// Of a function of one tensor.
  public static GradCheck of(UnaryOperator<Tensor> function, Tensor input) {
    return of(inputs -> function.apply(inputs.getFirst()), List.of(input));
  }

  /// The same with derivatives allowed to be `absolute` + `relative` × the larger one apart; 1e-8
  /// and 1e-6 without.
  public GradCheck withTolerance(double newRelative, double newAbsolute) {
    return new GradCheck(function, inputs, newRelative, newAbsolute, step);
  }

  /// The same with differences taken over another step than 1e-3.
  public GradCheck withStep(double newStep) {
    return new GradCheck(function, inputs, relative, absolute, newStep);
  }

  /// The check of the gradient's own derivatives: of the gradients of ⟨v, f⟩, with a fixed random
  /// v, with respect to all inputs, by all inputs, the mixed ones too. Its output is the gradients
  /// in a row, one input after the other.
  public GradCheck secondOrder() {
    return new GradCheck(this::gradients, inputs, Math.max(relative, 1e-5), absolute, step);
  }

  private Tensor gradients(List<Tensor> at) {
    List<Tensor> leaves = new ArrayList<>();
    List<Tensor> wanted = new ArrayList<>();
    for (Tensor x : at) {
      boolean isFloat = x.dtype().isFloat();
      Tensor leaf = isFloat && !x.requiresGrad() ? x.detach().requiresGrad(true) : x;
      leaves.add(leaf);
      if (isFloat) {
        wanted.add(leaf);
      }
    }
    Tensor y = function.of(leaves);
    List<Tensor> rows = new ArrayList<>();
    if (y.requiresGrad()) {
      double[] v = normals(new SplittableRandom(SEED), y.numel());
      Tensor weights = Tensor.of(NdArray.of(new Buffer.OfDouble(v), y.shape()));
      Gradients.of(y, weights, wanted, true).forEach(gradient -> rows.add(gradient.flatten()));
    } else {
      wanted.forEach(x -> rows.add(x.detach().mul(0).flatten()));
    }
    return Tensor.cat(rows, 0);
  }

  /// Compares every derivative of every output: four evaluations an entry of the inputs, and a
  /// backward pass an entry of the output.
  public GradReport full() {
    Subject subject = new Subject(function, inputs);
    List<Integer> wanted = subject.wanted();
    List<List<double[]>> rows = subject.jacobian();
    List<GradReport.Input> reports = new ArrayList<>();
    for (int n = 0; n < wanted.size(); n++) {
      int input = wanted.get(n);
      int size = subject.x(input).numel();
      Tally tally = new Tally(subject, input, relative, absolute);
      for (int e = 0; e < size; e++) {
        Slopes slopes = subject.slopes(input, Subject.oneHot(size, e), step);
        double[] numeric = slopes.central();
        for (int k = 0; k < numeric.length; k++) {
          tally.entry(k, e, rows.get(k).get(n)[e], numeric[k], slopes.gaps()[k]);
        }
      }
      reports.add(tally.report());
    }
    return new GradReport(reports);
  }

  /// As [#full], with derivatives by a complex step of 1e-100 in place of differences: they are
  /// exact but for rounding, so a tolerance of 1e-12 may be asked for. Kinks are not looked for: at
  /// one, the side that the real part takes counts.
  ///
  /// @throws IllegalArgumentException if an operation has no value at complex numbers: `erf`,
  ///   `gelu`, one of the user's own, a cast to another dtype than float64
  public GradReport complexStep() {
    Subject subject = new Subject(function, inputs);
    List<Tensor> leaves = subject.leaves();
    ComplexStep complex = ComplexStep.of(() -> function.of(leaves));
    List<List<double[]>> rows = subject.jacobian();
    List<GradReport.Input> reports = new ArrayList<>();
    for (int n = 0; n < subject.wanted().size(); n++) {
      int input = subject.wanted().get(n);
      Tally tally = new Tally(subject, input, relative, absolute);
      for (int e = 0; e < subject.x(input).numel(); e++) {
        double[] numeric = complex.slopes(leaves.get(input), e);
        for (int k = 0; k < numeric.length; k++) {
          tally.exact(k, e, rows.get(k).get(n)[e], numeric[k]);
        }
      }
      reports.add(tally.report());
    }
    return new GradReport(reports);
  }

  /// Compares, for each input, the derivative of ⟨v, f⟩ along u for `count` pairs of random u and v
  /// with normal entries.
  public GradReport directions(int count, long seed) {
    Subject subject = new Subject(function, inputs);
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> wanted = subject.wanted();
    List<GradReport.Input> reports = new ArrayList<>();
    for (int n = 0; n < wanted.size(); n++) {
      int input = wanted.get(n);
      Tally tally = new Tally(subject, input, relative, absolute);
      for (int d = 0; d < count; d++) {
        double[] v = normals(random, subject.value().numel());
        double[] u = normals(random, subject.x(input).numel());
        double analytic = dot(subject.products(v).get(n), u);
        tally.direction(analytic, dot(v, subject.slopes(input, u, step).central()));
      }
      reports.add(tally.report());
    }
    return new GradReport(reports);
  }

  /// Compares, for each input, the derivatives by `count` random entries of up to eight outputs
  /// each: the one that answers most, and others, at random, that answer at all.
  public GradReport focused(int count, long seed) {
    Subject subject = new Subject(function, inputs);
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> wanted = subject.wanted();
    List<GradReport.Input> reports = new ArrayList<>();
    for (int n = 0; n < wanted.size(); n++) {
      int input = wanted.get(n);
      int size = subject.x(input).numel();
      Tally tally = new Tally(subject, input, relative, absolute);
      for (int e : shuffled(random, size).limit(count).toArray()) {
        Slopes slopes = subject.slopes(input, Subject.oneHot(size, e), step);
        double[] numeric = slopes.central();
        for (int k : answering(numeric, random)) {
          double[] v = Subject.oneHot(numeric.length, k);
          tally.entry(k, e, subject.products(v).get(n)[e], numeric[k], slopes.gaps()[k]);
        }
      }
      reports.add(tally.report());
    }
    return new GradReport(reports);
  }

  private static int[] answering(double[] slopes, SplittableRandom random) {
    double most = Arrays.stream(slopes).map(Math::abs).max().orElse(0);
    List<Integer> order =
        IntStream.range(0, slopes.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -Math.abs(slopes[k])))
            .toList();
    IntStream others =
        shuffled(random, slopes.length)
            .filter(k -> !order.getFirst().equals(k) && Math.abs(slopes[k]) >= ANSWERS * most);
    return IntStream.concat(order.stream().limit(1).mapToInt(k -> k), others)
        .limit(OUTPUTS)
        .toArray();
  }

  private static IntStream shuffled(SplittableRandom random, int count) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return Arrays.stream(order);
  }

  /// How the error of a plain central difference depends on its step, in float32 and in float64:
  /// large for large steps, which are no limit, and for small ones, which are all rounding. Along a
  /// fixed random direction of length 1 through all float inputs.
  public List<StepError> sweep(double... steps) {
    return StepError.sweep(function, inputs, new SplittableRandom(SEED), steps);
  }

  static double[] normals(SplittableRandom random, int count) {
    double[] normals = new double[count];
    Arrays.setAll(normals, i -> random.nextGaussian());
    return normals;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
