package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The marks of an exam, counted.
final class Score {
  /// The parts of all broken worksheets that the targets name.
  static final double MISNAMED_AT_MOST = 0.005;

  static final double FOUND_AT_LEAST = 0.95;

  /// The marks of the worksheets with one mistake.
  static final class Line {
    private final String id;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> wrongly = new TreeMap<>();
    private int cases;
    private int offered;
    private int mended;
    private int elsewhere;

    private Line(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    int cases() {
      return cases;
    }

    int of(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    /// How many lines were offered that mend the step.
    int offered() {
      return offered;
    }

    /// How many of them do.
    int mended() {
      return mended;
    }

    /// Worksheets in which another step was said to be wrong as well.
    int elsewhere() {
      return elsewhere;
    }

    /// The names that were given instead, with how often.
    Map<String, Integer> wrongly() {
      return wrongly;
    }

    int found() {
      return of(Verdict.NAMED) + of(Verdict.AMONG);
    }

    private void add(Answer answer) {
      cases++;
      verdicts.merge(answer.verdict(), 1, Integer::sum);
      offered += answer.offered() ? 1 : 0;
      mended += answer.mended() ? 1 : 0;
      elsewhere += answer.elsewhere().isEmpty() ? 0 : 1;
      if (answer.verdict() == Verdict.MISNAMED) {
        wrongly.merge(answer.firstNamed(), 1, Integer::sum);
      }
    }
  }

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Line total = new Line("total");
  private final List<Answer> misses = new ArrayList<>();
  private int right;
  private int falseAlarms;
  private int failedRight;
  private int noMistake;
  private long nanoseconds;
  private long slowest;
  private String slowestName = "";

  Score() {
    Mistakes.ALL.forEach(id -> lines.put(id, new Line(id)));
  }

  void add(Answer answer) {
    nanoseconds += answer.nanoseconds();
    if (answer.nanoseconds() > slowest) {
      slowest = answer.nanoseconds();
      slowestName = answer.question().name();
    }
    if (answer.question().isRight()) {
      right++;
      falseAlarms += answer.verdict() == Verdict.FALSE_ALARM ? 1 : 0;
      failedRight += answer.verdict() == Verdict.FAILED ? 1 : 0;
    } else if (answer.isMistake()) {
      lines.computeIfAbsent(answer.question().id(), Line::new).add(answer);
      total.add(answer);
    } else {
      noMistake++;
    }
    if (answer.isMiss()) {
      misses.add(answer);
    }
  }

  /// A line for each mistake, in the order of precedence; also for those that nobody made.
  List<Line> lines() {
    return List.copyOf(lines.values());
  }

  Line total() {
    return total;
  }

  /// The answers that somebody should look at.
  List<Answer> misses() {
    return misses;
  }

  /// How many right worksheets there were.
  int right() {
    return right;
  }

  int falseAlarms() {
    return falseAlarms;
  }

  /// Right worksheets whose check did not come to an end.
  int failedRight() {
    return failedRight;
  }

  /// How many versions that were meant to be wrong are right.
  int noMistake() {
    return noMistake;
  }

  double milliseconds() {
    return nanoseconds / 1e6;
  }

  double slowestMilliseconds() {
    return slowest / 1e6;
  }

  String slowestName() {
    return slowestName;
  }

  double misnamedPart() {
    return part(total.of(Verdict.MISNAMED));
  }

  double foundPart() {
    return part(total.found());
  }

  /// The part of what was found that the line offered mends.
  double mendedPart() {
    return total.found() == 0 ? 0 : (double) total.mended() / total.found();
  }

  private double part(int count) {
    return total.cases == 0 ? 0 : (double) count / total.cases;
  }

  boolean meetsTargets() {
    return falseAlarms == 0
        && failedRight == 0
        && total.offered() == total.mended()
        && misnamedPart() <= MISNAMED_AT_MOST
        && foundPart() >= FOUND_AT_LEAST;
  }
}
