package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The first NaN or infinity is told where it is made, not where it is first seen.
class FindNanTest {
  private static Cli find(String worksheet, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "trace";
    arguments[1] = "--find-nan";
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[options.length + 2] = "-";
    return Cli.runWith("import torch\n" + worksheet, arguments);
  }

  private static final String LOG_OF_ZERO =
      """
      x = torch.tensor([[1.0, 0.0], [0.25, 1.0]], requires_grad=True)
      p = x / x.sum(1, keepdim=True)
      logp = p.log()
      late = logp * 0
      loss = -late.mean()
      """;

  @Test
  void nothingIsFound() {
    Cli cli = find("x = torch.tensor([1.0], requires_grad=True)\nloss = x.log().sum()\n");
    assertThat(cli.out()).isEqualTo("-: Every entry is finite, forwards and backwards.\n");
    assertThat(cli.code()).isEqualTo(0);
  }

  @Test
  void forwards() {
    Cli cli = find(LOG_OF_ZERO);
    assertThat(cli.out())
        .isEqualTo(
            """
            -: The first that is not finite is made by log on line 4, for logp: entry [0, 1] is -Infinity
              p (line 3) is 0 there
            """);
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void asJson() throws IOException {
    JsonNode first = new ObjectMapper().readTree(find(LOG_OF_ZERO, "--json").out()).get("first");
    assertThat(first.get("pass").asText()).isEqualTo("forward");
    assertThat(first.get("name").asText()).isEqualTo("logp");
    assertThat(first.get("line").asInt()).isEqualTo(4);
    assertThat(first.get("op").asText()).isEqualTo("log");
    assertThat(first.get("entry").toString()).isEqualTo("[0,1]");
    assertThat(first.get("value").asText()).isEqualTo("-Infinity");
    assertThat(first.get("inputs").get(0).get("value").asDouble()).isEqualTo(0);
    String none = find("loss = torch.ones(1).sum()\n", "--json").out();
    assertThat(new ObjectMapper().readTree(none).get("first").isNull()).isTrue();
  }

  @Test
  void backwards() {
    Cli cli =
        find(
            """
            s = torch.tensor([0.0, 4.0], requires_grad=True)
            q = s.sqrt()
            loss = q.sum()
            """);
    assertThat(cli.out())
        .isEqualTo(
            """
            -: The first that is not finite is made backwards, by the rule of sqrt on line 3: entry [0] of the gradient of s is Infinity
              gradOutput is 1 there
              s (line 2) is 0 there
            """);
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void inAGradientWrittenByHand() {
    Cli cli =
        find(
            """
            s = torch.tensor([0.0, 4.0], requires_grad=True)
            loss = (s ** 2).sum()
            ds = 2 * s * s / s
            """);
    assertThat(cli.out()).contains("made by div on line 4, for ds: entry [0] is NaN");
  }

  @Test
  void aTypedInNan() {
    Cli cli = find("s = torch.tensor([1.0, float('nan')])\nloss = (s ** 2).sum()\n");
    assertThat(cli.out())
        .isEqualTo(
            "-: The first that is not finite is typed in on line 2, for s: entry [1] is NaN\n");
  }

  @Test
  void aMaskOfInfinitiesIsNoFind() {
    String masked =
        """
        s = torch.tensor([[0.5, 4.0], [1.0, 2.0]], requires_grad=True)
        m = torch.tensor([[%s, False], [False, True]])
        a = s.masked_fill(m, float('-inf'))
        w = torch.softmax(a, dim=0)
        loss = (w ** 2).sum()
        """;
    assertThat(find(masked.formatted("False")).code()).isEqualTo(0);
    assertThat(find(masked.formatted("True").replace("[False, True]", "[True, True]")).out())
        .contains("made by softmax on line 5, for w: entry [0, 0] is NaN");
  }
}
