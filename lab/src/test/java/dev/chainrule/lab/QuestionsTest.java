package dev.chainrule.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Trace;
import dev.chainrule.lab.api.Operations;
import dev.chainrule.report.Examples;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the lab answers, and how it says that it cannot.
class QuestionsTest {
  private static final String SMALL = Examples.read("three_parameters.py");

  private static Lab lab;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    lab = Lab.start("127.0.0.1", 0);
    client = new Client(lab);
  }

  @AfterAll
  static void stop() {
    client.close();
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"three_parameters.py", "bag_of_words.py", "classifier_head.py"})
  void oneRunSaysWhatTheCommandsSay(String name) throws Exception {
    String source = Examples.read(name).replaceFirst("\\.sum\\(0\\)", ".sum(1)");
    HttpResponse<String> response = client.post("/api/run", Map.of("source", source));
    String check =
        JsonReports.check("worksheet", Checker.check(WorksheetExperiment.of(source, null)));
    String trace = JsonReports.trace("worksheet", Trace.of(WorksheetExperiment.of(source, null)));
    assertThat(response.body()).contains(check).contains(trace);
    JsonNode answer = Client.json(response);
    assertThat(answer.at("/graph/nodes")).isNotEmpty();
    assertThat(answer.get("svg").asText()).startsWith("<svg ");
  }

  @Test
  void onlyWhatIsWantedIsAnswered() throws Exception {
    JsonNode answer = client.ask("/api/run", Map.of("source", SMALL, "want", List.of("trace")));
    assertThat(answer.properties()).extracting(Map.Entry::getKey).containsExactly("trace");
  }

  @Test
  void onlyTheStepsThatAreNamedAreTraced() throws Exception {
    JsonNode all = client.ask("/api/run", Map.of("source", SMALL, "want", List.of("trace")));
    JsonNode some =
        client.ask(
            "/api/run",
            Map.of("source", SMALL, "want", List.of("trace"), "names", List.of("w", "loss")));
    List<JsonNode> steps = new ArrayList<>();
    for (JsonNode step : all.at("/trace/steps")) {
      if (List.of("w", "loss").contains(step.get("name").asText())) {
        steps.add(step);
      }
    }
    assertThat(some.at("/trace/steps")).hasSize(2).containsExactlyElementsOf(steps);
    assertThat(some.at("/trace/loss")).isEqualTo(all.at("/trace/loss"));
  }

  @Test
  void aStepThatIsNotThereIsSaid() throws Exception {
    JsonNode answer =
        client.ask("/api/run", Map.of("source", SMALL, "names", List.of("w", "y_hatt")));
    assertThat(answer.at("/trace/error/message").asText())
        .isEqualTo("names: the worksheet has no value 'y_hatt'; did you mean 'y_hat'?");
    assertThat(answer.at("/check/checks").isArray()).isTrue();
  }

  @Test
  void aGraphThatCannotBeDrawnLeavesTheCheck() throws Exception {
    String long400 =
        "import torch\nx0 = torch.tensor(1.0, requires_grad=True)\n"
            + String.join(
                "", java.util.stream.IntStream.range(0, 400).mapToObj(i -> step(i)).toList())
            + "loss = x400 * 1\n";
    JsonNode answer = client.ask("/api/run", Map.of("source", long400));
    assertThat(answer.at("/check/checks").isArray()).isTrue();
    assertThat(answer.at("/graph/error/message").asText()).contains("draws at most 300");
    assertThat(answer.has("svg")).isFalse();
  }

  private static String step(int i) {
    return "x%d = x%d * 1.01\n".formatted(i + 1, i);
  }

  @Test
  void moreNumbersThanAPageShowsAreNotSent() throws Exception {
    String large = "import torch\nx = torch.ones(700, 700, requires_grad=True)\nloss = x.sum()\n";
    JsonNode answer = client.ask("/api/run", Map.of("source", large));
    assertThat(answer.at("/trace/error/message").asText()).contains("at most 200,000");
  }

  @Test
  void anEntryIsExplainedInNumbersAndInMarkdown() throws Exception {
    JsonNode answer =
        client.ask("/api/explain", Map.of("source", SMALL, "subject", "w[1]", "terms", 3));
    assertThat(answer.at("/explanation/entries/0/agrees").asBoolean()).isTrue();
    assertThat(answer.get("markdown").asText()).contains("$");
  }

  @Test
  void anUnknownVariableGetsTheNearestName() throws Exception {
    HttpResponse<String> response =
        client.post("/api/explain", Map.of("source", SMALL, "subject", "y_hatt"));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(Client.message(response)).contains("did you mean 'y_hat'?");
  }

  @Test
  void anErrorStandsAtItsLine() throws Exception {
    HttpResponse<String> response =
        client.post("/api/run", Map.of("source", "import torch\nx = torch.tenser(1.0)\n"));
    JsonNode error = Client.json(response).get("error");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(error.get("line").asInt()).isEqualTo(2);
    assertThat(error.get("column").asInt()).isPositive();
    assertThat(error.get("message").asText()).contains("did you mean");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/run | {} | 400 | source: must be a text; it is missing",
        "/api/run | [] | 400 | the question must be a JSON object",
        "/api/run | {\"source | 400 | the question is no JSON",
        "/api/run | {\"source\": 3} | 400 | source: must be a text; given 3",
        "/api/run | {\"source\": \" \"} | 422 | the worksheet is empty",
        "/api/run | {\"source\": \"x = 1\", \"want\": [\"all\"]} | 400 | want: must be of check",
        "/api/run | {\"source\": \"x = 1\", \"names\": [1]} | 400 | names: must be texts; given 1",
        "/api/run | {\"source\": \"x = 1\", \"depth\": 9} | 400 | depth: must be a whole number",
        "/api/explain | {\"source\": \"x = 1\"} | 400 | subject: must be a text",
        "/api/mistakes | {\"source\": \"x = 1\", \"id\": \"typo\"} | 400 | there is no mistake",
        "/api/race | {\"inputs\": 100000} | 400 | inputs: must be a whole number from 1 to 1024",
        "/api/race | {\"inputs\": 0} | 400 | inputs: must be a whole number from 1 to 1024; given"
            + " 0",
        "/api/race | {\"outputs\": 65} | 400 | outputs: must be a whole number from 1 to 64; given"
            + " 65",
        "/api/race | {\"outputs\": 1.5} | 400 | outputs: must be a whole number from 1 to 64",
        "/api/race | {\"seed\": \"x\"} | 400 | seed: must be a whole number",
        "/api/trainings | {\"model\": \"cnn\"} | 400 | model: must be one of",
        "/api/trainings | {\"hidden\": 513} | 400 | hidden: the lab trains with at most 512",
        "/api/trainings/none/stop | {} | 404 | there is no such training",
        "/api/nothing | {} | 404 | there is nothing at /api/nothing",
      })
  void whatCannotBeAnsweredIsSaid(String path, String body, int status, String sentence)
      throws Exception {
    HttpResponse<String> response = client.post(path, body, "Content-Type", "application/json");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Client.message(response)).contains(sentence);
  }

  @Test
  void aQuestionIsTakenBackByWhoKnowsItsName() throws Exception {
    String loop = "import torch\nx = torch.ones(2)\nwhile True:\n    x[0] += x[1]\n";
    CompletableFuture<HttpResponse<String>> asked =
        CompletableFuture.supplyAsync(
            () -> client.postAs("0123456789abcdef", "/api/run", Map.of("source", loop)));
    while (lab.running() == 0) {
      Thread.sleep(1);
    }
    assertThat(client.takeBack("fedcba9876543210")).isEqualTo(204);
    assertThat(lab.running()).isEqualTo(1);
    assertThat(client.takeBack("0123456789abcdef")).isEqualTo(204);
    assertThat(asked.join().statusCode()).isEqualTo(410);
    assertThat(lab.running()).isZero();
  }

  @Test
  void aBodyIsBounded() throws Exception {
    HttpResponse<String> response = client.post("/api/run", Map.of("source", "#".repeat(300_000)));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void examplesHaveNamesAndTitles() throws Exception {
    JsonNode examples = Client.json(client.get("/api/examples"));
    assertThat(examples).hasSize(Examples.NAMES.size());
    assertThat(examples.get(0).get("name").asText()).isEqualTo("three_parameters");
    assertThat(examples.get(0).get("title").asText()).startsWith("Three parameters");
  }

  @Test
  void operationsAreSent() throws Exception {
    assertThat(client.get("/api/operations").body()).isEqualTo(Operations.json());
  }

  @ParameterizedTest
  @CsvSource({"classifier_head.py, wrong-axis", "three_parameters.py, missing-factor-two"})
  void aMistakeIsPutInAndTheDoctorNamesIt(String name, String id) throws Exception {
    JsonNode answer =
        client.ask("/api/mistakes", Map.of("source", Examples.read(name), "id", id, "seed", 3));
    assertThat(answer.get("now")).isNotEqualTo(answer.get("was"));
    JsonNode run =
        client.ask(
            "/api/run", Map.of("source", answer.get("source").asText(), "want", List.of("check")));
    assertThat(run.at("/check").toString()).contains("\"id\":\"" + id + "\"");
  }

  /// Of one row the mean is the sum, and to forget the sum is no mistake either: neither may come.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void whateverMistakeIsPutInTheDoctorNamesIt(int seed) throws Exception {
    String source =
        """
        import torch
        w = torch.tensor([[1.0, 2.0]], requires_grad=True)
        loss = (3.0 * w).sum()
        dw = torch.full((1, 2), 3.0).sum(0, keepdim=True)
        """;
    JsonNode answer = client.ask("/api/mistakes", Map.of("source", source, "seed", seed));
    JsonNode run =
        client.ask(
            "/api/run", Map.of("source", answer.get("source").asText(), "want", List.of("check")));
    assertThat(run.at("/check").toString()).contains("\"id\":" + answer.get("id"));
  }

  @Test
  void differencesAreBestInTheMiddle() throws Exception {
    JsonNode answer =
        client.ask(
            "/api/gradcheck",
            Map.of(
                "source",
                SMALL,
                "variable",
                "w",
                "entry",
                List.of(1),
                "steps",
                List.of(1.0, 1e-5, 1e-12)));
    double[] errors = new double[3];
    int next = 0;
    for (JsonNode point : answer.get("points")) {
      if (point.get("dtype").asText().equals("float64")) {
        errors[next++] = point.get("error").asDouble();
      }
    }
    assertThat(errors[1]).isLessThan(errors[0]).isLessThan(errors[2]).isLessThan(1e-8);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "30, 4", "3, 64", "1024, 1"})
  void bothEnginesComeToTheSameGradient(int inputs, int outputs) throws Exception {
    JsonNode answer = client.ask("/api/race", Map.of("inputs", inputs, "outputs", outputs));
    assertThat(answer.get("difference").asDouble()).isLessThan(1e-14);
    assertThat(answer.get("largest").asDouble()).isGreaterThan(1e-6);
    assertThat(answer.at("/scalar/nodes").asInt())
        .isEqualTo(1 + inputs + outputs * (3 * inputs + 4));
    for (String time : List.of("/scalar/forward_ns", "/scalar/backward_ns", "/tensor/forward_ns")) {
      assertThat(answer.at(time).asLong()).as(time).isPositive();
    }
    assertThat(answer.at("/tensor/backward_ns").asLong()).isPositive();
  }
}
