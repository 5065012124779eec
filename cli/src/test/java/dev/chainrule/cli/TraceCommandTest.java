package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.report.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
  @TempDir private Path folder;

  private Map<String, JsonNode> steps(String text, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("sheet.py"), text);
    String[] arguments = new String[options.length + 3];
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[0] = "trace";
    arguments[options.length + 1] = "--json";
    arguments[options.length + 2] = file.toString();
    Cli cli = Cli.run(arguments);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isEqualTo(0);
    Map<String, JsonNode> steps = new LinkedHashMap<>();
    for (JsonNode step : new ObjectMapper().readTree(cli.out()).get("steps")) {
      steps.put(step.get("name").asText(), step);
    }
    return steps;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  @Test
  void aStepHasItsFields() throws IOException {
    Map<String, JsonNode> steps = steps(Examples.read("three_parameters.py"));
    JsonNode z = steps.get("z");
    assertThat(z.get("op").asText()).isEqualTo("sum");
    assertThat(z.get("dtype").asText()).isEqualTo("float32");
    assertThat(z.get("shape")).isEmpty();
    assertThat(z.get("value").get(0).asText()).isEqualTo("0.70000005");
    assertThat(steps.get("w").get("op").asText()).isEqualTo("leaf");
    assertThat(steps.get("loss").get("grad").get(0).asDouble()).isEqualTo(1);
  }

  @Test
  void whatTheLossDoesNotDependOnHasNoGradient() throws IOException {
    Map<String, JsonNode> steps =
        steps(
            """
            import torch
            a = torch.tensor([2.0])
            beside = a * 3
            index = torch.tensor([0])
            loss = (a[index] ** 2).sum()
            """);
    assertThat(steps.get("beside").get("grad").isNull()).isTrue();
    assertThat(steps.get("index").get("grad").isNull()).isTrue();
    assertThat(steps.get("index").get("dtype").asText()).isEqualTo("int64");
    assertThat(numbers(steps.get("a").get("grad"))).containsExactly(4);
  }

  @Test
  void thePictureIsReadDownAndUp() throws IOException {
    Path file = folder.resolve("tiny.py");
    Files.writeString(
        file,
        """
        import torch
        w = torch.tensor([3.0, -0.5], requires_grad=True)
        y = w * 2
        loss = y.sum()
        """);
    assertThat(Cli.run("trace", file.toString()).out())
        .isEqualTo(
            file
                + ": loss = 5\n\n"
                + """
                step  line  made by  shape  value, read down ↓  gradient, read up ↑
                w        2  leaf     [2]           3  -0.5000          2        2
                y        3  mul      [2]           6       -1          1        1
                loss     4  sum      []            5                   1

                and last, the gradients of the weights: how loss changes with each
                dw  [2]         2        2

                """
                    .indent(2)
                    .replace("\n  \n", "\n\n")
                    .stripTrailing()
                + "\n\n");
  }

  @Test
  void anErrorIsTwo() {
    assertThat(Cli.run("trace", "nowhere.py").code()).isEqualTo(2);
  }
}
