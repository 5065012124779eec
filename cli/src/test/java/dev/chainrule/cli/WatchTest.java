package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A watched file is checked again whenever it changes, goes or comes back.
@Timeout(60)
class WatchTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private Path file;
  private FutureTask<Integer> watch;
  private Thread thread;

  @BeforeEach
  void watchAFile() throws IOException {
    file = folder.resolve("sheet.py");
    save("first", 1);
    Watch watched = new Watch(List.of(file.toString()), new PrintWriter(out));
    watch = new FutureTask<>(() -> watched.run(this::look));
    thread = Thread.ofPlatform().daemon().start(watch);
  }

  /// What is done at each change: notes what is in the file.
  private int look() {
    try {
      seen.add(Files.exists(file) ? Files.readString(file) : "gone");
    } catch (IOException e) {
      seen.add(e.toString());
    }
    return 7;
  }

  /// Saves as editors do, in one step; the time tells one save from the next, however soon it is.
  private void save(String text, long time) throws IOException {
    Path beside = Files.writeString(folder.resolve("beside"), text);
    Files.setLastModifiedTime(beside, FileTime.fromMillis(time * 1000));
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private String next() throws InterruptedException {
    return String.valueOf(seen.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void everyChangeIsSeen() throws Exception {
    assertThat(next()).isEqualTo("first");
    save("second", 2);
    assertThat(next()).isEqualTo("second");
    Files.delete(file);
    assertThat(next()).isEqualTo("gone");
    save("third", 3);
    assertThat(next()).isEqualTo("third");
    thread.interrupt();
    assertThat(watch.get(30, TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(out.toString())
        .matches(
            "(watching; Ctrl-C ends\\R\\R\\d\\d:\\d\\d(:\\d\\d)?\\R\\R){3}watching; Ctrl-C"
                + " ends\\R");
  }

  @Test
  void anInterruptEndsItAndNothingElseIsDone() throws Exception {
    assertThat(next()).isEqualTo("first");
    thread.interrupt();
    assertThat(watch.get(30, TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(seen).isEmpty();
  }

  @Test
  void standardInputCannotBeWatched() {
    Cli cli = Cli.run("check", "--watch", "-");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("--watch needs files: standard input is read once\n");
  }

  @Test
  void objectsAreNotWatched() {
    Cli cli = Cli.run("check", "--watch", "--json", file.toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("--watch is for a terminal; leave it or --json out\n");
  }
}
