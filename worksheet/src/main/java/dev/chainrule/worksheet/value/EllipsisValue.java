package dev.chainrule.worksheet.value;

/// `...`, as in `x[..., 0]`.
public enum EllipsisValue {
  ELLIPSIS;

  @Override
  public String toString() {
    return "Ellipsis";
  }
}
