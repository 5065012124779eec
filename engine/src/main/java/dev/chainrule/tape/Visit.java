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

  /// Whether nothing else shares the elements of the gradient.
  boolean isOwn;

  Visit(Backward<T> pass, @Nullable Visit<?> before) {
    this.pass = pass;
    this.before = before;
  }
}
