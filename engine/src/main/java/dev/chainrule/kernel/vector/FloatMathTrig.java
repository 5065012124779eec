package dev.chainrule.kernel.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Sine and cosine of float lanes, at most 2 ulp from the real value. Bits are as reproducible as
/// [FloatMathExp]'s.
///
/// x = n·π/2 + r, with π/2 in three parts (Cody & Waite 1980, chapter 8; with fma, Muller, Handbook
/// of Floating-Point Arithmetic, 2nd edition, 10.2), and minimax polynomials of the relative error,
/// by Remez's algorithm, of sine and cosine of r. Where that leaves too few bits, lanes are
/// computed one by one in double.
final class FloatMathTrig {
  private static final float TWO_OVER_PI = 0x1.45f306p-1f;

  /// π/2 as the sum of three floats.
  private static final float HALF_PI = 0x1.921fb6p0f;

  private static final float HALF_PI_MID = -0x1.777a5cp-25f;
  private static final float HALF_PI_LO = -0x1.ee59dap-50f;

  /// The largest size that the three parts serve.
  private static final float LARGEST = 0x1p17f;

  /// Below it sin x rounds to x, with the sign of zero.
  private static final float SMALLEST = 0x1p-12f;

  private FloatMathTrig() {}

  static FloatVector sin(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> large = a.compare(GT, LARGEST);
    FloatVector y = quarterTurns(x, 0).blend(x, a.compare(LT, SMALLEST));
    return large.anyTrue() ? oneByOne(x, y, true) : y;
  }

  static FloatVector cos(FloatVector x) {
    VectorMask<Float> large = x.abs().compare(GT, LARGEST);
    FloatVector y = quarterTurns(x, 1);
    return large.anyTrue() ? oneByOne(x, y, false) : y;
  }

  /// sin(x + turns·π/2).
  private static FloatVector quarterTurns(FloatVector x, int turns) {
    FloatVector t = x.fma(x.broadcast(TWO_OVER_PI), x.broadcast(FloatMathExp.ROUNDER));
    FloatVector n = t.sub(FloatMathExp.ROUNDER);
    FloatVector r = n.fma(x.broadcast(-HALF_PI), x);
    r = n.fma(x.broadcast(-HALF_PI_MID), r);
    r = n.fma(x.broadcast(-HALF_PI_LO), r);
    IntVector turn = t.reinterpretAsInts().add(turns);
    IntVector odd = turn.and(1);
    FloatVector z = r.mul(r);
    VectorMask<Float> isOdd = odd.compare(NE, 0).cast(x.species());
    FloatVector y = sine(r, z).blend(cosine(z), isOdd);
    // The last bit but one of the turn is the sign.
    IntVector sign = turn.sub(odd).lanewise(LSHL, 30);
    return y.reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats();
  }

  private static FloatVector sine(FloatVector r, FloatVector z) {
    FloatVector p = z.broadcast(0x1.6cd5ecp-19f);
    p = p.fma(z, z.broadcast(-0x1.a00f94p-13f));
    p = p.fma(z, z.broadcast(0x1.111108p-7f));
    p = p.fma(z, z.broadcast(-0x1.555556p-3f));
    return p.fma(r.mul(z), r);
  }

  private static FloatVector cosine(FloatVector z) {
    FloatVector p = z.broadcast(0x1.99e86ap-16f);
    p = p.fma(z, z.broadcast(-0x1.6c0c28p-10f));
    p = p.fma(z, z.broadcast(0x1.55554ap-5f));
    p = p.fma(z, z.broadcast(-0.5f));
    return p.fma(z, z.broadcast(1));
  }

  /// `y` with the lanes where `x` is large computed in double.
  static FloatVector oneByOne(FloatVector x, FloatVector y, boolean sine) {
    float[] in = x.toArray();
    float[] out = y.toArray();
    for (int i = 0; i < in.length; i++) {
      if (Math.abs(in[i]) > LARGEST) {
        out[i] = (float) (sine ? StrictMath.sin(in[i]) : StrictMath.cos(in[i]));
      }
    }
    return FloatVector.fromArray(y.species(), out, 0);
  }
}
