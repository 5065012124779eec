package dev.chainrule.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Hosts one contestant in a JVM of its own, so that none runs in code that was compiled for
/// another's data. Reads a request a line and answers each with a line, both JSON:
///
/// - on its own, once: `{"ready": "PyTorch 1.13.1"}` or `{"missing": "what is missing"}`
/// - `{"prepare": TASK}`: `{"answer": [[…], …]}`, or `{}` for a task that it does not do
/// - `{"time": N}`: `{"nanoseconds": …, "compiling": …}`, the time of N runs, and the milliseconds
///   that the JVM's compiler has worked so far
/// - `{"failed": "why"}` where one of these cannot be done
///
/// The contestants in Python speak the same, but for the compiler that they do not have.
public final class Server {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Contestant contestant;
  private final PrintStream out;
  private @Nullable Job job;

  private Server(Contestant contestant, PrintStream out) {
    this.contestant = contestant;
    this.out = out;
  }

  /// Serves until standard input ends.
  ///
  /// @param args the name of the contestant
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    // What libraries print is not an answer.
    System.setOut(System.err);
    Optional<Contestant> contestant = contestant(args[0]);
    if (contestant.isEmpty()) {
      out.println(JSON.createObjectNode().put("missing", "this build is without it"));
      return;
    }
    Server server = new Server(contestant.get(), out);
    if (server.start()) {
      server.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }
  }

  private static Optional<Contestant> contestant(String name) {
    Stream<Contestant> added =
        ServiceLoader.load(Contestant.class).stream().map(ServiceLoader.Provider::get);
    return Stream.concat(Stream.of(new Ours(), new OpenBlas(), new HandWrittenC()), added)
        .filter(contestant -> contestant.name().equals(name))
        .findFirst();
  }

  private boolean start() {
    try {
      say(JSON.createObjectNode().put("ready", contestant.start()));
      return true;
    } catch (UnavailableException e) {
      say(JSON.createObjectNode().put("missing", e.getMessage()));
      return false;
    }
  }

  private void serve(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        answer(JSON.readTree(line));
      } catch (RuntimeException e) {
        say(JSON.createObjectNode().put("failed", e.toString()));
      }
    }
  }

  private void answer(JsonNode request) throws IOException {
    if (request.has("prepare")) {
      prepare(JSON.treeToValue(request.get("prepare"), Task.class));
    } else {
      long nanoseconds = time(request.get("time").asInt());
      long compiling = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
      say(JSON.createObjectNode().put("nanoseconds", nanoseconds).put("compiling", compiling));
    }
  }

  private void prepare(Task task) {
    Optional<Job> prepared = contestant.prepare(task);
    job = prepared.orElse(null);
    ObjectNode reply = JSON.createObjectNode();
    prepared.ifPresent(ready -> reply.set("answer", JSON.valueToTree(ready.answer())));
    say(reply);
  }

  private long time(int repetitions) {
    Job ready = job;
    if (ready == null) {
      throw new IllegalStateException("asked for the time of nothing");
    }
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      ready.run();
    }
    return System.nanoTime() - start;
  }

  private void say(ObjectNode answer) {
    out.println(answer);
    out.flush();
  }
}
