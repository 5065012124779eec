package dev.chainrule.check.complex;

import dev.chainrule.op.Elementwise;
import dev.chainrule.op.elementwise.Abs;
import dev.chainrule.op.elementwise.Add;
import dev.chainrule.op.elementwise.Clamp;
import dev.chainrule.op.elementwise.Cos;
import dev.chainrule.op.elementwise.Div;
import dev.chainrule.op.elementwise.Exp;
import dev.chainrule.op.elementwise.GeluTanh;
import dev.chainrule.op.elementwise.Log;
import dev.chainrule.op.elementwise.Maximum;
import dev.chainrule.op.elementwise.Minimum;
import dev.chainrule.op.elementwise.Mul;
import dev.chainrule.op.elementwise.Neg;
import dev.chainrule.op.elementwise.Pow;
import dev.chainrule.op.elementwise.Reciprocal;
import dev.chainrule.op.elementwise.Relu;
import dev.chainrule.op.elementwise.Rsqrt;
import dev.chainrule.op.elementwise.Sigmoid;
import dev.chainrule.op.elementwise.Sign;
import dev.chainrule.op.elementwise.Silu;
import dev.chainrule.op.elementwise.Sin;
import dev.chainrule.op.elementwise.Softplus;
import dev.chainrule.op.elementwise.Sqrt;
import dev.chainrule.op.elementwise.Square;
import dev.chainrule.op.elementwise.Sub;
import dev.chainrule.op.elementwise.Tanh;
import java.util.List;
import org.apache.commons.numbers.complex.Complex;
import org.jspecify.annotations.Nullable;

/// Elementwise operations at complex numbers beside the real line.
///
/// Where an operation chooses by size, the real parts choose, by the engine's conventions at kinks:
/// there it is analytic on each side.
final class ComplexElements {
  private ComplexElements() {}

  /// The value at `z`; null where the operation has none at complex numbers here.
  static @Nullable Complex at(Elementwise operation, List<Complex> z) {
    Complex a = z.getFirst();
    Complex b = z.getLast();
    return switch (operation) {
      case Add _ -> a.add(b);
      case Sub _ -> a.subtract(b);
      case Mul _ -> a.multiply(b);
      case Div _ -> a.divide(b);
      case Pow _ -> power(a, b);
      case Neg _ -> a.negate();
      case Square _ -> a.multiply(a);
      case Reciprocal _ -> Complex.ONE.divide(a);
      case Sqrt _ -> a.sqrt();
      case Rsqrt _ -> Complex.ONE.divide(a.sqrt());
      case Exp _ -> a.exp();
      case Log _ -> a.log();
      case Sin _ -> a.sin();
      case Cos _ -> a.cos();
      case Tanh _ -> a.tanh();
      case Sigmoid _ -> sigmoid(a);
      case Silu _ -> a.multiply(sigmoid(a));
      case Softplus _ -> softplus(a);
      case GeluTanh _ -> geluTanh(a);
      case Abs _ -> a.multiply(Math.signum(a.real()));
      case Sign _ -> Complex.ofCartesian(Math.signum(a.real()), 0);
      case Relu _ -> a.real() > 0 ? a : Complex.ZERO;
      case Clamp clamp -> a.real() >= clamp.min() && a.real() <= clamp.max() ? a : Complex.ZERO;
      case Maximum _ -> chosen(a, b, Double.compare(a.real(), b.real()));
      case Minimum _ -> chosen(a, b, Double.compare(b.real(), a.real()));
      default -> null;
    };
  }

  /// The first where `order` is positive, the second where it is negative, else the middle.
  private static Complex chosen(Complex a, Complex b, int order) {
    if (order == 0) {
      return a.add(b).divide(2);
    }
    return order > 0 ? a : b;
  }

  /// The logarithm of a negative number has an imaginary part beside which a small one is lost, so
  /// whole powers are products.
  private static Complex power(Complex a, Complex b) {
    double exponent = b.real();
    boolean isWhole = b.imag() == 0 && exponent == Math.rint(exponent);
    if (isWhole && Math.abs(exponent) <= Integer.MAX_VALUE) {
      Complex product = Complex.ONE;
      Complex square = a;
      for (int n = (int) Math.abs(exponent); n > 0; n >>= 1) {
        product = (n & 1) == 1 ? product.multiply(square) : product;
        square = square.multiply(square);
      }
      return exponent < 0 ? Complex.ONE.divide(product) : product;
    }
    return a.log().multiply(b).exp();
  }

  private static Complex sigmoid(Complex a) {
    if (a.real() < 0) {
      Complex e = a.exp();
      return e.divide(e.add(1));
    }
    return Complex.ONE.divide(a.negate().exp().add(1));
  }

  private static Complex softplus(Complex a) {
    return a.real() > 0 ? a.add(a.negate().exp().add(1).log()) : a.exp().add(1).log();
  }

  private static Complex geluTanh(Complex a) {
    Complex inner = a.add(a.multiply(a).multiply(a).multiply(0.044715));
    return a.multiply(0.5).multiply(inner.multiply(Math.sqrt(2 / Math.PI)).tanh().add(1));
  }
}
