package dev.chainrule.lab.train;

import dev.chainrule.lab.api.Question;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.run.Settings;
import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.report.JsonReports;
import dev.chainrule.report.train.Names;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The trainings of all browsers: one each, a few at once. They read the names that come along.
public final class Trainings implements AutoCloseable {
  private static final List<String> SETTINGS =
      List.of(
          "model",
          "context",
          "embedding",
          "hidden",
          "layers",
          "heads",
          "batch",
          "steps",
          "lr",
          "optimizer",
          "seed",
          "backward");

  private static final int ID_BYTES = 12;

  /// How many are remembered, so that a page that is loaded again still finds what has ended.
  private static final int KEPT = 8;

  private final Bounds bounds;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kept> all = new LinkedHashMap<>();
  private @Nullable Lines names;

  private record Kept(String browser, Watched training) {}

  public Trainings(Bounds bounds) {
    this.bounds = bounds;
  }

  /// Starts a training in the place of the browser's last one: `{"id"}`.
  ///
  /// @param browser who asks
  public synchronized String start(Question question, String browser) {
    Settings settings = settings(question);
    Bounds.require(settings);
    all.values().stream()
        .filter(kept -> kept.browser().equals(browser))
        .forEach(kept -> kept.training().stop());
    long others =
        all.values().stream()
            .filter(kept -> !kept.browser().equals(browser) && !kept.training().isOver())
            .count();
    if (others >= bounds.atOnce()) {
      throw Problem.busy(
          "%d trainings run already, the most at once; stop one, or wait".formatted(others));
    }
    if (names == null) {
      names = Names.lines();
    }
    TextTraining run = TextTraining.start(names, settings);
    Bounds.require(run);
    Watched training = new Watched(run, bounds);
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    all.put(id, new Kept(browser, training));
    forget();
    training.start();
    return JsonReports.object(json -> json.writeStringField("id", id));
  }

  private static Settings settings(Question question) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : SETTINGS) {
      String text = question.plain(name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    try {
      return Settings.of(texts);
    } catch (IllegalArgumentException e) {
      throw Problem.malformed(String.valueOf(e.getMessage()));
    }
  }

  private void forget() {
    List<String> over =
        all.entrySet().stream()
            .filter(entry -> entry.getValue().training().isOver())
            .map(Map.Entry::getKey)
            .toList();
    for (String id : over) {
      if (all.size() <= KEPT) {
        return;
      }
      all.remove(id);
    }
  }

  /// Pauses one.
  public String pause(String id) {
    return change(id, Watched::pause);
  }

  /// Has one that is paused go on.
  public String resume(String id) {
    return change(id, Watched::resume);
  }

  /// Stops one.
  public String stop(String id) {
    return change(id, Watched::stop);
  }

  private String change(String id, Consumer<Watched> change) {
    change.accept(find(id));
    return JsonReports.object(json -> json.writeStringField("id", id));
  }

  /// What is told of one.
  public Events events(String id) {
    return find(id).events();
  }

  private synchronized Watched find(String id) {
    Kept kept = all.get(id);
    if (kept == null) {
      throw Problem.missing("there is no such training any more; start another");
    }
    return kept.training();
  }

  @Override
  public synchronized void close() {
    all.values().forEach(kept -> kept.training().stop());
  }
}
