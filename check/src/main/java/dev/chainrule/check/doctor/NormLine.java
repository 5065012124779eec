package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.code.Code;
import dev.chainrule.check.code.Spelling;
import dev.chainrule.check.code.Unwritable;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.check.pattern.Norms;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.shape.Axes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gradient of what goes into a norm, in one line: r·(g − mean g − x̂·Σ(g·x̂)/(N − k)), with r
/// = 1/√(variance + ε), the gain taken out of the sums where it is the same along them.
///
/// Ioffe & Szegedy 2015, section 3; the derivation is in `check.explain`.
final class NormLine {
  private final Scene scene;
  private final RightLine line;
  private final Spelling code;
  private final NdArray x;

  NormLine(Scene scene, RightLine line) {
    this.scene = scene;
    this.line = line;
    this.code = line.spelling();
    this.x = scene.slice().target().value();
  }

  /// Null where nothing that the variable goes into is its norm, or not all of it.
  @Nullable Code code() {
    for (Place place : scene.slice().order()) {
      if (place == scene.slice().target() || place.isLeaf()) {
        continue;
      }
      Normalize norm = Norms.between(x, place.value());
      NdArray g = norm == null ? null : scene.slice().gradient(place);
      if (norm != null && g != null && isAll(norm, place, g)) {
        return written(norm, place);
      }
    }
    return null;
  }

  /// Whether nothing reaches the variable but through the norm.
  private boolean isAll(Normalize norm, Place hat, NdArray g) {
    List<NdArray> inputs = List.of(x, NdArray.number(1.0), NdArray.number(0.0));
    NdArray through = norm.vjp(Numbers.INSTANCE, 0, inputs, hat.value(), g);
    return Closeness.areClose(through, scene.right());
  }

  private Code written(Normalize norm, Place hat) {
    Axes axes = norm.axes();
    Code gain = gain(hat, axes);
    Code g = gain == null ? line.gradient(hat) : line.gradient(hat.uses().getFirst().by());
    if (!g.value().shape().equals(x.shape())) {
      throw new Unwritable("a norm whose gradient has another shape");
    }
    int count = axes.numel(x.shape());
    // What is left of leading axes is repeated along them anyway.
    boolean keepDim = axes.count() > 1 || !axes.contains(0);
    Code normalized = line.value(hat);
    Code products = code.mul(g, normalized);
    Code along =
        norm.correction() == 0
            ? code.mul(normalized, code.mean(products, axes, keepDim))
            : code.div(
                code.mul(normalized, code.sum(products, axes, keepDim)),
                code.constant((double) count - norm.correction()));
    Code centred = code.sub(code.sub(g, code.mean(g, axes, keepDim)), along);
    return scaled(norm, gain, centred);
  }

  /// The gain after the norm, where it is the same along the axes of the norm; else null.
  private @Nullable Code gain(Place hat, Axes axes) {
    Place.Use use = hat.uses().size() == 1 ? hat.uses().getFirst() : null;
    if (use == null || !use.by().operation().equals(Ops.MUL)) {
      return null;
    }
    Place.Source other = use.by().sources().get(1 - use.input());
    NdArray value = other.value();
    int missing = x.shape().rank() - value.shape().rank();
    for (int d = 0; d < value.shape().rank(); d++) {
      if (axes.contains(d + missing) && value.shape().size(d) != 1) {
        return null;
      }
    }
    return other.place() == null ? null : line.value(other.place());
  }

  private Code scaled(Normalize norm, @Nullable Code gain, Code centred) {
    Numbers n = Numbers.INSTANCE;
    NdArray variance = new Var(norm.axes(), norm.correction(), true).forward(List.of(x));
    NdArray under = n.add(variance, NdArray.number(norm.eps()));
    Code scale = line.likeNamed(n.rsqrt(under));
    if (scale != null) {
      return code.mul(gain == null ? scale : code.mul(gain, scale), centred);
    }
    Code root = line.likeNamed(n.apply(Ops.SQRT, List.of(under)));
    if (root == null) {
      root = code.apply(Ops.SQRT, List.of(under(norm, variance, under)));
    }
    return gain == null ? code.div(centred, root) : code.mul(code.div(gain, root), centred);
  }

  /// The variance with its eps.
  private Code under(Normalize norm, NdArray variance, NdArray under) {
    Code named = line.likeNamed(under);
    if (named != null) {
      return named;
    }
    Code own = line.likeNamed(variance);
    if (own == null) {
      Code in = line.value(scene.slice().target());
      own = code.apply(new Var(norm.axes(), norm.correction(), true), List.of(in));
    }
    return norm.eps() == 0 ? own : code.add(own, code.constant(norm.eps()));
  }
}
