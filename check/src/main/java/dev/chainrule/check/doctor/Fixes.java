package dev.chainrule.check.doctor;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.experiment.Run.HandGradient;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds one line that mends a gradient, by trying: the author's line in another place, the line
/// with one edit, then the right rule written out.
final class Fixes {
  /// Each try runs the experiment.
  private static final int MOST_TRIES = 30;

  private final Manuscript manuscript;
  private final Scene scene;
  private final List<Case> others;
  private final Predicate<Experiment> isMended;
  private final int line;
  private final Statements statements;
  private int tries;

  private Fixes(
      Manuscript manuscript, Scene scene, List<Case> others, Predicate<Experiment> isMended) {
    this.manuscript = manuscript;
    this.scene = scene;
    this.others = others;
    this.isMended = isMended;
    this.line = scene.step().line();
    this.statements = Statements.of(manuscript.statement(line), scene.step().name());
  }

  /// A line that was run and makes the gradient of `scene` right; null where none was found.
  static @Nullable Fix find(
      Manuscript manuscript, Scene scene, List<Case> others, Predicate<Experiment> isMended) {
    return new Fixes(manuscript, scene, others, isMended).find();
  }

  private @Nullable Fix find() {
    Fix moved = moved();
    if (moved != null) {
      return moved;
    }
    for (String edited : new Edits(scene, others, statements.own(), manuscript).all()) {
      if (mends(() -> manuscript.replacing(line, statements.with(edited)))) {
        return new Fix(edited);
      }
    }
    return null;
  }

  /// The author's own statement after the last line that completes a gradient that it reads.
  private @Nullable Fix moved() {
    int after = line;
    for (String name : scene.step().reads()) {
      HandGradient read = scene.in().gradient(name);
      after = read == null ? after : Math.max(after, read.line());
    }
    int last = after;
    String own = statements.own();
    return last > line && statements.isLone() && mends(() -> manuscript.moving(line, last, own))
        ? new Fix(own, last)
        : null;
  }

  /// Reads and runs what may not even be a worksheet: a bracket in a string, a name that is not
  /// bound yet.
  private boolean mends(Supplier<Experiment> changed) {
    if (tries++ >= MOST_TRIES) {
      return false;
    }
    try {
      return isMended.test(changed.get());
    } catch (RuntimeException e) {
      return false;
    }
  }
}
