package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trainings of a few words, and what is said of input that cannot be used.
class TrainCommandTest {
  @TempDir private Path folder;
  private Path words;
  private String out;

  @BeforeEach
  void writeWords() throws IOException {
    words = Files.writeString(folder.resolve("words.txt"), "banana\nbandana\ncabana\n".repeat(10));
    out = folder.resolve("out").toString();
  }

  private Cli train(String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", words.toString()));
    arguments.addAll(List.of(more));
    Map.of("--steps", "40", "--hidden", "8")
        .forEach(
            (option, usual) -> {
              if (!arguments.contains(option)) {
                arguments.addAll(List.of(option, usual));
              }
            });
    return Cli.run(arguments.toArray(String[]::new));
  }

  private Cli trained(String... more) {
    String[] all = Arrays.copyOf(more, more.length + 2);
    all[more.length] = "--out";
    all[more.length + 1] = out;
    return train(all);
  }

  private static void assertRefused(Cli cli, String sentence) {
    assertThat(cli.err()).isEqualTo("chainrule: " + sentence + "\n");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bigram", "bow", "mlp", "gpt"})
  void everyModelIsTrainedAndSaved(String model) throws IOException {
    String[] context = model.equals("gpt") ? new String[] {"--context", "4"} : new String[0];
    String[] arguments =
        Stream.concat(Stream.of("--json", "--model", model), Arrays.stream(context))
            .toArray(String[]::new);
    Cli cli = trained(arguments);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out().lines()).hasSize(1);
    JsonNode run = new ObjectMapper().readTree(cli.out());
    assertThat(run.get("model").asText()).isEqualTo(model);
    assertThat(run.get("steps").asInt()).isEqualTo(40);
    assertThat(run.get("parameters").asInt()).isPositive();
    assertThat(run.get("steps_per_second").asDouble()).isPositive();
    for (String part : List.of("train", "val", "test")) {
      assertThat(run.get("loss").get(part).asDouble()).isPositive();
    }
    assertThat(run.get("samples")).hasSize(20);
    assertThat(run.get("health").isArray()).isTrue();
    assertThat(run.get("out").asText()).isEqualTo(out);
    assertThat(run.fieldNames())
        .toIterable()
        .containsExactly(
            "model",
            "parameters",
            "steps",
            "seconds",
            "steps_per_second",
            "loss",
            "samples",
            "health",
            "out");
    JsonNode file = new ObjectMapper().readTree(Path.of(out, "run.json").toFile());
    assertThat(file.get("settings").get("model").asText()).isEqualTo(model);
    assertThat(Path.of(out, "step-00000040.safetensors")).exists();
  }

  @Test
  void theTextSaysWhatMatters() {
    Cli cli = trained("--backward", "manual");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("mlp: ", " parameters, 40 steps, ", "loss: train ", "20 samples\n", "health")
        .contains("the backward pass by hand was compared with the tape's at 1 steps: apart by ")
        .contains("saved in " + out);
  }

  @Test
  void aTrainedModelMakesUpLinesAndIsEvaluated() {
    trained("--steps", "400", "--split", "1/0/0");
    Cli sample = Cli.run("sample", out, "-n", "5", "--temperature", "0.3");
    assertThat(sample.code()).isZero();
    assertThat(sample.out().lines()).hasSize(5).allMatch(line -> line.matches("[abcdn]*"));
    assertThat(Cli.run("sample", out, "-n", "5", "--temperature", "0.3").out())
        .isEqualTo(sample.out());
    Cli eval = Cli.run("eval", out, words.toString());
    assertThat(eval.code()).isZero();
    assertThat(eval.out())
        .matches(
            ".*: mean loss 0\\.\\d{4} nats a character, perplexity \\d\\.\\d\\d, over 30 lines\n");
  }

  @Test
  void moreStepsGoOnWhereTheLastOnesEnded() throws IOException {
    trained();
    Cli more = Cli.run("train", "--resume", out, "--steps", "60", "--json");
    assertThat(more.code()).as(more.err()).isZero();
    Path whole = folder.resolve("whole");
    train("--steps", "60", "--out", whole.toString());
    assertThat(loss(more.out())).isEqualTo(loss(Files.readString(whole.resolve("run.json"))));
  }

  private static JsonNode loss(String json) throws IOException {
    return new ObjectMapper().readTree(json).get("loss");
  }

  @Test
  void whatIsTrainedAlreadyIsNotOverwritten() {
    trained();
    assertRefused(
        trained(),
        "train: %s has a training already; go on with it by --resume %s, or give another --out"
            .formatted(out, out));
  }

  @Test
  void otherSettingsAreNamedWhenGoingOn() {
    trained();
    assertRefused(
        Cli.run("train", "--resume", out, "--hidden", "9"),
        "train: resume: a training goes on with its own settings; hidden was 8 and is now 9; leave"
            + " them out, or begin anew");
  }

  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeServes() throws IOException {
    trained();
    Path last = Path.of(out, "step-00000040.safetensors");
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length / 2] ^= 1;
    Files.write(last, bytes);
    Cli cli = Cli.run("train", "--resume", out, "--json");
    assertThat(cli.err()).contains(last.toString()).contains("was refused");
    assertThat(cli.code()).as(cli.err()).isZero();
  }

  @Test
  void textsThatCannotBeUsed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
    assertRefused(
        Cli.run("train", empty.toString(), "--out", out),
        "train: text: %s has no line with a character; give a file with one example a line"
            .formatted(empty));
    Path missing = folder.resolve("missing.txt");
    assertThat(Cli.run("train", missing.toString(), "--out", out).err())
        .startsWith("chainrule: train: text: " + missing);
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Cli.run("train", latin.toString(), "--out", out).err()).contains("line 1");
    Path one = Files.writeString(folder.resolve("one.txt"), "single\n");
    Cli cli = Cli.run("train", one.toString(), "--out", out);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void settingsThatCannotBe() {
    assertRefused(trained("--steps", "0"), "train: steps: must be at least 1; given 0");
    assertThat(trained("--lr", "-0.1").err()).contains("a rate must not be negative");
    assertRefused(
        trained("--context", "8"),
        "train: context: must not be longer than the longest line, which has 7 characters; given"
            + " 8");
    assertRefused(trained("--threads", "0"), "train: --threads: must be from 1 to 9999; given 0");
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Cli cli = train("--out", file.resolve("x").toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTraining() throws IOException {
    Cli cli = trained("--lr", "1e30", "--json");
    assertThat(cli.code()).as(cli.err()).isEqualTo(1);
    JsonNode health = new ObjectMapper().readTree(cli.out()).get("health");
    assertThat(health).isNotEmpty();
  }

  @Test
  void aFolderWithoutATrainingIsSaid() {
    assertRefused(
        Cli.run("sample", folder.toString()),
        "sample: %s has no checkpoint that can be used; give the folder that train wrote"
            .formatted(folder));
    Path none = folder.resolve("none");
    assertRefused(
        Cli.run("eval", none.toString(), words.toString()),
        "eval: %s is no folder of a training; give the one that train wrote".formatted(none));
  }

  @Test
  void aCharacterThatWasNeverTrainedIsSaid() throws IOException {
    trained();
    Path other = Files.writeString(folder.resolve("other.txt"), "xyz\n");
    Cli cli = Cli.run("eval", out, other.toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("\"x\" (U+0078)");
  }
}
