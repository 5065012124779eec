package dev.chainrule.nn.data;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Batches that a thread prepares.
///
/// They change hands in blocks, since waking a thread costs more than a small batch. A block knows
/// the state before its first batch. When the state is asked for, the thread is stopped, and the
/// source goes back to the beginning of the present block and draws again what was handed out of
/// it: so its state is that of the last batch handed out, and the thread starts again from there.
///
/// One thread may use an instance.
final class PrefetchedBatches implements Batches {
  /// Blocks that wait, beside one being prepared and one being used.
  private static final int WAITING = 2;

  private final Batches source;
  private final int blockSize;
  private @Nullable Producer producer;
  private @Nullable Block block;

  /// The state of the source before the first batch of the block, and how many of it were used.
  private Tensor before;

  private int used;
  private boolean closed;

  PrefetchedBatches(Batches source, int ahead) {
    if (ahead < 1) {
      throw new IllegalArgumentException(
          "prefetched: at least 1 batch must be prepared ahead; got %d".formatted(ahead));
    }
    this.source = source;
    this.blockSize = Math.max(1, ahead / (WAITING + 2));
    this.before = source.state();
  }

  /// @param before the state of the source before the first batch
  /// @param failure what came instead of the next batch, if something did
  private record Block(Tensor before, List<Batch> batches, @Nullable Throwable failure) {}

  /// The thread, and where it puts what it prepared.
  private static final class Producer implements Runnable {
    private final Batches source;
    private final Tensor start;
    private final int blockSize;
    private final BlockingQueue<Block> ready = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;

    Producer(Batches source, Tensor start, int blockSize) {
      this.source = source;
      this.start = start;
      this.blockSize = blockSize;
      this.thread = Thread.ofPlatform().daemon().name("chainrule-batches").unstarted(this);
    }

    @Override
    public void run() {
      Tensor before = start;
      @Nullable Throwable failure = null;
      try {
        while (failure == null) {
          List<Batch> batches = new ArrayList<>(blockSize);
          Tensor after = before;
          try {
            while (batches.size() < blockSize) {
              batches.add(source.next());
            }
            after = source.state();
          } catch (Throwable thrown) {
            failure = thrown;
          }
          ready.put(new Block(before, batches, failure));
          before = after;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // stop() asked for the end
      }
    }

    /// Ends the thread; afterwards the source is free.
    void stop() {
      thread.interrupt();
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Batch next() {
    requireOpen();
    Block current = block;
    while (current == null || used == current.batches.size()) {
      if (current != null && current.failure != null) {
        throw failed(current.failure);
      }
      current = take();
      block = current;
      before = current.before;
      used = 0;
    }
    return current.batches.get(used++);
  }

  private Block take() {
    Producer working = producer;
    if (working == null) {
      working = new Producer(source, before, blockSize);
      working.thread.start();
      producer = working;
    }
    try {
      return working.ready.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "batches: the thread was interrupted while it waited for one");
    }
  }

  /// The failure itself, with the place in the thread where it happened.
  private static RuntimeException failed(Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("batches: " + failure.getMessage(), failure);
    };
  }

  @Override
  public Tensor state() {
    requireOpen();
    rewind();
    return source.state();
  }

  /// Stops the thread and brings the source to the last batch that was handed out.
  private void rewind() {
    if (producer == null) {
      return;
    }
    producer.stop();
    source.restore(before);
    for (int i = 0; i < used; i++) {
      source.next();
    }
    before = source.state();
    forget();
  }

  private void forget() {
    producer = null;
    block = null;
    used = 0;
  }

  @Override
  public void restore(Tensor state) {
    requireOpen();
    rewind();
    source.restore(state);
    before = source.state();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("batches: these were closed; make new ones");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (producer != null) {
        producer.stop();
      }
      forget();
      source.close();
    }
  }
}
