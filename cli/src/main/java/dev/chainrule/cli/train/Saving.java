package dev.chainrule.cli.train;

import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.checkpoint.CheckpointException;
import dev.chainrule.nn.checkpoint.Checkpoints;
import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.nn.train.TrainingListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Saves a training every few seconds. Where that fails, the training is stopped, and [#rethrow]
/// says why.
final class Saving implements TrainingListener {
  private static final long USUALLY = Duration.ofSeconds(5).toMillis();

  /// In nanoseconds. The property is for tests that kill a training while it saves.
  private static final long EVERY =
      Duration.ofMillis(Long.getLong("chainrule.train.save-every-ms", USUALLY)).toNanos();

  private final TextTraining run;
  private final Checkpoints checkpoints;
  private final String source;
  private long last = System.nanoTime();
  private boolean isDue;
  private @Nullable CheckpointException failure;

  /// @param source where the text is; empty for the names
  Saving(TextTraining run, Checkpoints checkpoints, String source) {
    this.run = run;
    this.checkpoints = checkpoints;
    this.source = source;
  }

  void save() throws CheckpointException {
    Checkpoint checkpoint = run.checkpoint();
    SequencedMap<String, String> metadata = new LinkedHashMap<>(checkpoint.metadata());
    metadata.put("source", source);
    checkpoints.save(run.training().step(), new Checkpoint(checkpoint.tensors(), metadata));
    last = System.nanoTime();
  }

  /// The state between two steps is whole only before the next one begins.
  @Override
  public void beforeStep(long step) {
    if (!isDue) {
      return;
    }
    isDue = false;
    try {
      save();
    } catch (CheckpointException e) {
      failure = e;
      run.training().stop();
    }
  }

  @Override
  public void afterUpdate(long step, double loss) {
    isDue = System.nanoTime() - last > EVERY;
  }

  void rethrow() throws CheckpointException {
    if (failure != null) {
      throw failure;
    }
  }
}
