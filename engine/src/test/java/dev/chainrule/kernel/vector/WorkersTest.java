package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void everyIndexIsInOnePartAndPartsBeginAtUnits() {
    for (int threads : new int[] {1, 2, 3, 8}) {
      Workers workers = new Workers(threads);
      for (int size : new int[] {1, 5, 6, 7, 12, 100, 101}) {
        AtomicIntegerArray seen = new AtomicIntegerArray(size);
        AtomicIntegerArray begun = new AtomicIntegerArray(size);
        workers.split(
            size,
            6,
            (from, to) -> {
              begun.incrementAndGet(from);
              for (int i = from; i < to; i++) {
                seen.incrementAndGet(i);
              }
            });
        int parts = 0;
        for (int i = 0; i < size; i++) {
          assertThat(seen.get(i)).as("index %d of %d", i, size).isOne();
          parts += begun.get(i);
          assertThat(begun.get(i)).isLessThanOrEqualTo(i % 6 == 0 ? 1 : 0);
        }
        assertThat(parts).isEqualTo(Math.min(threads, Math.ceilDiv(size, 6)));
      }
    }
  }

  @Test
  void anErrorInAPartIsSeen() {
    Workers workers = new Workers(2);
    assertThatThrownBy(
            () ->
                workers.split(
                    2,
                    1,
                    (from, to) -> {
                      if (from == 1) {
                        throw new ArithmeticException("of the part");
                      }
                    }))
        .hasRootCauseMessage("of the part");
  }

  @Test
  void theEnvironmentSaysHowMany() {
    assertThat(Workers.wanted("3")).isEqualTo(3);
    assertThat(Workers.wanted(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
    for (String wrong : new String[] {"", "0", "-1", "two", "1.5"}) {
      assertThatThrownBy(() -> Workers.wanted(wrong))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "CHAINRULE_THREADS: must be a whole number of threads from 1 to 9999; given '"
                  + wrong
                  + "'");
    }
  }
}
