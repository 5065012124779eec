package dev.chainrule.bench;

import dev.chainrule.bench.doctor.DoctorCommand;
import dev.chainrule.kernel.Kernels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/// The command `chainrule bench`.
@Command(
    name = "chainrule bench",
    mixinStandardHelpOptions = true,
    version = "chainrule 0.1.0",
    description = "Measures the engine beside others, on the same work, in turn.",
    footer = {
      "",
      "Each contestant is a process of its own, with one thread unless the work says otherwise.",
      "A figure is a median; in brackets: how many times ours the other's is."
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Fewer works and rounds: some minutes.")
  private boolean quick;

  @Option(
      names = "--only",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Only works whose name contains one of these.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Lists the works and ends.")
  private boolean list;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private @Nullable Path json;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draws the ratios.")
  private @Nullable Path svg;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes performance.json and performance.svg, and the tables of performance.md.")
  private @Nullable Path out;

  @Option(
      names = "--djl",
      description = "With DJL and PyTorch 2.7.1 in Java; downloads 111 MB the first time.")
  private boolean djl;

  @Option(
      names = "--jmh",
      description = "Ours alone under JMH, with the bytes that a run allocates.")
  private boolean jmh;

  private final String typed;

  private Main(String typed) {
    this.typed = typed;
  }

  /// Runs the command and exits with its code: 0, or 2 where the options cannot be used.
  ///
  /// @param args the words after `chainrule`: `bench` and options
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    boolean named = args.length > 0 && args[0].equals("bench");
    String[] options = named ? Arrays.copyOfRange(args, 1, args.length) : args;
    return commandLine(options).execute(options);
  }

  static CommandLine commandLine(String... options) {
    String typed = ("./chainrule bench " + String.join(" ", options)).strip();
    return new CommandLine(new Main(typed))
        .addSubcommand(new DoctorCommand())
        .setExecutionStrategy(Main::runLast)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("chainrule: bench: " + failure.getMessage());
              line.getErr().flush();
              return line.getCommandSpec().exitCodeOnInvalidInput();
            });
  }

  /// Runs what was asked for. The engine says when it is first needed that it cannot use a setting.
  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (ExceptionInInitializerError e) {
      if (e.getCause() instanceof IllegalStateException setting) {
        CommandLine line = parsed.commandSpec().commandLine();
        throw new ExecutionException(line, setting.getMessage(), setting);
      }
      throw e;
    }
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    PrintWriter terminal = spec.commandLine().getOut();
    List<Work> works = chosen();
    if (list) {
      works.forEach(work -> terminal.println(line(work)));
      return 0;
    }
    Kernels.active(); // a setting that they cannot use is refused here, not in another process
    if (jmh) {
      WorkBenchmark.run(works.stream().filter(work -> work.threads() == 1).toList(), terminal);
      return 0;
    }
    checkDjl();
    checkDocument();
    Outcome outcome = measure(works);
    Table.of(outcome.rows()).forEach(table -> terminal.println(table.text()));
    outcome.notes().forEach(terminal::println);
    write(outcome);
    return 0;
  }

  private static String line(Work work) {
    return "%-18s  %s: %s".formatted(work.name(), work.group(), work.title());
  }

  private List<Work> chosen() {
    List<Work> works =
        Works.all().stream()
            .filter(work -> only.isEmpty() ? !quick || work.quick() : named(work))
            .toList();
    if (works.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--only: must be in the name of a work; %s is in none; --list shows them"
              .formatted(String.join(", ", only)));
    }
    return works;
  }

  private boolean named(Work work) {
    return only.stream().anyMatch(work.name()::contains);
  }

  private Outcome measure(List<Work> works) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    List<Row> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    int processors = Runtime.getRuntime().availableProcessors();
    try (Scratch scratch = new Scratch();
        Match match = new Match(scratch.folder(), quick ? Pace.QUICK : Pace.FULL, err::println)) {
      notes.addAll(match.notes());
      for (Work work : works) {
        if (work.threads() > processors) {
          notes.add(leftOut(work, processors));
          continue;
        }
        err.printf("[%d/%d] %s%n", rows.size() + 1, works.size(), work.name());
        err.flush();
        rows.add(match.play(work));
      }
      return new Outcome(
          typed,
          LocalDate.now(ZoneId.systemDefault()),
          Machine.here(),
          match.versions(),
          notes,
          rows);
    }
  }

  static String leftOut(Work work, int processors) {
    return "%s is left out: it needs %d processors, and this program may use %d"
        .formatted(work.name(), work.threads(), processors);
  }

  private void checkDjl() {
    if (djl && ServiceLoader.load(Contestant.class).findFirst().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--djl: must be built in; this build is without it; the launcher ./chainrule builds it");
    }
  }

  /// Before minutes of work rather than after.
  private void checkDocument() throws IOException {
    if (out != null) {
      Files.createDirectories(out);
      Document.check(document());
    }
  }

  private @Nullable String document() throws IOException {
    if (out == null || !Files.exists(out.resolve("performance.md"))) {
      return null;
    }
    return Files.readString(out.resolve("performance.md"));
  }

  private void write(Outcome outcome) throws IOException {
    if (json != null) {
      Files.writeString(json, JsonReport.of(outcome));
    }
    if (svg != null) {
      Files.writeString(svg, Chart.of(outcome));
    }
    if (out != null) {
      Files.writeString(out.resolve("performance.json"), JsonReport.of(outcome));
      Files.writeString(out.resolve("performance.svg"), Chart.of(outcome));
      Files.writeString(out.resolve("performance.md"), Document.with(document(), outcome));
    }
  }
}
