package dev.chainrule.bench;

import java.util.List;

/// A task made ready to be run many times.
public interface Job {
  /// What the task computes, for comparison with others. Asked for once, before [#run].
  List<double[]> answer();

  /// Does the task once.
  void run();
}
