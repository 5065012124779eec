package dev.chainrule.cli.train;

import dev.chainrule.nn.train.Training;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C while a training runs: it ends after its step, and the process waits until it is saved.
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;

  Interruption(Training training) {
    hook =
        new Thread(
            () -> {
              training.stop();
              await();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      if (!saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("chainrule: train: gave up waiting for the training to be saved");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets the process end.
  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has just been let go.
    }
  }
}
