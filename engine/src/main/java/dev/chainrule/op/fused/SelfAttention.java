package dev.chainrule.op.fused;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Attention;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.ResidualKernel;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Slice;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [ScaledDotProductAttention] of several heads (Vaswani et al. 2017, section 3.2.2) between the
/// queries, keys and values that lie side by side in one array: \[n, length, 3·channels\] gives
/// \[n, length, channels\]. Head h has channels h·e to (h + 1)·e of each, and scores are divided by
/// √e.
///
/// Heads are worked on where they lie, and their gradients written where they belong: nothing is
/// sliced, copied or put together.
///
/// @param shape that of the input
public record SelfAttention(Shape shape, int heads, boolean causal)
    implements Fused, ResidualKernel {
  private static final Permute EXCHANGED = new Permute("permute", List.of(0, 2, 1, 3));

  public SelfAttention {
    if (heads < 1 || shape.rank() != 3 || shape.size(2) % (3 * heads) != 0) {
      throw new ShapeException(
          "selfAttention",
          "the input must be [n, length, 3·channels], with channels that %d heads share evenly; given %s"
              .formatted(heads, shape),
          shape);
    }
  }

  private int channels() {
    return shape.size(2) / 3;
  }

  private int width() {
    return channels() / heads;
  }

  private ScaledDotProductAttention attention() {
    return new ScaledDotProductAttention(3, causal, 1 / Math.sqrt(width()));
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = checked(x);
    NdArray out = out(in);
    boolean done = in.numel() > 0 && attend(in, null, out);
    return done ? out : decompose(Numbers.INSTANCE, x);
  }

  @Override
  public @Nullable Forward forwardWithResidual(List<NdArray> x) {
    NdArray in = checked(x);
    NdArray weights = in.numel() > 0 ? parts(in).weights(sizes(in)) : null;
    if (weights == null) {
      return null;
    }
    NdArray out = out(in);
    return attend(in, weights, out) ? new Forward(out, weights) : null;
  }

  private NdArray checked(List<NdArray> x) {
    Shape given = x.getFirst().shape();
    if (!given.equals(shape)) {
      throw new ShapeException(
          name(), "the input must be %s; given %s".formatted(shape, given), given);
    }
    return x.getFirst();
  }

  private NdArray out(NdArray in) {
    return NdArray.undefined(in.dtype(), Shape.of(shape.size(0), shape.size(1), channels()));
  }

  private boolean attend(NdArray in, @Nullable NdArray weights, NdArray out) {
    return parts(in).attend(sizes(in), weights, part(out, 0));
  }

  private Attention sizes(NdArray in) {
    return parts(in).sizes(causal, attention().scale());
  }

  private HeadArrays parts(NdArray in) {
    return new HeadArrays(part(in, 0), part(in, 1), part(in, 2));
  }

  /// Channels from `part`·channels on, as \[n, heads, length, e\].
  private NdArray part(NdArray x, int part) {
    int[] strides = x.strides();
    Shape split = Shape.of(shape.size(0), heads, shape.size(1), width());
    int[] steps = {strides[0], width() * strides[2], strides[1], strides[2]};
    return x.view(split, steps, x.offset() + part * channels() * strides[2]);
  }

  @Override
  public @Nullable List<NdArray> gradInputs(
      List<NdArray> x, NdArray y, @Nullable NdArray residual, NdArray gradOutput) {
    NdArray in = x.getFirst();
    if (in.numel() == 0) {
      return null;
    }
    NdArray out = NdArray.undefined(in.dtype(), shape);
    boolean done = parts(in).gradient(sizes(in), residual, part(gradOutput, 0), parts(out));
    return done ? List.of(out) : null;
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    return joined(a, a.apply(attention(), parts(a, x.getFirst())));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    List<T> parts = parts(a, x.getFirst());
    T gradHeads = split(a, gradOutput);
    List<T> gradients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      // That rule does not read its result.
      gradients.add(joined(a, attention().vjp(a, i, parts, y, gradHeads)));
    }
    return a.apply(new Cat(2, List.of(channels(), channels(), channels())), gradients);
  }

  private <T> List<T> parts(TensorAlgebra<T> a, T x) {
    List<T> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Slice part = new Slice("slice", 2, i * channels(), channels(), 1);
      parts.add(split(a, a.apply(part, List.of(x))));
    }
    return parts;
  }

  /// \[n, length, channels\] as \[n, heads, length, e\].
  private <T> T split(TensorAlgebra<T> a, T x) {
    Shape split = Shape.of(shape.size(0), shape.size(1), heads, width());
    return a.apply(EXCHANGED, List.of(a.apply(new Reshape("reshape", split), List.of(x))));
  }

  /// The way back.
  private <T> T joined(TensorAlgebra<T> a, T x) {
    Shape joined = Shape.of(shape.size(0), shape.size(1), channels());
    return a.apply(new Reshape("reshape", joined), List.of(a.apply(EXCHANGED, List.of(x))));
  }
}
