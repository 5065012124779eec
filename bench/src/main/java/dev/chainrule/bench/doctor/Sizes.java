package dev.chainrule.bench.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/// A choice of a model's sizes.
///
/// @param values by name
/// @param few whether mistakes that any step may have are left out
record Sizes(Map<String, Integer> values, boolean few) {
  /// Reads `n=5 d=3` or `n=5 d=3 few`.
  static Sizes of(String text) {
    Map<String, Integer> values = new LinkedHashMap<>();
    boolean few = false;
    for (String size : text.strip().split(" +", -1)) {
      String[] parts = size.split("=", -1);
      if (parts.length == 2) {
        values.put(parts[0], Integer.parseInt(parts[1]));
      } else if (size.equals("few")) {
        few = true;
      } else {
        throw new IllegalArgumentException(
            "sizes: must be 'n=5', or 'few'; this is neither: " + size);
      }
    }
    return new Sizes(values, few);
  }
}
