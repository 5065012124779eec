package dev.chainrule.bench;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// A contestant in a process of its own, asked in the way that [Server] describes.
final class Child implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final String name;
  private Duration compiling = Duration.ZERO;

  private Child(Process process) throws UnavailableException {
    this.process = process;
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      JsonNode hello = read();
      if (hello.has("missing")) {
        throw new UnavailableException(hello.get("missing").asText());
      }
      name = hello.get("ready").asText();
    } catch (IOException e) {
      throw new UnavailableException("did not start: " + e.getMessage());
    }
  }

  /// Starts the process; what it says on standard error goes to ours.
  ///
  /// @param environment changes the environment of the process
  /// @throws UnavailableException if there is no such program, or it cannot do what it should
  static Child start(List<String> command, Consumer<Map<String, String>> environment)
      throws UnavailableException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    environment.accept(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UnavailableException("there is no program " + command.getFirst());
    }
    try {
      return new Child(process);
    } catch (UnavailableException e) {
      process.destroy();
      throw e;
    }
  }

  /// Its name and version.
  String name() {
    return name;
  }

  /// Has it make `task` ready; what it computed, or nothing if it does not do such tasks.
  Optional<List<double[]>> prepare(Task task) throws IOException {
    JsonNode reply = ask(Map.of("prepare", task));
    if (!reply.has("answer")) {
      return Optional.empty();
    }
    List<double[]> answer = new ArrayList<>();
    for (JsonNode array : reply.get("answer")) {
      answer.add(JSON.convertValue(array, double[].class));
    }
    return Optional.of(answer);
  }

  /// The time that `repetitions` runs take, in nanoseconds.
  long time(int repetitions) throws IOException {
    JsonNode reply = ask(Map.of("time", repetitions));
    compiling = Duration.ofMillis(reply.path("compiling").asLong());
    return reply.get("nanoseconds").asLong();
  }

  /// How long a compiler in its process had worked when it was last asked for a time; zero where
  /// there is none.
  Duration compiling() {
    return compiling;
  }

  /// The largest resident memory that its process had so far, in bytes; empty where the system does
  /// not tell.
  OptionalDouble memory() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .findFirst();
  }

  private JsonNode ask(Map<String, ?> request) throws IOException {
    requests.write(JSON.writeValueAsString(request));
    requests.newLine();
    requests.flush();
    return read();
  }

  private JsonNode read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the process ended");
    }
    JsonNode answer = JSON.readTree(line);
    if (answer.has("failed")) {
      throw new IOException(answer.get("failed").asText());
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
