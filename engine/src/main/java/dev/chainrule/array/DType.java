package dev.chainrule.array;

/// The type of an array's elements, in PyTorch's order of promotion.
public enum DType {
  BOOL("bool"),
  INT64("int64"),
  FLOAT32("float32"),
  FLOAT64("float64");

  private final String text;

  DType(String text) {
    this.text = text;
  }

  public boolean isFloat() {
    return compareTo(FLOAT32) >= 0;
  }

  /// The larger of the two in the order bool, int64, float32, float64.
  public DType promote(DType other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// PyTorch's name: `float32`.
  @Override
  public String toString() {
    return text;
  }
}
