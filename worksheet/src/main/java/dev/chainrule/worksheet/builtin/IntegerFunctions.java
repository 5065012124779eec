package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Numbers;
import java.math.BigInteger;
import java.util.List;

/// The functions of `math` that give integers.
final class IntegerFunctions implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new IntegerFunctions(),
          "floor(x, /)",
          "ceil(x, /)",
          "trunc(x, /)",
          "factorial(x, /)",
          "comb(n, k, /)",
          "perm(n, k=None, /)",
          "gcd(*integers)",
          "lcm(*integers)",
          "isqrt(n, /)");

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "floor", "ceil", "trunc" -> whole(name, a);
      case "factorial" -> {
        BigInteger n = natural(a, "x");
        yield Numbers.integer(product(a, BigInteger.ONE, n, n));
      }
      case "comb" -> choose(a);
      case "perm" -> {
        BigInteger n = natural(a, "n");
        BigInteger k = a.isNone("k") ? n : natural(a, "k");
        BigInteger first = n.subtract(k).add(BigInteger.ONE);
        yield k.compareTo(n) > 0 ? (Object) 0L : Numbers.integer(product(a, first, n, k));
      }
      case "gcd", "lcm" -> divisors(name, a);
      case "isqrt" -> {
        BigInteger n = natural(a, "n");
        a.run().budget().steps(n.bitLength());
        yield Numbers.integer(n.sqrt());
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Object whole(String name, BoundArguments a) {
    Object value = a.value("x");
    if (Numbers.isInteger(value)) {
      return Numbers.integer(Numbers.big(value));
    }
    double x = a.number("x");
    boolean roundsDown = name.equals("floor") || (name.equals("trunc") && x >= 0);
    return NumberFunctions.whole(a.run(), name, x, roundsDown ? Math.floor(x) : Math.ceil(x));
  }

  private static BigInteger natural(BoundArguments a, String parameter) {
    Object value = a.value(parameter);
    if (!Numbers.isInteger(value)) {
      throw a.mismatch(parameter, "an int", value);
    }
    BigInteger number = Numbers.big(value);
    if (number.signum() < 0) {
      throw a.error(parameter + " must not be negative, got " + number);
    }
    return number;
  }

  /// The product of all integers from `first` to `last`, `count` of them.
  private static BigInteger product(
      BoundArguments a, BigInteger first, BigInteger last, BigInteger count) {
    boolean isHuge = count.bitLength() > Integer.SIZE;
    long most = isHuge ? Long.MAX_VALUE / last.bitLength() : count.longValue();
    a.run().budget().integer(Math.max(0, (last.bitLength() - 2L) * most / 2));
    BigInteger product = BigInteger.ONE;
    for (BigInteger i = first; i.compareTo(last) <= 0; i = i.add(BigInteger.ONE)) {
      product = product.multiply(i);
      a.run().budget().integer(product.bitLength());
      a.run().budget().step();
    }
    return product;
  }

  private static Object choose(BoundArguments a) {
    BigInteger n = natural(a, "n");
    BigInteger given = natural(a, "k");
    if (given.compareTo(n) > 0) {
      return 0L;
    }
    BigInteger k = given.min(n.subtract(given));
    BigInteger result = BigInteger.ONE;
    for (BigInteger i = BigInteger.ONE; i.compareTo(k) <= 0; i = i.add(BigInteger.ONE)) {
      result = result.multiply(n.subtract(k).add(i)).divide(i);
      a.run().budget().integer(result.bitLength());
      a.run().budget().step();
    }
    return Numbers.integer(result);
  }

  private static Object divisors(String name, BoundArguments a) {
    boolean isGcd = name.equals("gcd");
    List<Object> all = a.rest("integers");
    BigInteger result = isGcd ? BigInteger.ZERO : BigInteger.ONE;
    for (Object value : all) {
      if (!Numbers.isInteger(value)) {
        throw a.error("needs ints, got " + Describe.value(value));
      }
      BigInteger number = Numbers.big(value).abs();
      a.run().budget().steps(1 + (long) number.bitLength() * result.bitLength() / 4096);
      if (isGcd) {
        result = result.gcd(number);
      } else {
        result =
            number.signum() == 0
                ? BigInteger.ZERO
                : result.divide(result.gcd(number)).multiply(number);
        a.run().budget().integer(result.bitLength());
      }
    }
    return Numbers.integer(result);
  }
}
