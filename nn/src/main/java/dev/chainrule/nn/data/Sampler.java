package dev.chainrule.nn.data;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/// Which rows make the next batch.
///
/// The state is an int64 vector: rows, rows of a batch, batches drawn so far, and the 5,056 bytes
/// of the generator's state, eight to an element.
abstract sealed class Sampler {
  private static final int GENERATOR_AT = 3;

  final int rows;
  final long[] numbers;
  private final Generator generator;
  private long drawn;

  private Sampler(int rows, int batch, Generator generator) {
    if (batch < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "batches: there must be a row, and a batch must have one; got %d rows and batches of %d"
              .formatted(rows, batch));
    }
    this.rows = rows;
    this.numbers = new long[batch];
    this.generator = generator;
  }

  /// Draws the next batch into [#numbers]; returns how many rows it has.
  final int next() {
    int count = draw(generator, drawn);
    drawn++;
    return count;
  }

  /// @param before how many batches were drawn before this one
  abstract int draw(Generator random, long before);

  /// Takes up the place where `before` batches were drawn, given the generator of a state.
  abstract void resume(Generator random, long before);

  /// The bytes of the generator from which [#resume] can go on.
  abstract byte[] generatorState(Generator random);

  final Tensor state() {
    LongBuffer words = words(generatorState(generator));
    long[] state = new long[GENERATOR_AT + words.remaining()];
    state[0] = rows;
    state[1] = numbers.length;
    state[2] = drawn;
    words.get(state, GENERATOR_AT, words.remaining());
    return Tensor.of(state);
  }

  final void restore(Tensor tensor) {
    long[] state = tensor.toLongArray();
    if (state.length <= GENERATOR_AT || state[2] < 0) {
      throw new IllegalArgumentException(
          "batches: a state is what state() gave; this is a tensor of %s"
              .formatted(tensor.shape()));
    }
    if (state[0] != rows || state[1] != numbers.length) {
      throw new IllegalArgumentException(
          "batches: a state continues the same batches; it has %d rows in batches of %d, and here are %d in batches of %d"
              .formatted(state[0], state[1], rows, numbers.length));
    }
    byte[] bytes = new byte[(state.length - GENERATOR_AT) * Long.BYTES];
    words(bytes).put(state, GENERATOR_AT, state.length - GENERATOR_AT);
    generator.setState(bytes);
    drawn = state[2];
    resume(generator, drawn);
  }

  private static LongBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /// Each row of each batch is any of all rows: `torch.randint(0, rows, (batch,))`.
  static final class Random extends Sampler {
    Random(int rows, int batch, Generator generator) {
      super(rows, batch, generator);
    }

    @Override
    int draw(Generator random, long before) {
      random.randint(0, rows, numbers);
      return numbers.length;
    }

    @Override
    void resume(Generator random, long before) {}

    @Override
    byte[] generatorState(Generator random) {
      return random.state();
    }
  }

  /// All rows, then all rows again in another order, that of `torch.randperm(rows)`. The last batch
  /// of an epoch has what is left.
  static final class Epochs extends Sampler {
    private final int perEpoch;
    private long[] order = new long[0];
    private byte[] beforeOrder = new byte[0];

    Epochs(int rows, int batch, Generator generator) {
      super(rows, batch, generator);
      perEpoch = Math.ceilDiv(rows, batch);
    }

    private boolean isWithinEpoch(long before) {
      return before % perEpoch != 0;
    }

    private void shuffle(Generator random) {
      beforeOrder = random.state();
      order = random.randperm(rows);
    }

    @Override
    int draw(Generator random, long before) {
      if (!isWithinEpoch(before)) {
        shuffle(random);
      }
      int begin = (int) (before % perEpoch) * numbers.length;
      int count = Math.min(numbers.length, rows - begin);
      System.arraycopy(order, begin, numbers, 0, count);
      if (begin + count == rows) {
        beforeOrder = new byte[0];
      }
      return count;
    }

    @Override
    void resume(Generator random, long before) {
      beforeOrder = new byte[0];
      if (isWithinEpoch(before)) {
        shuffle(random);
      }
    }

    /// Within an epoch, the generator before it drew the order, which is then drawn again.
    @Override
    byte[] generatorState(Generator random) {
      return beforeOrder.length == 0 ? random.state() : beforeOrder.clone();
    }
  }
}
