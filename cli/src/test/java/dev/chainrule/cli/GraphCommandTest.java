package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.report.Examples;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphCommandTest {
  @TempDir private Path folder;

  private String example(String name) throws IOException {
    return Files.writeString(folder.resolve(name), Examples.read(name)).toString();
  }

  private static List<Element> boxes(String svg) throws Exception {
    NodeList groups =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getElementsByTagName("g");
    List<Element> boxes = new ArrayList<>();
    for (int i = 0; i < groups.getLength(); i++) {
      boxes.add((Element) groups.item(i));
    }
    return boxes;
  }

  private static String title(Element box) {
    return box.getElementsByTagName("title").item(0).getTextContent();
  }

  @Test
  void everyBoxHasItsTextAndATitle() throws Exception {
    Cli cli = Cli.run("graph", example("three_parameters.py"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    List<Element> boxes = boxes(cli.out());
    assertThat(boxes).hasSize(8);
    assertThat(boxes.stream().map(GraphCommandTest::title))
        .contains(
            "z = sum(w * x, axes=[0], keepDim=false), float32 [], line 21;"
                + " value 0.7000; gradient -0.1651");
    assertThat(boxes)
        .allSatisfy(
            box -> assertThat(box.getElementsByTagName("text").getLength()).isGreaterThan(2));
    assertThat(cli.out()).contains("prefers-color-scheme: dark");
  }

  /// Left, top, right and bottom of a box.
  private static double[] sides(Element box) {
    String[] corner = box.getAttribute("transform").replaceAll("[a-z()]", "").split(" ", -1);
    Element rect = (Element) box.getElementsByTagName("rect").item(0);
    double x = Double.parseDouble(corner[0]);
    double y = Double.parseDouble(corner[1]);
    return new double[] {
      x,
      y,
      x + Double.parseDouble(rect.getAttribute("width")),
      y + Double.parseDouble(rect.getAttribute("height"))
    };
  }

  @Test
  void noTwoBoxesOverlapInALargeGraph() throws Exception {
    List<double[]> boxes = new ArrayList<>();
    for (Element box : boxes(Cli.run("graph", example("ninja.py"), "--depth", "3").out())) {
      boxes.add(sides(box));
    }
    assertThat(boxes).hasSizeGreaterThan(40);
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        double[] a = boxes.get(i);
        double[] b = boxes.get(j);
        boolean apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        assertThat(apart).as("boxes %d and %d", i, j).isTrue();
      }
    }
  }

  @Test
  void depthTellsHowMuchIsTakenTogether() throws Exception {
    String file = example("ninja_shortcuts.py");
    int steps = boxes(Cli.run("graph", file).out()).size();
    int operations = boxes(Cli.run("graph", file, "--depth", "2").out()).size();
    int plain = boxes(Cli.run("graph", file, "--depth", "3").out()).size();
    assertThat(steps).isLessThan(operations);
    assertThat(operations).isLessThan(plain);
    Cli deeper = Cli.run("graph", file, "--depth", "4");
    assertThat(deeper.code()).isEqualTo(2);
    assertThat(deeper.err()).startsWith("--depth is 1, 2 or 3; given 4\n");
  }

  @Test
  void aWrongGradientIsMarked() throws Exception {
    String broken =
        Examples.read("three_parameters.py").replace("dz = h * (1 - h) * dh", "dz = h * dh");
    Path file = Files.writeString(folder.resolve("broken.py"), broken);
    Cli cli = Cli.run("graph", file.toString());
    assertThat(cli.code()).isZero();
    assertThat(
            boxes(cli.out()).stream().filter(box -> box.getAttribute("class").contains("mistaken")))
        .extracting(box -> title(box).substring(0, 1))
        .containsExactlyInAnyOrder("z", "w");
    assertThat(cli.out()).contains("✗ dz: wrong").contains("✗ dw: inherited from dz");
  }

  @Test
  void jsonIsTheGraphAsData() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(Cli.run("graph", example("three_parameters.py"), "--json").out());
    JsonNode loss = json.get("nodes").get(7);
    assertThat(loss.get("name").asText()).isEqualTo("loss");
    assertThat(loss.get("formula").asText()).isEqualTo("(y_hat - y)^2");
    assertThat(loss.get("grad").get(0).asDouble()).isEqualTo(1);
    assertThat(loss.get("wrong").isNull()).isTrue();
    List<String> into = new ArrayList<>();
    for (JsonNode edge : json.get("edges")) {
      if (edge.get("to").asInt() == 7) {
        into.add(json.get("nodes").get(edge.get("from").asInt()).get("name").asText());
      }
    }
    assertThat(into).containsExactlyInAnyOrder("y_hat", "y");
  }

  @Test
  void itIsWrittenWhereItIsAsked() throws IOException {
    Path target = folder.resolve("g.svg");
    Cli cli = Cli.run("graph", example("three_parameters.py"), "-o", target.toString());
    assertThat(cli.out()).isEmpty();
    assertThat(target).content().startsWith("<svg xmlns=");
    Cli nowhere =
        Cli.run(
            "graph",
            example("three_parameters.py"),
            "-o",
            folder.resolve("no/such/g.svg").toString());
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("graph: cannot write ");
  }
}
