package dev.chainrule.lab.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.check.Checker;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
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

  /// Works for a minute, where it may, and says why it ended.
  private static String work() {
    String source = "import torch\nx = torch.ones(2)\nwhile True:\n    x[0] += x[1]\n";
    try {
      return Checker.check(WorksheetExperiment.of(source, null)).toString();
    } catch (WorksheetException e) {
      return e.getMessage();
    }
  }

  private static void assertTakenBack(CompletableFuture<?> asked) {
    assertThatThrownBy(asked::join)
        .cause()
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(410));
  }

  private static <T> CompletableFuture<T> ask(Runner runner, String id, Supplier<T> work) {
    return CompletableFuture.supplyAsync(() -> runner.run(id, work), Thread::startVirtualThread);
  }

  @Test
  void whatIsTakenBackIsReallyStopped() throws Exception {
    try (Runner runner = new Runner(1, 0, Duration.ofMinutes(1))) {
      CompletableFuture<String> end = new CompletableFuture<>();
      CompletableFuture<Boolean> asked = ask(runner, "mine", () -> end.complete(work()));
      while (runner.running() == 0) {
        Thread.sleep(1);
      }
      runner.cancel("another's");
      assertThat(runner.running()).isEqualTo(1);
      runner.cancel("mine");
      assertTakenBack(asked);
      assertThat(end.join()).contains("stopped before its end");
      awaitNone(runner);
      assertThat(runner.inside()).isZero();
      assertThat(runner.run("mine", () -> "next")).isEqualTo("next");
    }
  }

  @Test
  void halfAnAnswerIsNone() throws Exception {
    try (Runner runner = new Runner(1, 0, Duration.ofMinutes(1))) {
      CompletableFuture<String> asked = ask(runner, "mine", () -> await(new CountDownLatch(1)));
      while (runner.running() == 0) {
        Thread.sleep(1);
      }
      assertThatThrownBy(() -> runner.run("mine", () -> "")).hasMessageContaining("already");
      runner.cancel("mine");
      assertTakenBack(asked);
    }
  }

  @Test
  void whatWaitsAndIsTakenBackLeavesTheQueue() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    try (Runner runner = new Runner(1, 1, Duration.ofMinutes(1))) {
      CompletableFuture<String> first = ask(runner, "first", () -> await(latch));
      while (runner.running() == 0) {
        Thread.sleep(1);
      }
      CompletableFuture<String> second = ask(runner, "second", () -> "never");
      while (runner.inside() < 2) {
        Thread.sleep(1);
      }
      runner.cancel("second");
      assertTakenBack(second);
      assertThat(runner.inside()).isEqualTo(1);
      latch.countDown();
      assertThat(first.join()).isEqualTo("done");
      assertThat(runner.run(() -> "next")).isEqualTo("next");
    }
  }
}
