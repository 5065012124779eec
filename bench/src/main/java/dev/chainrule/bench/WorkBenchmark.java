package dev.chainrule.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// One of the works, ours alone, under JMH: its time, and the bytes that it allocates.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorkBenchmark {
  /// The work's name.
  @Param("step-64")
  public String work = "";

  @SuppressWarnings("NullAway.Init") // JMH calls prepare first
  private Job job;

  /// Makes the work ready.
  @Setup
  public void prepare() throws IOException {
    Work chosen = Works.named(work);
    try (Scratch scratch = new Scratch()) {
      job = new Ours().prepare(chosen.task().apply(new Inputs(scratch.folder()))).orElseThrow();
    }
  }

  /// Does it once.
  @Benchmark
  public void run() {
    job.run();
  }

  /// Runs `works` under JMH, which reports to standard output, and prints a line for each.
  static void run(List<Work> works, PrintWriter out) throws RunnerException {
    String[] names = works.stream().map(Work::name).toArray(String[]::new);
    var results =
        new Runner(
                new OptionsBuilder()
                    .include("^" + WorkBenchmark.class.getName().replace(".", "\\.") + "\\.run$")
                    .param("work", names)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    out.println();
    out.printf("%-20s %14s %20s%n", "work", "µs a run", "bytes a run");
    for (RunResult result : results) {
      out.printf(
          "%-20s %14.2f %20.0f%n",
          result.getParams().getParam("work"),
          result.getPrimaryResult().getScore(),
          Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
              .getScore());
    }
    out.flush();
  }
}
