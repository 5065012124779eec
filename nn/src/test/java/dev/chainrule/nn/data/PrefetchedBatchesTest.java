package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a thread that prepares batches must not change, and how it ends.
@Timeout(60)
class PrefetchedBatchesTest {
  private static final Dataset DATA =
      new Dataset(Tensor.arange(100).reshape(50, 2), Tensor.arange(50));

  /// Counts what is prepared, and fails at a batch.
  private static final class Failing implements Batches {
    private final Batches batches = Batches.random(DATA, 4, new Generator(1));
    private final AtomicInteger prepared = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final int last;

    Failing(int last) {
      this.last = last;
    }

    @Override
    public Batch next() {
      if (prepared.get() == last) {
        throw new IllegalStateException("no more than %d".formatted(last));
      }
      prepared.incrementAndGet();
      return batches.next();
    }

    @Override
    public Tensor state() {
      return batches.state();
    }

    @Override
    public void restore(Tensor state) {
      batches.restore(state);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void theSameBatchesInTheSameOrder() {
    Batches plain = Batches.epochs(DATA, 7, new Generator(4));
    try (Batches ahead = Batches.prefetched(Batches.epochs(DATA, 7, new Generator(4)), 16)) {
      for (int i = 0; i < 1000; i++) {
        assertThat(ahead.next().x().toLongArray()).isEqualTo(plain.next().x().toLongArray());
        if (i % 37 == 0) {
          assertThat(ahead.state().toLongArray()).isEqualTo(plain.state().toLongArray());
        }
      }
    }
  }

  @Test
  void aFailureComesAfterTheBatchesBeforeIt() {
    for (int ahead : new int[] {1, 8, 100}) {
      Failing source = new Failing(10);
      try (Batches batches = Batches.prefetched(source, ahead)) {
        for (int i = 0; i < 10; i++) {
          batches.next();
        }
        for (int again = 0; again < 2; again++) {
          assertThatThrownBy(batches::next)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("no more than 10");
        }
      }
      assertThat(source.closed).hasValue(1);
    }
  }

  @Test
  void noMoreThanAskedIsPreparedAhead() {
    Failing source = new Failing(Integer.MAX_VALUE);
    try (Batches batches = Batches.prefetched(source, 8)) {
      assertThat(source.prepared).hasValue(0);
      batches.next();
      // The thread has filled what it may, and waits.
      Thread producer = producer();
      while (source.prepared.get() < 8 || producer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(source.prepared).hasValue(8);
    }
  }

  private static Thread producer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("chainrule-batches"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void closingEndsTheThread() {
    Failing source = new Failing(Integer.MAX_VALUE);
    Batches batches = Batches.prefetched(source, 4);
    batches.next();
    Thread producer = producer();
    batches.close();
    batches.close();
    assertThat(producer.isAlive()).isFalse();
    assertThat(source.closed).hasValue(1);
    assertThatThrownBy(batches::next).hasMessage("batches: these were closed; make new ones");
    assertThatThrownBy(batches::state).hasMessage("batches: these were closed; make new ones");
    assertThatThrownBy(() -> Batches.prefetched(source, 0))
        .hasMessage("prefetched: at least 1 batch must be prepared ahead; got 0");
  }

  @Test
  void whoWaitsCanBeInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Batches slow =
        new Batches() {
          @Override
          public Batch next() {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("stopped");
          }

          @Override
          public Tensor state() {
            return Tensor.scalar(0);
          }

          @Override
          public void restore(Tensor state) {}
        };
    try (Batches batches = Batches.prefetched(slow, 1)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(batches::next)
          .isInstanceOf(CancellationException.class)
          .hasMessage("batches: the thread was interrupted while it waited for one");
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
