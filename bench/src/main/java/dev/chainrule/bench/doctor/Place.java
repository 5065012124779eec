package dev.chainrule.bench.doctor;

import java.util.List;
import java.util.stream.Collectors;

/// A variable of a random program.
///
/// @param sizes its shape
/// @param bound about how large its entries may be
/// @param distinct whether no two entries are equal, so that there are no ties
record Place(String name, List<Integer> sizes, double bound, boolean distinct) {
  int rank() {
    return sizes.size();
  }

  int size(int axis) {
    return sizes.get(axis);
  }

  /// As Python writes it.
  String shape() {
    return shape(sizes);
  }

  static String shape(List<Integer> sizes) {
    String inner =
        sizes.stream().map(size -> Integer.toString(size)).collect(Collectors.joining(", "));
    return sizes.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }

  /// The name of its gradient.
  String gradient() {
    return "d" + name;
  }
}
