package dev.chainrule.lab.api;

import dev.chainrule.Tensor;
import dev.chainrule.Value;
import dev.chainrule.report.JsonReports;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// One layer in both engines, on the same numbers: y = tanh(x·W + b), and the sum of y² as loss.
/// The scalar engine has a node for every number, the tensor engine one for every array.
public final class Race {
  private static final int MOST_INPUTS = 1024;
  private static final int MOST_OUTPUTS = 64;
  private static final int SCALAR_RUNS = 3;
  private static final int TENSOR_RUNS = 200;

  private final double[] x;
  private final double[] weights;
  private final double[] bias;
  private long nodes;
  private double[] scalarGradient = {};
  private double[] tensorGradient = {};

  private Race(int inputs, int outputs, Random random) {
    double scale = 1 / Math.sqrt(inputs);
    x = random.doubles(inputs, -1, 1).toArray();
    weights = random.doubles((long) inputs * outputs, -scale, scale).toArray();
    bias = random.doubles(outputs, -0.1, 0.1).toArray();
  }

  /// Nanoseconds of the two passes.
  private record Times(long forward, long backward) {}

  /// `{"scalar": {"nodes", "forward_ns", "backward_ns"}, "tensor": {…}, "difference", "largest"}`:
  /// medians, the largest difference between the gradients of the weights, and the largest
  /// gradient.
  public static String json(Question question) {
    int inputs = question.whole("inputs", 768, 1, MOST_INPUTS);
    int outputs = question.whole("outputs", 64, 1, MOST_OUTPUTS);
    Race race = new Race(inputs, outputs, new Random(question.seed(1)));
    Times tensor = race.medians(TENSOR_RUNS, race::tensor);
    Times scalar = race.medians(SCALAR_RUNS, race::scalar);
    double difference = 0;
    double most = 0;
    for (int i = 0; i < race.scalarGradient.length; i++) {
      difference = Math.max(difference, Math.abs(race.scalarGradient[i] - race.tensorGradient[i]));
      most = Math.max(most, Math.abs(race.scalarGradient[i]));
    }
    double apart = difference;
    double largest = most;
    return JsonReports.object(
        json -> {
          json.writeObjectFieldStart("scalar");
          json.writeNumberField("nodes", race.nodes);
          json.writeNumberField("forward_ns", scalar.forward());
          json.writeNumberField("backward_ns", scalar.backward());
          json.writeEndObject();
          json.writeObjectFieldStart("tensor");
          json.writeNumberField("forward_ns", tensor.forward());
          json.writeNumberField("backward_ns", tensor.backward());
          json.writeEndObject();
          json.writeNumberField("difference", apart);
          json.writeNumberField("largest", largest);
        });
  }

  private interface Contestant {
    Times run(LongSupplier clock);
  }

  private Times medians(int runs, Contestant contestant) {
    Times[] times = new Times[runs];
    Arrays.setAll(times, i -> contestant.run(System::nanoTime));
    return new Times(
        median(Arrays.stream(times).mapToLong(Times::forward)),
        median(Arrays.stream(times).mapToLong(Times::backward)));
  }

  private static long median(LongStream times) {
    long[] sorted = times.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private Times scalar(LongSupplier clock) {
    Value[] w = Arrays.stream(weights).mapToObj(Value::of).toArray(Value[]::new);
    Value[] b = Arrays.stream(bias).mapToObj(Value::of).toArray(Value[]::new);
    Value[] in = Arrays.stream(x).mapToObj(Value::of).toArray(Value[]::new);
    long start = clock.getAsLong();
    Value loss = Value.of(0);
    for (int j = 0; j < b.length; j++) {
      Value sum = b[j];
      for (int i = 0; i < in.length; i++) {
        sum = sum.add(in[i].mul(w[i * b.length + j]));
      }
      Value y = sum.tanh();
      loss = loss.add(y.mul(y));
    }
    long middle = clock.getAsLong();
    loss.backward();
    long end = clock.getAsLong();
    nodes = in.length + 1L + b.length * (2L * in.length + in.length + 4L);
    scalarGradient = Arrays.stream(w).mapToDouble(Value::grad).toArray();
    return new Times(middle - start, end - middle);
  }

  private Times tensor(LongSupplier clock) {
    Tensor in = Tensor.of(x, 1, x.length);
    Tensor w = Tensor.of(weights, x.length, bias.length).requiresGrad(true);
    Tensor b = Tensor.of(bias, bias.length).requiresGrad(true);
    long start = clock.getAsLong();
    Tensor y = in.matmul(w).add(b).tanh();
    Tensor loss = y.mul(y).sum();
    long middle = clock.getAsLong();
    loss.backward();
    long end = clock.getAsLong();
    tensorGradient = Objects.requireNonNull(w.grad()).toDoubleArray();
    return new Times(middle - start, end - middle);
  }
}
