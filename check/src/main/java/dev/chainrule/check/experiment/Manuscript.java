package dev.chainrule.check.experiment;

import org.jspecify.annotations.Nullable;

/// The text of an experiment that is written in lines, which can be changed and run again.
public interface Manuscript {
  /// The statement that begins at line `number`, counted from 1, in one line, without indentation
  /// and comments.
  String statement(int number);

  /// The experiment with another statement in its place.
  Experiment replacing(int number, String statement);

  /// The experiment without the statement at line `number`, and with `statement` after the one at
  /// line `after`, a later one.
  Experiment moving(int number, int after, String statement);

  /// The name that a line gives this number and that no other number has; null where none does, or
  /// several do.
  @Nullable String named(long number);
}
