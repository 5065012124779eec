package dev.chainrule.cli;

import dev.chainrule.kernel.Kernels;
import dev.chainrule.lab.Lab;
import dev.chainrule.lab.PortTakenException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `chainrule lab`: serves the web lab until it is stopped.
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = "Opens the web lab: lessons, a workbench for worksheets, trainings, live.",
    footer = {
      "",
      "It listens to this machine alone. With another --host others can reach it, and",
      "it asks for the token in the address that it prints. Ctrl-C stops it."
    })
final class LabCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 8080;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen. Without it, 8080, or a free one if that is taken.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen at. Without it, 127.0.0.1.")
  private String host = "127.0.0.1";

  @Option(names = "--no-browser", description = "Do not open a browser.")
  private boolean noBrowser;

  LabCommand() {}

  @Override
  public Integer call() {
    if (port != null && (port < 0 || port > 65_535)) {
      throw new ParameterException(
          spec.commandLine(), "--port: must be from 0 to 65535; given %d".formatted(port));
    }
    if (new InetSocketAddress(host, 0).isUnresolved()) {
      throw new ParameterException(
          spec.commandLine(), "--host: must be an address of this machine; given " + host);
    }
    Kernels.active(); // a setting that they cannot use is refused here, not in a page
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Lab lab = start(out)) {
      out.println("chainrule lab: " + lab.address());
      out.println("Ctrl-C stops it.");
      out.flush();
      lab.warmUp();
      if (!noBrowser) {
        Browser.open(lab.address());
      }
      awaitEnd(lab);
      return ExitCode.RIGHT;
    } catch (PortTakenException e) {
      err.println("chainrule: " + e.getMessage());
      err.flush();
      return ExitCode.UNUSABLE;
    }
  }

  /// Another port will do where none was asked for.
  private Lab start(PrintWriter out) throws PortTakenException {
    if (port != null) {
      return Lab.start(host, port);
    }
    try {
      return Lab.start(host, USUAL_PORT);
    } catch (PortTakenException e) {
      Lab lab = Lab.start(host, 0);
      out.println("port %d is taken; using %d".formatted(USUAL_PORT, lab.port()));
      return lab;
    }
  }

  /// Waits until this thread or the process is interrupted. The process ends when its shutdown
  /// hooks have, so the lab is stopped in one.
  private static void awaitEnd(Lab lab) {
    Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // That is the end. The server could not be stopped by a thread that is marked as interrupted.
    }
  }
}
