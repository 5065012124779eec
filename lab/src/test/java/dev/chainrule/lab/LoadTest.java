package dev.chainrule.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.lab.limit.Runner;
import dev.chainrule.lab.train.Bounds;
import dev.chainrule.lab.train.Trainings;
import dev.chainrule.report.Examples;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Whatever is asked, and by however many, the server goes on answering.
class LoadTest {
  private static final long SEED = 20_260_101;
  private static final int WORKSHEETS = 200;

  @Test
  void hostileWorksheetsLeaveTheServerAnswering() throws Exception {
    Random random = new Random(SEED);
    Runner runner = new Runner(2, 64, Duration.ofMillis(500));
    try (Lab lab = Lab.start("127.0.0.1", 0, runner, new Trainings(Bounds.STANDARD));
        Client client = new Client(lab)) {
      for (int i = 0; i < WORKSHEETS; i++) {
        String source = HostileWorksheets.of(random);
        HttpResponse<String> response = client.post("/api/run", Map.of("source", source));
        assertThat(response.statusCode())
            .as("seed %d, worksheet %d: %s", SEED, i, response.body())
            .isIn(200, 413, 422);
        assertThat(response.body()).doesNotContain("defect").doesNotContain("Exception");
      }
      for (int i = 0; i < 1_000 && runner.running() > 0; i++) {
        Thread.sleep(20);
      }
      assertThat(runner.running()).as("threads that did not stop").isZero();
      Map<String, String> small = Map.of("source", Examples.read("three_parameters.py"));
      assertThat(client.ask("/api/run", small).at("/check/checks")).isNotEmpty();
    }
  }

  @Test
  void manyClientsAtOnceLoseNoAnswer() throws Exception {
    int clients = 50;
    String source = Examples.read("three_parameters.py");
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab);
        ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      JsonNode expected = client.ask("/api/run", Map.of("source", source));
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 3 * clients; i++) {
        if (i % clients == 0) {
          for (Future<JsonNode> answer : answers) {
            answer.get();
          }
        }
        answers.add(all.submit(() -> client.ask("/api/run", Map.of("source", source))));
      }
      for (Future<JsonNode> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }
}
