package dev.chainrule.lab;

import dev.chainrule.lab.limit.Problem;
import dev.chainrule.lab.train.Event;
import dev.chainrule.lab.train.Events;
import dev.chainrule.lab.train.Trainings;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Sends what is told of a training to a browser, as server-sent events. A browser that lost the
/// connection says which it saw last and gets those after it.
final class EventStream {
  /// A comment so often shows whether the reader is still there.
  private static final Duration BEAT = Duration.ofSeconds(5);

  private static final int MOST_READERS = 8;

  private final Trainings trainings;
  private final Semaphore readers = new Semaphore(MOST_READERS);

  EventStream(Trainings trainings) {
    this.trainings = trainings;
  }

  /// Sends until the training or the reader is gone. Holds its thread meanwhile, so readers are
  /// few.
  void send(SseClient client) {
    Events events = trainings.events(client.ctx().pathParam("id"));
    if (!readers.tryAcquire()) {
      throw Problem.busy("too many pages watch trainings; close one");
    }
    events.join();
    try {
      send(client, events, after(client.ctx().header("Last-Event-ID")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      events.leave();
      readers.release();
      client.close();
    }
  }

  private static void send(SseClient client, Events events, int first) throws InterruptedException {
    int next = first;
    while (!client.terminated() && !events.isEndedAfter(next)) {
      boolean isQuiet = true;
      for (Event event : events.from(next, BEAT)) {
        client.sendEvent(event.name(), event.json(), String.valueOf(next));
        next++;
        isQuiet = false;
      }
      if (isQuiet) {
        client.sendComment("waiting");
      }
    }
  }

  /// The number of the event after the last that was seen.
  private static int after(@Nullable String last) {
    return last != null && last.matches("\\d{1,8}") ? Integer.parseInt(last) + 1 : 0;
  }
}
