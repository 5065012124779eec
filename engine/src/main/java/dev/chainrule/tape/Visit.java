package dev.chainrule.tape;

import org.jspecify.annotations.Nullable;

/// What one backward pass knows of a place while it runs.
final class Visit<T> {
  /// The pass; a hook may start another over the same places.
  final Backward<T> pass;

  /// What was here before this pass came.
  final @Nullable Visit<?> before;

  /// Uses whose gradient has not arrived yet.
  int uses;

  @Nullable T gradient;

  /// What the gradient looks into, where only gradients of this pass do.
  @Nullable Storage storage;

  /// The storage of gradients: how many places have one that looks into it.
  static final class Storage {
    int holders = 1;
  }

  Visit(Backward<T> pass, @Nullable Visit<?> before) {
    this.pass = pass;
    this.before = before;
  }
}
