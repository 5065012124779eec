package dev.chainrule.nn.data;

import dev.chainrule.Tensor;

/// Batches of a data set in memory.
final class MemoryBatches implements Batches {
  private final Rows x;
  private final Rows y;
  private final Sampler sampler;

  MemoryBatches(Dataset data, Sampler sampler) {
    this.x = new Rows(data.x());
    this.y = new Rows(data.y());
    this.sampler = sampler;
  }

  @Override
  public Batch next() {
    int count = sampler.next();
    return new Batch(x.take(sampler.numbers, count), y.take(sampler.numbers, count));
  }

  @Override
  public Tensor state() {
    return sampler.state();
  }

  @Override
  public void restore(Tensor state) {
    sampler.restore(state);
  }
}
