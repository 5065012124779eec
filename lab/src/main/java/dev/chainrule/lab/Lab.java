package dev.chainrule.lab;

import dev.chainrule.lab.limit.Allowance;
import dev.chainrule.lab.limit.Runner;
import dev.chainrule.lab.train.Bounds;
import dev.chainrule.lab.train.Trainings;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lab, running.
///
/// ```java
/// try (Lab lab = Lab.start("127.0.0.1", 0)) {
///   System.out.println(lab.address());
/// }
/// ```
public final class Lab implements AutoCloseable {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");
  private static final int TOKEN_BYTES = 16;

  private final Javalin server;
  private final Runner runner;
  private final Trainings trainings;
  private final String host;
  private final @Nullable String token;

  private Lab(
      Javalin server, Runner runner, Trainings trainings, String host, @Nullable String token) {
    this.server = server;
    this.runner = runner;
    this.trainings = trainings;
    this.host = host;
    this.token = token;
  }

  /// Starts to serve.
  ///
  /// @param host the address to bind to; other than loopback, others can reach it, and a token is
  ///   asked for
  /// @param port the port to bind to; 0 for any that is free
  /// @throws PortTakenException if it is not free
  public static Lab start(String host, int port) throws PortTakenException {
    return start(
        host,
        port,
        new Runner(Allowance.atOnce(), Allowance.WAITING, Allowance.LONGEST),
        new Trainings(Bounds.STANDARD));
  }

  static Lab start(String host, int port, Runner runner, Trainings trainings)
      throws PortTakenException {
    String token = LOOPBACK.contains(host) ? null : newToken();
    Routes routes = new Routes(new Guard(host, token), runner, trainings);
    Javalin server = Javalin.create(routes::configure);
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new PortTakenException(
          "lab: cannot listen at %s, port %d: %s".formatted(host, port, reason(e)), e);
    }
    return new Lab(server, runner, trainings, host, token);
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Answers questions on the worksheets that come along, on a thread of its own, so that the JVM
  /// has compiled what a reader's first question needs. It takes one place of the lab's.
  public void warmUp() {
    Thread thread = new Thread(() -> WarmUp.run(runner), "lab-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /// Where it is: what to open in a browser, with the token where there is one.
  public URI address() {
    String reached = WILDCARDS.contains(host) ? ownAddress() : host;
    String name = reached.contains(":") && !reached.startsWith("[") ? "[" + reached + "]" : reached;
    return URI.create(
        "http://%s:%d/%s".formatted(name, server.port(), token == null ? "" : "?token=" + token));
  }

  /// An address by which others reach this machine; loopback where there is none.
  private static String ownAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
          .findFirst()
          .map(InetAddress::getHostAddress)
          .orElse("127.0.0.1");
    } catch (SocketException e) {
      return "127.0.0.1"; // this machine does not tell; it reaches itself in any case
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.port();
  }

  /// How many questions are being worked on.
  public int running() {
    return runner.running();
  }

  /// Whether a token is asked for.
  public boolean isOpenToOthers() {
    return token != null;
  }

  /// Stops the server and whatever it runs.
  @Override
  public void close() {
    runner.close();
    trainings.close();
    server.stop();
  }
}
