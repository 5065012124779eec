package dev.chainrule.nn;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/// In training each element is zero with probability p, and the others are 1/(1 − p) times as
/// large, so that the mean stays (Srivastava et al. 2014). In evaluation, the input itself.
///
/// The layer has a generator of its own, whose state is the buffer `generator`: a run that is saved
/// and loaded goes on to drop what it would have dropped. With the same seed it drops what PyTorch
/// built without MKL drops.
public final class Dropout extends Module {
  private final double p;
  private final Tensor state;

  /// @param p the probability of zero, from 0 to 1
  /// @param seed of the layer's generator
  public Dropout(double p, long seed) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("Dropout: p must be from 0 to 1; given " + p);
    }
    this.p = p;
    this.state = buffer("generator", Tensor.of(words(new Generator(seed))));
  }

  @Override
  public Tensor forward(Tensor x) {
    if (!training() || p == 0) {
      return x;
    }
    // The buffer alone holds the state, so that what is loaded into it counts.
    Generator generator = new Generator().setState(bytes(state.toLongArray()));
    boolean[] kept = generator.bernoulli(1 - p, x.numel());
    state.copyInPlace(Tensor.of(words(generator)));
    return x.mul(mask(kept, x));
  }

  private Tensor mask(boolean[] kept, Tensor x) {
    int[] shape = x.shape().toArray();
    Tensor mask =
        Tensor.of(kept).view(shape).to(x.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32);
    return p == 1 ? mask : mask.div(1 - p);
  }

  private static long[] words(Generator generator) {
    LongBuffer words =
        ByteBuffer.wrap(generator.state()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] out = new long[words.remaining()];
    words.get(out);
    return out;
  }

  private static byte[] bytes(long... words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}
