package dev.chainrule.check.experiment;

import dev.chainrule.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one run of an experiment left behind.
///
/// @param losses the scalars to differentiate; a variable is checked against the first that it
///   leads to
/// @param steps the named forward values, in the order in which they were last bound
/// @param gradients the gradients written by hand, in the order in which they were last written
/// @param output what the run printed
/// @param remarks what is to be said of the gradients, and of what looks like one and is not
///   checked
public record Run(
    List<Loss> losses,
    List<Step> steps,
    List<HandGradient> gradients,
    String output,
    List<Remark> remarks) {

  /// A run with nothing to remark.
  public Run(List<Loss> losses, List<Step> steps, List<HandGradient> gradients, String output) {
    this(losses, steps, gradients, output, List.of());
  }

  /// A scalar to differentiate.
  public record Loss(String name, int line, Tensor value) {}

  /// A named forward value.
  ///
  /// @param line where it was bound, counted from 1; 0 where there are no lines
  /// @param operation the last operation of the line, `leaf` for a literal
  /// @param wantsGrad whether it is a leaf that the author marked as requiring grad
  /// @param later the value that the name had at the end, where it is another; else null
  public record Step(
      String name,
      int line,
      String operation,
      Tensor value,
      boolean wantsGrad,
      @Nullable Tensor later) {}

  /// A gradient written by hand.
  ///
  /// @param name its own name
  /// @param of the forward value that it is the gradient of
  /// @param line the last line that wrote it, counted from 1; 0 where there are no lines
  /// @param reads the names of the gradients written by hand that it was computed from, directly or
  ///   through temporaries, the nearest last
  /// @param earlier what was written under the same name before, the oldest first
  public record HandGradient(
      String name,
      String of,
      Tensor target,
      int line,
      Tensor value,
      List<String> reads,
      List<Writing> earlier) {}

  /// A value that a gradient had before its last.
  ///
  /// @param line the line that wrote it, counted from 1; 0 where there are no lines
  public record Writing(int line, Tensor value) {}

  /// Something to say about a name: of a gradient, or of what looks like one and is not checked.
  ///
  /// @param id the kind: `written-twice`, `before-loss`, `no-variable`, `no-gradient`, `no-tensor`,
  ///   `not-on-path`
  /// @param line the line that it is about, counted from 1; 0 where there are no lines
  /// @param because a sentence without its full stop
  public record Remark(String id, String name, int line, String because) {}
}
