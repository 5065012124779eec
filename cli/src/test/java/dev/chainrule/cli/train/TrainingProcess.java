package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.cli.Cli;
import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.checkpoint.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The command `train` in a process of its own, for tests.
final class TrainingProcess {
  private TrainingProcess() {}

  static Process start(List<String> options, String... arguments) throws IOException {
    List<String> command = Cli.command(options, "train");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// That what two trainings saved last has the same bits.
  static void assertSameEnd(Path expected, Path actual) throws IOException {
    Checkpoint first = last(expected);
    Checkpoint second = last(actual);
    for (String name : first.tensors().sequencedKeySet()) {
      if (name.startsWith("model.") || name.startsWith("optimizer.") || name.equals("step")) {
        assertThat(second.tensors().get(name).toDoubleArray())
            .as(name)
            .isEqualTo(first.tensors().get(name).toDoubleArray());
      }
    }
  }

  private static Checkpoint last(Path out) throws IOException {
    return new Checkpoints(out).latest().saved().orElseThrow().checkpoint();
  }
}
