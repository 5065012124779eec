package dev.chainrule.shape;

import java.util.List;

/// Shapes, dimensions or dtypes that do not fit an operation.
///
/// The message reads `operation: what must hold; what was given; what to do`. The operation and the
/// shapes it was given are fields too, so that a caller can draw them.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final transient List<Shape> shapes;

  public ShapeException(String operation, String message, List<Shape> shapes) {
    super(operation + ": " + message);
    this.operation = operation;
    this.shapes = List.copyOf(shapes);
  }

  public ShapeException(String operation, String message, Shape... shapes) {
    this(operation, message, List.of(shapes));
  }

  /// The operation that refused, by the name a user calls it.
  public String operation() {
    return operation;
  }

  /// The shapes that it was given, in the order of its inputs.
  public List<Shape> shapes() {
    return shapes;
  }
}
