package dev.chainrule.nn.data;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;

/// Batch after batch, without an end, in an order that can be saved and continued.
///
/// The generator belongs to the batches alone: what else draws from it changes their order, and a
/// restored state does not tell it.
public interface Batches extends AutoCloseable {

  /// The next batch, in tensors of its own.
  Batch next();

  /// What is needed to go on after the last batch that was handed out: an int64 vector, for a
  /// checkpoint.
  Tensor state();

  /// Goes on where [#state] was taken, with the same batches bit by bit.
  ///
  /// @throws IllegalArgumentException if the state is none, or that of other sizes; then nothing
  ///   was changed
  void restore(Tensor state);

  @Override
  default void close() {}

  /// Rows drawn at random, each from all of them: the batches of `ix = torch.randint(0, n,
  /// (batch,), generator=g)` at each step.
  ///
  /// @param batch rows of a batch, at least 1
  static Batches random(Dataset data, int batch, Generator generator) {
    return new MemoryBatches(data, new Sampler.Random(data.size(), batch, generator));
  }

  /// Every row once, in a random order, then every row once in another: epochs. The last batch of
  /// an epoch has what is left.
  ///
  /// @param batch rows of a batch, at least 1
  static Batches epochs(Dataset data, int batch, Generator generator) {
    return new MemoryBatches(data, new Sampler.Epochs(data.size(), batch, generator));
  }

  /// The same batches, prepared ahead of their use by a thread of their own. This pays where a
  /// batch takes longer than some microseconds to prepare. From now on `source` and its generator
  /// belong to the result.
  ///
  /// @param ahead about how many batches may wait, at least 1
  static Batches prefetched(Batches source, int ahead) {
    return new PrefetchedBatches(source, ahead);
  }
}
