package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.Embedding;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.Sequential;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.health.Finding;
import dev.chainrule.nn.health.HealthMonitor;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.Objective;
import dev.chainrule.nn.train.Training;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// The health of a training as a page.
class HealthPageTest {
  private static HealthMonitor trained(double gain, long steps) {
    Generator generator = new Generator(1);
    Module model =
        new Sequential(
            new Embedding(6, 4, generator),
            new Linear(4, 8, generator),
            Activation.tanh(),
            new Linear(8, 8, generator),
            Activation.relu(),
            new Linear(8, 3, generator));
    model.parameters().get("5.weight").detach().mulInPlace(gain);
    BiFunction<Tensor, Tensor, Tensor> loss = (x, y) -> model.forward(x).crossEntropy(y);
    Dataset data =
        new Dataset(
            Tensor.of(new Generator(2).randint(0, 6, 200)),
            Tensor.of(new Generator(3).randint(0, 3, 200)));
    LossHistory history = new LossHistory();
    HealthMonitor monitor = new HealthMonitor(model, loss, history);
    new Training(
            model,
            Objective.of(model, loss),
            new Optimizer(new Sgd(), 0, model.parameters()),
            Schedule.constant(0.05),
            Batches.random(data, 16, new Generator(4)))
        .with(history)
        .with(monitor)
        .run(steps);
    history.validated(steps, 1.2);
    return monitor;
  }

  /// The body, which is well-formed XML too.
  private static Document body(String page) throws Exception {
    String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  @Test
  void findingsStandFirstInWords() throws Exception {
    HealthMonitor monitor = trained(200, 300);
    Finding first = monitor.findings().getFirst();
    Document page = body(HealthPage.of("names", monitor));
    assertThat(texts(page, "h2").getFirst()).isEqualTo("What deserves attention");
    assertThat(texts(page, "article").getFirst()).contains(first.message());
  }

  @Test
  void everySectionHasItsTable() throws Exception {
    Document page = body(HealthPage.of("names", trained(1, 300)));
    assertThat(texts(page, "h2"))
        .containsExactly(
            "What deserves attention",
            "Loss",
            "Saturation",
            "Dead units",
            "Activations",
            "Gradients of activations",
            "Gradient norms",
            "Update to weight",
            "Update to weight, entry by entry");
    assertThat(texts(page, "summary"))
        .containsExactly(
            "Losses as a table",
            "Saturation as a table",
            "Activations as a table",
            "Gradient norms as a table",
            "Update to weight as a table",
            "All parameters as a table");
    assertThat(texts(page, "figcaption"))
        .contains("tanh after 1", "relu after 3", "logits", "0.weight", "5.weight");
  }

  @Test
  void everyPictureHasATitleOfItsOwn() throws Exception {
    NodeList pictures = body(HealthPage.of("names", trained(1, 100))).getElementsByTagName("svg");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < pictures.getLength(); i++) {
      Element picture = (Element) pictures.item(i);
      Element title = (Element) picture.getElementsByTagName("title").item(0);
      assertThat(title.getAttribute("id")).isEqualTo(picture.getAttribute("aria-labelledby"));
      assertThat(title.getTextContent()).isNotBlank();
      assertThat(names.add(title.getAttribute("id"))).isTrue();
    }
    assertThat(names).hasSizeGreaterThan(10);
  }

  @Test
  void nothingIsLoadedAndNothingRuns() throws Exception {
    String page = HealthPage.of("</title><script>alert(1)</script>", trained(1, 100));
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("<script")
        .doesNotContain("src=")
        .doesNotContain("href=")
        .doesNotContain("url(")
        .doesNotContain("NaN");
    assertThat(texts(body(page), "h1")).containsExactly("</title><script>alert(1)</script>");
  }

  @Test
  void aTrainingWithoutStepsHasAPageToo() throws Exception {
    Document page = body(HealthPage.of("names", trained(1, 0)));
    assertThat(texts(page, "p")).anyMatch(text -> text.startsWith("Nothing."));
  }
}
