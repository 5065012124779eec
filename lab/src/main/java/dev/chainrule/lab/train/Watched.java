package dev.chainrule.lab.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.Generator;
import dev.chainrule.nn.health.HealthListener;
import dev.chainrule.nn.health.HealthMonitor;
import dev.chainrule.nn.run.HandPassCheck;
import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.nn.train.LossHistory.Point;
import dev.chainrule.nn.train.Training;
import dev.chainrule.nn.train.TrainingListener;
import dev.chainrule.report.train.Summary;
import dev.chainrule.report.train.TrainingJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One training on a thread of its own, which tells its [Events] how it goes: `progress`,
/// `samples`, `health`, `compared`, and `end` or `failed`.
final class Watched implements TrainingListener, HealthListener {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(100);
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(2);
  private static final int SAMPLES = 5;
  private static final int LONGEST_SAMPLE = 30;

  private final TextTraining run;
  private final Bounds bounds;
  private final Events events = new Events();
  private final Generator generator = new Generator(1);
  private final Thread thread = new Thread(this::train, "lab-training");
  private String reason = "done";
  private boolean isPaused;
  private boolean isStopped;
  private long compared;
  private long working;
  private long resumed = System.nanoTime();
  private long toldAt;
  private long sampledAt;

  Watched(TextTraining run, Bounds bounds) {
    this.run = run;
    this.bounds = bounds;
    run.training().with(this);
    run.health().with(this);
    thread.setDaemon(true);
  }

  Events events() {
    return events;
  }

  void start() {
    thread.start();
  }

  synchronized void pause() {
    isPaused = true;
  }

  synchronized void resume() {
    isPaused = false;
    notifyAll();
  }

  void stop() {
    stop("stopped");
  }

  private synchronized void stop(String why) {
    if (!isStopped) {
      isStopped = true;
      reason = why;
    }
    run.training().stop();
    notifyAll();
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  private void train() {
    try {
      Training.End end = run.run();
      if (end == Training.End.NOT_FINITE) {
        reason = "not-finite";
      }
      tell();
      double seconds = Math.max(1e-9, seconds(System.nanoTime()));
      Summary summary = Summary.of(run, run.training().step(), seconds, null);
      Map<String, @Nullable Object> fields = new LinkedHashMap<>(TrainingJson.fields(summary));
      fields.put("end", reason);
      send("end", fields);
    } catch (RuntimeException | OutOfMemoryError e) {
      send("failed", Map.of("message", String.valueOf(e.getMessage())));
    } finally {
      events.end();
    }
  }

  @Override
  public synchronized void beforeStep(long step) {
    if (isPaused) {
      working += System.nanoTime() - resumed;
      awaitResume();
      resumed = System.nanoTime();
    }
    if (events.isLonelyFor(bounds.lonely())) {
      stop("left");
    } else if (seconds(System.nanoTime()) > bounds.longest().toSeconds()) {
      stop("time");
    }
  }

  private synchronized void awaitResume() {
    try {
      while (isPaused && !isStopped && !events.isLonelyFor(bounds.lonely())) {
        wait(bounds.lonely().toMillis());
      }
    } catch (InterruptedException e) {
      stop("stopped");
    }
  }

  private double seconds(long now) {
    return (working + now - resumed) / 1e9;
  }

  @Override
  public void afterUpdate(long step, double loss) {
    long now = System.nanoTime();
    HandPassCheck check = run.handPass();
    if (check != null && check.compared() > compared) {
      compared = check.compared();
      send("compared", number("step", step, "difference", check.largestDifference()));
    }
    if (now - toldAt >= BETWEEN_PROGRESS.toNanos()) {
      toldAt = now;
      tell();
    }
    if (now - sampledAt >= BETWEEN_SAMPLES.toNanos()) {
      sampledAt = now;
      sample();
    }
  }

  private void sample() {
    try {
      List<String> samples = run.model().samples(SAMPLES, 1, LONGEST_SAMPLE, generator);
      send("samples", Map.of("samples", samples));
    } catch (IllegalArgumentException e) {
      // The update made infinite numbers of the parameters; the next loss says so.
    }
  }

  private void tell() {
    List<Point> validation = run.history().validation();
    long step = run.training().step();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("step", step);
    fields.put("loss", TrainingJson.number(run.history().smoothed()));
    fields.put(
        "validation",
        validation.isEmpty() ? null : TrainingJson.number(validation.getLast().loss()));
    fields.put(
        "steps_per_second", TrainingJson.number(step / Math.max(1e-9, seconds(System.nanoTime()))));
    send("progress", fields);
  }

  @Override
  public void measured(long step, HealthMonitor monitor) {
    List<Map<String, @Nullable Object>> findings =
        monitor.findings().stream().map(TrainingJson::finding).toList();
    send("health", Map.of("step", step, "findings", findings));
  }

  private static Map<String, @Nullable Object> number(
      String first, long step, String second, double value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(first, step);
    fields.put(second, TrainingJson.number(value));
    return fields;
  }

  private void send(String name, Map<String, ?> fields) {
    try {
      events.add(new Event(name, MAPPER.writeValueAsString(fields)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is told is texts and numbers", e);
    }
  }
}
