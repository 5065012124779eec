package dev.chainrule.bench.doctor;

import java.util.List;

/// A worksheet whose mistake is known, or that has none.
///
/// @param name where it comes from: model, sizes, step, mistake, number
/// @param ids the mistakes that may be named, the one that is meant first; none where it is right
/// @param gradient the gradient that is wrong; empty where none is
record Case(String name, List<String> ids, String gradient, String source) {
  boolean isRight() {
    return ids.isEmpty();
  }

  /// The mistake that is meant.
  String id() {
    return ids.getFirst();
  }
}
