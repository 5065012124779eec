package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.nn.train.LossHistory.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/// The curve of the losses as a picture.
class LossChartTest {
  private static final List<Point> TRAINING = new ArrayList<>();

  static {
    for (int i = 1; i <= 400; i++) {
      TRAINING.add(new Point(i * 10L, 2 + 1.5 / i));
    }
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void itIsWellFormedWhateverTheHeading() throws Exception {
    Document picture = parsed(LossChart.of("<script>&\"'\u0001]]>\uD800 𝒙", TRAINING, List.of()));
    assertThat(picture.getElementsByTagName("script").getLength()).isZero();
    assertThat(picture.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("<script>&\"'�]]>� 𝒙");
  }

  @Test
  void itsTitleSaysWhatItShows() throws Exception {
    List<Point> validation = List.of(new Point(2_000, 2.5), new Point(4_000, 2.25));
    Document picture = parsed(LossChart.of("names", TRAINING, validation));
    assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(
            "Loss by step: the training loss goes from 3.5 to 2.004 in 4000 steps, the validation"
                + " loss from 2.5 to 2.25");
    assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(2);
  }

  @Test
  void noStepsAndLossesThatAreNotFiniteAreDrawnToo() throws Exception {
    parsed(LossChart.of("names", List.of(), List.of()));
    Document picture =
        parsed(
            LossChart.of(
                "names",
                List.of(new Point(1, 2), new Point(2, Double.NaN), new Point(3, 3)),
                List.of()));
    assertThat(picture.getDocumentElement().getTextContent()).doesNotContain("NaN");
  }
}
