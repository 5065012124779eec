package dev.chainrule.worksheet.run;

import java.util.Set;

/// Is told what happens to the names at the top level of a worksheet while it runs.
///
/// `reads` are the top-level names (but no modules) that were read while the value was computed,
/// also inside the functions that were called; of `x += …` and `x[i] = …`, `x` is one of them; a
/// loop variable has read what its sequence was made of. The names inside functions are their own
/// affair.
public interface Observer {
  /// A name was bound, by assignment, loop, `with` or `def`.
  void bound(String name, int line, Object value, Set<String> reads);

  /// The object that a name is bound to was changed in place: through an index, an attribute, an
  /// augmented assignment under another name, or a method that changes it. Told for each top-level
  /// name of the object.
  void written(String name, int line, Object value, Set<String> reads);

  /// Watches nothing, which makes runs a little faster.
  Observer NONE =
      new Observer() {
        @Override
        public void bound(String name, int line, Object value, Set<String> reads) {}

        @Override
        public void written(String name, int line, Object value, Set<String> reads) {}
      };
}
