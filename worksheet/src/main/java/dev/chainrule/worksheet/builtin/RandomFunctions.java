package dev.chainrule.worksheet.builtin;

import dev.chainrule.random.PythonRandom;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The functions of `random`, with the sequences of CPython 3.11.
final class RandomFunctions implements Functions {
  private final PythonRandom generator = new PythonRandom();

  static String[] signatures() {
    return new String[] {
      "seed(a=None, version=2)",
      "random()",
      "uniform(a, b)",
      "randint(a, b)",
      "randrange(start, stop=None, step=1)",
      "getrandbits(k, /)",
      "choice(seq)",
      "choices(population, weights=None, *, cum_weights=None, k=1)",
      "sample(population, k)",
      "shuffle(x)",
      "gauss(mu=0.0, sigma=1.0)"
    };
  }

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "seed" -> seed(a);
      case "random" -> generator.random();
      case "uniform" -> uniform(a.number("a"), a.number("b"));
      case "randint" -> between(a, integer(a, "a"), integer(a, "b").add(BigInteger.ONE));
      case "randrange" -> range(a);
      case "getrandbits" -> bits(a);
      case "choice" -> choice(a);
      case "choices" -> choices(a);
      case "sample" -> sample(a);
      case "shuffle" -> shuffle(a);
      case "gauss" -> generator.normal(a.number("mu"), a.number("sigma"));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Object seed(BoundArguments a) {
    Object seed = a.value("a");
    if (seed instanceof String text) {
      generator.seed(text);
    } else if (seed == NoneValue.NONE) {
      generator.seed(BigInteger.ZERO);
    } else {
      generator.seed(integer(a, "a"));
    }
    return NoneValue.NONE;
  }

  private static BigInteger integer(BoundArguments a, String parameter) {
    Object value = a.value(parameter);
    return Numbers.isInteger(value) ? Numbers.big(value) : BigInteger.valueOf(a.integer(parameter));
  }

  private double uniform(double from, double to) {
    return from + (to - from) * generator.random();
  }

  private Object between(BoundArguments a, BigInteger start, BigInteger stop) {
    BigInteger width = stop.subtract(start);
    if (width.signum() <= 0) {
      throw a.error("there is no int from " + start + " to below " + stop);
    }
    return Numbers.integer(start.add(generator.below(width)));
  }

  private Object range(BoundArguments a) {
    BigInteger first = integer(a, "start");
    if (a.isNone("stop")) {
      return between(a, BigInteger.ZERO, first);
    }
    BigInteger stop = integer(a, "stop");
    BigInteger step = integer(a, "step");
    if (step.equals(BigInteger.ONE)) {
      return between(a, first, stop);
    }
    if (step.signum() == 0) {
      throw a.error("the step must not be 0");
    }
    BigInteger width = stop.subtract(first);
    BigInteger towards = width.add(step).subtract(BigInteger.valueOf(step.signum()));
    BigInteger count =
        towards.signum() * step.signum() <= 0 ? BigInteger.ZERO : towards.divide(step);
    if (count.signum() <= 0) {
      throw a.error("there is no int from " + first + " to below " + stop + " by " + step);
    }
    return Numbers.integer(first.add(step.multiply(generator.below(count))));
  }

  private Object bits(BoundArguments a) {
    long count = a.integer("k");
    if (count < 0) {
      throw a.error("k must not be negative");
    }
    a.run().budget().integer(count);
    return Numbers.integer(generator.bits((int) count));
  }

  private static List<Object> population(BoundArguments a, String parameter) {
    List<Object> all = Iterating.toList(a.run(), a.value(parameter));
    if (all.isEmpty()) {
      throw a.error("there is nothing to choose from: " + parameter + " is empty");
    }
    return all;
  }

  private Object choice(BoundArguments a) {
    List<Object> all = population(a, "seq");
    return all.get((int) generator.below(all.size()));
  }

  private Object choices(BoundArguments a) {
    List<Object> all = population(a, "population");
    long count = a.integer("k");
    double[] limits = limits(a, all.size());
    ListValue chosen = new ListValue(a.run());
    for (long i = 0; i < count; i++) {
      a.run().budget().step();
      chosen.add(all.get(place(limits, generator.random(), all.size())));
    }
    return chosen;
  }

  /// Running sums of the weights; empty when all weigh the same.
  private static double[] limits(BoundArguments a, int size) {
    boolean isPlain = a.isNone("weights") && a.isNone("cum_weights");
    if (isPlain) {
      return new double[0];
    }
    boolean areSums = a.isNone("weights");
    List<Object> weights = Iterating.toList(a.run(), a.value(areSums ? "cum_weights" : "weights"));
    if (weights.size() != size) {
      throw a.error(size + " weights are needed, got " + weights.size());
    }
    double[] limits = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double weight = Numbers.toDouble(weights.get(i));
      sum = areSums ? weight : sum + weight;
      limits[i] = sum;
    }
    if (!(sum > 0)) {
      throw a.error("the sum of the weights must be positive");
    }
    return limits;
  }

  private static int place(double[] limits, double random, int size) {
    if (limits.length == 0) {
      return (int) Math.floor(random * size);
    }
    double wanted = random * limits[size - 1];
    int place = 0;
    while (place < size - 1 && limits[place] <= wanted) {
      place++;
    }
    return place;
  }

  /// CPython copies and swaps when many are drawn, and remembers what it drew when few are.
  private Object sample(BoundArguments a) {
    List<Object> pool = new ArrayList<>(Iterating.toList(a.run(), a.value("population")));
    long wanted = a.integer("k");
    int size = pool.size();
    if (wanted < 0 || wanted > size) {
      throw a.error("k must be from 0 to the number of values, " + size + "; got " + wanted);
    }
    int count = (int) wanted;
    double setSize = count > 5 ? 21 + Math.pow(4, ceilLog4(count * 3L)) : 21;
    List<Object> result = new ArrayList<>(count);
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < count; i++) {
      a.run().budget().step();
      if (size <= setSize) {
        int place = (int) generator.below(size - i);
        result.add(pool.get(place));
        pool.set(place, pool.get(size - i - 1));
      } else {
        long place = generator.below(size);
        while (!drawn.add(place)) {
          place = generator.below(size);
        }
        result.add(pool.get((int) place));
      }
    }
    return new ListValue(a.run(), result);
  }

  private static double ceilLog4(long number) {
    return Math.ceil(Math.log((double) number) / Math.log(4));
  }

  private Object shuffle(BoundArguments a) {
    if (!(a.value("x") instanceof ListValue list)) {
      throw a.mismatch("x", "a list", a.value("x"));
    }
    List<Object> items = list.items();
    for (int i = 1; i < items.size(); i++) {
      a.run().budget().step();
    }
    generator.shuffle(items);
    return NoneValue.NONE;
  }
}
