package dev.chainrule.op;

import dev.chainrule.shape.Shape;
import java.util.List;

/// An operation with inputs that it accepts: an entry of the catalogue, from which tests draw
/// values and documents draw an example.
public record Example(Operation operation, List<Input> inputs) {
  /// One input: its shape and what its elements may be.
  public record Input(Domain domain, Shape shape, int bound) {}

  /// What the elements of an input may be.
  public enum Domain {
    /// Any float.
    REAL,
    /// A float above 0.
    POSITIVE,
    /// A float that is not 0.
    NONZERO,
    /// Floats that differ from each other and from 0, away from every kink.
    DISTINCT,
    /// Truth values.
    TRUTH,
    /// Integers from 0 to the bound − 1.
    INDEX
  }

  static Example example(Operation operation, Input... inputs) {
    return new Example(operation, List.of(inputs));
  }

  static Input real(int... shape) {
    return new Input(Domain.REAL, Shape.of(shape), 0);
  }

  static Input positive(int... shape) {
    return new Input(Domain.POSITIVE, Shape.of(shape), 0);
  }

  static Input nonzero(int... shape) {
    return new Input(Domain.NONZERO, Shape.of(shape), 0);
  }

  static Input distinct(int... shape) {
    return new Input(Domain.DISTINCT, Shape.of(shape), 0);
  }

  static Input truth(int... shape) {
    return new Input(Domain.TRUTH, Shape.of(shape), 0);
  }

  static Input index(int bound, int... shape) {
    return new Input(Domain.INDEX, Shape.of(shape), bound);
  }
}
