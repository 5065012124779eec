package dev.chainrule.lab.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.check.Checker;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private static void awaitNone(Runner runner) throws InterruptedException {
    for (int i = 0; i < 1000 && runner.running() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(runner.running()).isZero();
  }

  private static String await(CountDownLatch latch) {
    try {
      latch.await();
      return "done";
    } catch (InterruptedException e) {
      return "interrupted";
    }
  }

  @Test
  void resultsAndErrorsPassThrough() {
    try (Runner runner = new Runner(1, 0, Duration.ofMinutes(1))) {
      assertThat(runner.run(() -> 42)).isEqualTo(42);
      assertThatThrownBy(
              () ->
                  runner.run(
                      () -> {
                        throw new WorksheetException("no");
                      }))
          .isInstanceOf(WorksheetException.class)
          .hasMessage("no");
      assertThatThrownBy(
              () ->
                  runner.run(
                      () -> {
                        throw new StackOverflowError();
                      }))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("nested too deeply");
    }
  }

  @Test
  void aLoopWithoutEndIsReallyStopped() throws Exception {
    try (Runner runner = new Runner(1, 0, Duration.ofMillis(300))) {
      String source = "import torch\nwhile True:\n    x = torch.ones(2)\n";
      assertThatThrownBy(
              () -> runner.run(() -> Checker.check(WorksheetExperiment.of(source, null))))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("stopped after");
      awaitNone(runner);
      assertThat(runner.run(() -> "next")).isEqualTo("next");
    }
  }

  @Test
  void beyondThoseThatWaitItIsBusy() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    try (Runner runner = new Runner(1, 2, Duration.ofMinutes(1))) {
      CompletableFuture<?>[] asked = new CompletableFuture<?>[3];
      for (int i = 0; i < asked.length; i++) {
        asked[i] =
            CompletableFuture.supplyAsync(
                () -> runner.run(() -> await(latch)), Thread::startVirtualThread);
      }
      while (runner.inside() < 3) {
        Thread.sleep(1);
      }
      assertThat(runner.running()).isEqualTo(1);
      assertThatThrownBy(() -> runner.run(() -> 1))
          .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(503))
          .hasMessageContaining("busy");
      latch.countDown();
      CompletableFuture.allOf(asked).join();
      assertThat(runner.run(() -> 1)).isEqualTo(1);
    }
  }

  @Test
  void closingStopsWhatRuns() throws Exception {
    Runner runner = new Runner(1, 1, Duration.ofMinutes(1));
    CompletableFuture<String> asked =
        CompletableFuture.supplyAsync(() -> runner.run(() -> await(new CountDownLatch(1))));
    while (runner.running() == 0) {
      Thread.sleep(1);
    }
    runner.close();
    assertThat(asked.join()).isEqualTo("interrupted");
    assertThatThrownBy(() -> runner.run(() -> 1)).isInstanceOf(Problem.class);
  }
}
