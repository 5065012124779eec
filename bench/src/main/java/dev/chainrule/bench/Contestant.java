package dev.chainrule.bench;

import java.util.Optional;

/// Who does tasks in a JVM: ourselves, or a library called from Java.
public interface Contestant {
  /// How the command line of [Server] names it.
  String name();

  /// Its name and version as shown; runs before any task.
  ///
  /// @throws UnavailableException if this machine lacks something that it needs
  String start() throws UnavailableException;

  /// The task made ready, or nothing where this contestant does not do such tasks.
  Optional<Job> prepare(Task task);
}
