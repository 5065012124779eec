package dev.chainrule.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The worksheets of the folder `examples`, which travel in the jar.
public final class Examples {
  /// From the smallest to the largest.
  public static final List<String> NAMES =
      List.of(
          "three_parameters.py",
          "bag_of_words.py",
          "classifier_head.py",
          "ninja_shortcuts.py",
          "ninja.py");

  private Examples() {}

  /// The text of an example.
  public static String read(String name) {
    try (InputStream in = Examples.class.getResourceAsStream("examples/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the example " + name + " is not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the example " + name, e);
    }
  }
}
