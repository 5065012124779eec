package dev.chainrule.cli.train;

import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.LossHistory.Point;
import dev.chainrule.nn.train.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how far a training is: a bar that is drawn again in its line on a terminal, else a line
/// every few seconds.
final class Progress implements TrainingListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_BARS = Duration.ofMillis(250);
  private static final int WIDEST = 120;

  private final LossHistory history;
  private final PrintWriter err;
  private final long steps;
  private final @Nullable ProgressBar bar;
  private long shown = System.nanoTime();
  private long madeThen;

  /// @param first how many steps were made before
  /// @param width characters in a line of the terminal; 0 where there is none
  Progress(LossHistory history, long first, long steps, int width, PrintWriter err) {
    this.history = history;
    this.madeThen = first;
    this.steps = steps;
    this.err = err;
    this.bar = width == 0 ? null : bar(first, Math.min(width, WIDEST));
  }

  private ProgressBar bar(long first, int width) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(steps)
        .startsFrom(first, Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis((int) BETWEEN_BARS.toMillis())
        .showSpeed()
        .setConsumer(new Line(err, width - 1))
        .build();
  }

  @Override
  public void afterUpdate(long step, double loss) {
    long made = step + 1;
    if (bar != null) {
      bar.stepTo(made);
    }
    long now = System.nanoTime();
    if (now - shown < (bar == null ? BETWEEN_LINES : BETWEEN_BARS).toNanos()) {
      return;
    }
    if (bar == null) {
      err.println(line(made, now));
      err.flush();
      madeThen = made;
    } else {
      showLosses(bar);
    }
    shown = now;
  }

  /// The bar ends with the speed, and puts nothing between that and the message.
  private void showLosses(ProgressBar shownBar) {
    shownBar.setExtraMessage("  " + losses());
  }

  /// The speed is that since the last line: the first seconds are slow, while the JVM compiles.
  private String line(long made, long now) {
    double speed = (made - madeThen) / ((now - shown) / 1e9);
    return String.format(
        Locale.ROOT,
        "step %,d of %,d  %s  %,.0f steps/s  %,.0f s left",
        made,
        steps,
        losses(),
        speed,
        (steps - made) / speed);
  }

  private String losses() {
    List<Point> validations = history.validation();
    String training = String.format(Locale.ROOT, "loss %.4f", history.smoothed());
    return validations.isEmpty()
        ? training
        : training + String.format(Locale.ROOT, "  validation %.4f", validations.getLast().loss());
  }

  @Override
  public void close() {
    if (bar != null) {
      showLosses(bar);
      bar.close();
    }
  }

  /// Draws the bar over itself.
  private record Line(PrintWriter err, int width) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public void accept(String rendered) {
      err.print("\r" + rendered);
      err.flush();
    }

    @Override
    public void clear() {
      accept(" ".repeat(width));
      err.print("\r");
      err.flush();
    }

    @Override
    public void close() {
      err.println();
      err.flush();
    }
  }
}
