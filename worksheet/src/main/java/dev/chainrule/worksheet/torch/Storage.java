package dev.chainrule.worksheet.torch;

/// What a tensor and all its views have in common: how often their elements have been written.
final class Storage {
  private int version;

  int version() {
    return version;
  }

  void written() {
    version++;
  }
}
