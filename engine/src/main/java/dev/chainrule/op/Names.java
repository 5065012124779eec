package dev.chainrule.op;

/// The default names of operations, worked out once for each class.
final class Names {
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          String simple = type.getSimpleName();
          return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
        }
      };

  private Names() {}

  /// `ScatterAdd` is `scatterAdd`.
  static String of(Class<?> type) {
    return NAMES.get(type);
  }
}
