package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// What is written besides the table: JSON, the picture, the document.
class ReportTest {
  private static final Outcome OUTCOME =
      Samples.outcome(
          Samples.row("fast", 10_000, 100_000, 0), Samples.row("slow", 10_000, 5_000, 0.5));

  @Test
  void jsonHasEveryFigure() throws Exception {
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(OUTCOME));
    assertThat(json.at("/command").asText()).isEqualTo("./chainrule bench --quick");
    assertThat(json.at("/date").asText()).isEqualTo("2025-06-01");
    assertThat(json.at("/machine/processor").asText()).isEqualTo("A processor, 2 cores");
    assertThat(json.at("/peers/PyTorch").asText()).isEqualTo("PyTorch 1.13.1");
    assertThat(json.at("/notes/0").asText()).startsWith("DJL is missing");
    JsonNode slow = json.at("/works/1");
    assertThat(slow.at("/name").asText()).isEqualTo("slow");
    assertThat(slow.at("/unit").asText()).isEqualTo("nanoseconds");
    assertThat(slow.at("/figures/ours").asDouble()).isEqualTo(10_000);
    assertThat(slow.at("/figures/PyTorch").asDouble()).isEqualTo(5_000);
    assertThat(slow.at("/ratios/PyTorch").asDouble()).isEqualTo(0.5);
    assertThat(slow.at("/ratios").size()).isEqualTo(1);
    assertThat(slow.at("/differences/PyTorch").asDouble()).isEqualTo(0.5);
    assertThat(slow.at("/rounds").asInt()).isEqualTo(9);
    assertThat(slow.at("/met").asBoolean(true)).isFalse();
  }

  @Test
  void thePictureIsWellFormedAndLabelled() throws Exception {
    NodeList texts =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Chart.of(OUTCOME))))
            .getElementsByTagName("text");
    assertThat(IntStream.range(0, texts.getLength()))
        .extracting(i -> texts.item(i).getTextContent())
        .contains(
            "How many times as fast as others",
            "Products of <A & B>",
            "work fast",
            "work slow",
            "PyTorch",
            "target",
            "as fast",
            "10×",
            "0.1×");
  }

  @Test
  void aMarkStandsFurtherRightWhereWeAreFaster() {
    double faster = place(Chart.of(Samples.outcome(Samples.row("a", 1_000, 5_000, 0))));
    double slower = place(Chart.of(Samples.outcome(Samples.row("a", 1_000, 500, 0))));
    assertThat(faster).isGreaterThan(slower);
  }

  /// Where the last mark of the picture is.
  private static double place(String svg) {
    String last = svg.substring(svg.lastIndexOf("translate(") + "translate(".length());
    return Double.parseDouble(last.substring(0, last.indexOf(' ')));
  }

  @Test
  void aDocumentKeepsWhatPeopleWrote() {
    String written =
        Document.with(
            "# Ours\n\nBefore.\n\n" + Document.BEGIN + "\nold\n" + Document.END + "\n\nAfter.\n",
            OUTCOME);
    assertThat(written)
        .startsWith("# Ours\n\nBefore.\n\n" + Document.BEGIN)
        .endsWith(Document.END + "\n\nAfter.\n")
        .doesNotContain("\nold\n")
        .contains("Taken on 2025-06-01 by `./chainrule bench --quick`.")
        .contains("| work fast | 10.0 µs |");
    assertThat(Document.with(written, OUTCOME)).isEqualTo(written);
  }

  @Test
  void aDocumentSaysWhereWeAreBehind() {
    assertThat(Document.with(null, OUTCOME))
        .contains(
            "- Products of <A & B>, work slow: ours 10.0 µs; 0.50 × PyTorch; the target"
                + " ≥ 2 × PyTorch is missed\n")
        .doesNotContain("- Products of <A & B>, work fast");
    assertThat(Document.with(null, Samples.outcome(Samples.row("fast", 1, 3, 0))))
        .contains("No peer is ahead, and no target is missed.");
  }

  @Test
  void aDocumentWithoutTheMarksIsRefused() {
    assertThatThrownBy(() -> Document.with("# Other\n", OUTCOME))
        .hasMessageStartingWith(
            "--out: performance.md must hold two lines for figures to go between");
  }
}
