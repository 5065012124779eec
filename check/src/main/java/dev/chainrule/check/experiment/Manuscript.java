package dev.chainrule.check.experiment;

/// The text of an experiment that is written in lines, which can be changed and run again.
public interface Manuscript {
  /// The statement that begins at line `number`, counted from 1, in one line, without indentation
  /// and comments.
  String statement(int number);

  /// The experiment with another statement in its place.
  Experiment replacing(int number, String statement);
}
