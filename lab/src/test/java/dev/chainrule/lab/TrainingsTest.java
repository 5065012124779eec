package dev.chainrule.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.lab.limit.Runner;
import dev.chainrule.lab.train.Bounds;
import dev.chainrule.lab.train.Trainings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Trainings, followed as a page follows them.
class TrainingsTest {
  private static final Map<String, Object> SMALL =
      Map.of("model", "mlp", "hidden", 8, "batch", 8, "lr", 0.1, "steps", 100_000);

  private record Told(String name, JsonNode json) {}

  private static Lab lab(Duration longest, Duration lonely, int atOnce) throws Exception {
    Runner runner = new Runner(2, 8, Duration.ofSeconds(20));
    return Lab.start("127.0.0.1", 0, runner, new Trainings(new Bounds(longest, lonely, atOnce)));
  }

  private static Lab lab() throws Exception {
    return lab(Duration.ofMinutes(5), Duration.ofMinutes(1), 2);
  }

  private static String start(Client client, Map<String, ?> settings) throws Exception {
    return client.ask("/api/trainings", settings).get("id").asText();
  }

  /// All that is told until the end.
  private static List<Told> told(Client client, String id, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of("Accept", "text/event-stream"));
    all.addAll(List.of(headers));
    HttpResponse<String> response =
        client.get("/api/trainings/%s/events".formatted(id), all.toArray(String[]::new));
    List<Told> told = new ArrayList<>();
    String name = "";
    for (String line : response.body().lines().toList()) {
      if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        told.add(new Told(name, new ObjectMapper().readTree(line.substring(5))));
      }
    }
    return told;
  }

  @Test
  void aTrainingTellsHowItGoesUntilItsEnd() throws Exception {
    try (Lab lab = lab();
        Client client = new Client(lab)) {
      String id =
          start(
              client,
              Map.of("hidden", 8, "batch", 8, "steps", 60, "backward", "manual", "seed", 3));
      List<Told> told = told(client, id);
      assertThat(told).extracting(Told::name).contains("progress", "samples", "compared");
      assertThat(told.getLast().name()).isEqualTo("end");
      JsonNode end = told.getLast().json();
      assertThat(end.get("end").asText()).isEqualTo("done");
      assertThat(end.get("steps").asInt()).isEqualTo(60);
      assertThat(end.at("/loss/val").asDouble()).isPositive();
      Told compared =
          told.stream().filter(t -> t.name().equals("compared")).findFirst().orElseThrow();
      assertThat(compared.json().get("difference").asDouble()).isLessThan(1e-5);
      assertThat(told(client, id, "Last-Event-ID", String.valueOf(told.size() - 2)))
          .extracting(Told::name)
          .containsExactly("end");
    }
  }

  @Test
  void itCanBePausedAndStopped() throws Exception {
    try (Lab lab = lab();
        Client client = new Client(lab)) {
      String id = start(client, SMALL);
      client.ask("/api/trainings/%s/pause".formatted(id), Map.of());
      client.ask("/api/trainings/%s/resume".formatted(id), Map.of());
      client.ask("/api/trainings/%s/pause".formatted(id), Map.of());
      client.ask("/api/trainings/%s/stop".formatted(id), Map.of());
      assertThat(told(client, id).getLast().json().get("end").asText()).isEqualTo("stopped");
    }
  }

  /// A browser goes on using a connection, whether or not its body came as fast as the answer.
  @Test
  void theConnectionStaysWhenABodyComesLate() throws Exception {
    try (Lab lab = lab();
        Client client = new Client(lab);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.port())) {
      socket.setSoTimeout(10_000);
      String id = start(client, SMALL);
      String head =
          """
          POST /api/trainings/%s/pause HTTP/1.1\r
          Host: 127.0.0.1:%d\r
          Content-Type: application/json\r
          Content-Length: 2\r
          \r
          """
              .formatted(id, lab.port());
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (int i = 0; i < 2; i++) {
        socket.getOutputStream().write(head.getBytes(UTF_8));
        Thread.sleep(200);
        socket.getOutputStream().write("{}".getBytes(UTF_8));
        assertThat(statusOf(answers)).isEqualTo("HTTP/1.1 200 OK");
      }
      client.ask("/api/trainings/%s/stop".formatted(id), Map.of());
    }
  }

  /// Reads an answer to its end; its first line.
  private static @Nullable String statusOf(BufferedReader answers) throws IOException {
    String status = answers.readLine();
    int length = 0;
    for (String line = answers.readLine();
        line != null && !line.isEmpty();
        line = answers.readLine()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    assertThat(answers.skip(length)).isEqualTo(length);
    return status;
  }

  @Test
  void nobodyLooksAndItEnds() throws Exception {
    try (Lab lab = lab(Duration.ofMinutes(5), Duration.ofMillis(200), 2);
        Client client = new Client(lab)) {
      String id = start(client, SMALL);
      Thread.sleep(1_000);
      assertThat(told(client, id).getLast().json().get("end").asText()).isEqualTo("left");
    }
  }

  @Test
  void itsTimeIsBounded() throws Exception {
    try (Lab lab = lab(Duration.ofSeconds(1), Duration.ofMinutes(1), 2);
        Client client = new Client(lab)) {
      String id = start(client, SMALL);
      assertThat(told(client, id).getLast().json().get("end").asText()).isEqualTo("time");
    }
  }

  @Test
  void aBrowserHasOneAndAllTogetherAFew() throws Exception {
    try (Lab lab = lab();
        Client one = new Client(lab);
        Client two = new Client(lab);
        Client three = new Client(lab)) {
      String first = start(one, SMALL);
      String second = start(one, SMALL);
      assertThat(told(one, first).getLast().json().get("end").asText()).isEqualTo("stopped");
      start(two, SMALL);
      HttpResponse<String> refused = three.post("/api/trainings", SMALL);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Client.message(refused)).contains("trainings run already");
      one.ask("/api/trainings/%s/stop".formatted(second), Map.of());
    }
  }

  @Test
  void aLossThatIsNoNumberEndsIt() throws Exception {
    try (Lab lab = lab();
        Client client = new Client(lab)) {
      String id =
          start(client, Map.of("model", "bow", "lr", 1e30, "steps", 1000, "optimizer", "sgd"));
      List<Told> told = told(client, id);
      assertThat(told.getLast().json().toString()).contains("\"end\":\"not-finite\"");
    }
  }
}
