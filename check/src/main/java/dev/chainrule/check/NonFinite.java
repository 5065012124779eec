package dev.chainrule.check;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first entry of a run that is NaN or infinite though nothing that it was made of explains it.
///
/// An infinity that an author typed in, as a mask has, is none; what makes NaN of it is.
///
/// @param pass whether the forward or the backward pass made it
/// @param name the author's name for the value, or for what it is a part of; in the backward pass
///   the value whose gradient it is; empty where there is none
/// @param line where it is made, counted from 1; 0 where there are no lines
/// @param operation the operation, or the one whose rule made it; `leaf` for a value typed in
/// @param entry the index of the entry, a number a dimension
/// @param inputs what went into the operation
public record NonFinite(
    Pass pass,
    String name,
    int line,
    String operation,
    List<Integer> entry,
    double value,
    List<Input> inputs) {
  /// Which way the computation ran.
  public enum Pass {
    FORWARD,
    BACKWARD
  }

  /// What went into the operation.
  ///
  /// @param name the author's name; `gradOutput` for the gradient that arrived; empty where there
  ///   is none
  /// @param value the element that the entry was made of; null where it was made of several
  /// @param least the smallest element
  /// @param most the largest element
  public record Input(
      String name, int line, Shape shape, @Nullable Double value, double least, double most) {}

  /// Runs `experiment` once, in its own dtypes; null where every entry is finite, in the forward
  /// pass, in the engine's backward pass and in the gradients written by hand.
  public static @Nullable NonFinite first(Experiment experiment) {
    return new NonFiniteSearch(experiment).first();
  }
}
