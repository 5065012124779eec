package dev.chainrule.bench.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `chainrule bench doctor`: has the doctor name mistakes that are known.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Has the doctor name the mistakes of worksheets whose mistakes are known, and leave right",
      "ones in peace. The exit code is 1 where a target is missed."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final int RIGHT = 2_000;
  private static final int QUICK = 8;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      description = "What data and programs are drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--only",
      paramLabel = "ID",
      description = "Only worksheets with this mistake; 'right': only right ones.")
  private @Nullable String only;

  @Option(names = "--quick", description = "Every eighth worksheet.")
  private boolean quick;

  @Option(names = "--misses", description = "Lists what was not found, and false alarms.")
  private boolean misses;

  @Option(names = "--json", description = "Prints one JSON object instead of a table.")
  private boolean json;

  @Option(names = "--out", paramLabel = "DIR", description = "Writes the table to doctor.md.")
  private @Nullable Path out;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Models in this folder in the place of those of the exam.")
  private @Nullable Path from;

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "Writes the worksheets to this folder and asks nothing.")
  private @Nullable Path write;

  /// As the command line makes it.
  public DoctorCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter terminal = spec.commandLine().getOut();
    Corpus corpus = Corpus.of(from == null ? Models.all() : Models.in(from), seed);
    List<Case> cases = chosen(corpus);
    if (write != null) {
      write(cases, write);
      return 0;
    }
    Score score = new Score();
    Examiner examiner = Examiner.standard();
    for (Case question : cases) {
      score.add(examiner.ask(question));
    }
    if (json) {
      terminal.println(ScoreJson.of(score));
    } else {
      terminal.print(new ScoreTable(score).text());
      terminal.println(leftOut(corpus));
    }
    if (misses) {
      score.misses().forEach(answer -> terminal.println(Misses.text(answer)));
    }
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve("doctor.md"), DoctorDocument.of(score, corpus, typed()));
    }
    return score.meetsTargets() ? 0 : 1;
  }

  private String typed() {
    List<String> words = spec.root().commandLine().getParseResult().originalArgs();
    return "./chainrule bench " + String.join(" ", words);
  }

  private static String leftOut(Corpus corpus) {
    return "versions that do not run, left out: %d; that two names fit by nature: %d"
        .formatted(corpus.unusable(), corpus.ambiguous());
  }

  private List<Case> chosen(Corpus corpus) {
    if (only != null && !only.equals(Version.RIGHT) && !Mistakes.ALL.contains(only)) {
      throw new ParameterException(
          spec.commandLine(),
          "--only: must be the name of a mistake, or 'right'; no mistake is called " + only);
    }
    List<Case> cases = new ArrayList<>();
    for (Case one : corpus.broken()) {
      if (only == null || one.id().equals(only)) {
        cases.add(one);
      }
    }
    if (only == null || only.equals(Version.RIGHT)) {
      cases.addAll(corpus.right());
      if (from == null) {
        cases.addAll(RightPrograms.draw(seed, Math.max(0, RIGHT - corpus.right().size())));
      }
    }
    if (!quick) {
      return cases;
    }
    List<Case> some = new ArrayList<>();
    for (int i = 0; i < cases.size(); i += QUICK) {
      some.add(cases.get(i));
    }
    return some;
  }

  private static void write(List<Case> cases, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Case one : cases) {
      String file = one.name().replace('/', '-').replace(' ', '-').replace("#", "-") + ".py";
      Files.writeString(folder.resolve(file), one.source());
    }
  }
}
