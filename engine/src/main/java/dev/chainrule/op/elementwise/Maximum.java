package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = the larger of a and b, NaN where one is NaN; where they are equal, each gets half the
/// gradient.
public record Maximum() implements Binary {
  @Override
  public Primitive primitive() {
    return Primitive.MAXIMUM;
  }

  @Override
  public double at(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public long atLong(long a, long b) {
    return Math.max(a, b);
  }

  @Override
  public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {

    boolean first = input == 0;
    T loses = first ? in.less(a, b) : in.less(b, a);
    T half = in.mul(gradOutput, in.constant(0.5));
    return in.select(in.equal(a, b), half, in.select(loses, in.constant(0), gradOutput));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T own = x.get(input);
    T other = x.get(1 - input);
    return ContestMistakes.of(a, a.less(own, other), a.less(other, own), gradOutput);
  }
}
