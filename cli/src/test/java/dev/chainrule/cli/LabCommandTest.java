package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.lab.Lab;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LabCommandTest {
  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (Lab other = Lab.start("127.0.0.1", 0)) {
      Cli cli = Cli.run("lab", "--no-browser", "--port", String.valueOf(other.port()));
      assertThat(cli.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(cli.err()).contains("lab: cannot listen at 127.0.0.1, port " + other.port());
    }
  }

  @Test
  void aPortIsANumberOfAPort() {
    Cli cli = Cli.run("lab", "--no-browser", "--port", "70000");
    assertThat(cli.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(cli.err()).contains("--port: must be from 0 to 65535; given 70000");
  }

  @Test
  void aHostIsAnAddressOfThisMachine() {
    Cli cli = Cli.run("lab", "--no-browser", "--host", "no such host");
    assertThat(cli.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(cli.err())
        .contains("--host: must be an address of this machine; given no such host");
  }

  @Test
  void itServesUntilItIsInterrupted() throws Exception {
    CompletableFuture<Cli> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> ended.complete(Cli.run("lab", "--no-browser", "--port", "0")), "lab");
    thread.start();
    while (!serves(thread) && !ended.isDone()) {
      Thread.sleep(10);
    }
    thread.interrupt();
    Cli cli = ended.get();
    assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.RIGHT);
    assertThat(cli.out()).contains("chainrule lab: http://127.0.0.1:");
  }

  /// Whether the command has started the lab and waits for its end; it waits at the start too.
  private static boolean serves(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("awaitEnd"));
  }

  @Test
  void eachSystemOpensABrowserInItsWay() {
    assertThat(Browser.command("Linux", "http://x/")).containsExactly("xdg-open", "http://x/");
    assertThat(Browser.command("Mac OS X", "http://x/")).containsExactly("open", "http://x/");
    assertThat(Browser.command("Windows 11", "http://x/")).first().isEqualTo("rundll32");
  }
}
