package dev.chainrule.worksheet.value;

/// `None`.
public enum NoneValue {
  NONE;

  @Override
  public String toString() {
    return "None";
  }
}
