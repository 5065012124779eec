package dev.chainrule.cli;

import java.io.File;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/// Runs something again whenever one of some files is saved.
///
/// It looks at the files' times: editors save by writing, renaming or replacing, and a time shows
/// all of these.
final class Watch {
  private static final long PAUSE_MILLIS = 150;

  private final List<String> files;
  private final PrintWriter out;

  Watch(List<String> files, PrintWriter out) {
    this.files = files;
    this.out = out;
  }

  /// Runs `action` now and after every change; ends when the thread is interrupted or the process
  /// is. What `action` gave last is the result.
  int run(IntSupplier action) {
    long[] seen = times();
    int code = action.getAsInt();
    while (true) {
      out.println("watching; Ctrl-C ends");
      out.flush();
      long[] now = times();
      while (Arrays.equals(now, seen)) {
        if (!pause()) {
          return code;
        }
        now = times();
      }
      seen = now;
      out.println(
          "\n" + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "\n");
      code = action.getAsInt();
    }
  }

  /// Waits a little; false if the thread is interrupted.
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long[] times() {
    return files.stream().mapToLong(file -> new File(file).lastModified()).toArray();
  }
}
