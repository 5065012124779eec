package dev.chainrule.nn.run;

import dev.chainrule.nn.data.Characters;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.data.Vocabulary;
import dev.chainrule.random.PythonRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of text as examples for a model: shuffled as Python shuffles, then cut in three.
///
/// @param vocabulary of all lines
/// @param train what is trained on
/// @param validation what is looked at while training; null where its part of the split is 0
/// @param test what is looked at once, at the end; null where its part of the split is 0
public record TextData(
    Vocabulary vocabulary, Dataset train, @Nullable Dataset validation, @Nullable Dataset test) {
  /// The examples of some lines.
  ///
  /// @throws IllegalArgumentException if the lines are too few or too short for the settings, with
  ///   a sentence for the user
  public static TextData of(Lines lines, Settings settings) {
    Vocabulary vocabulary = Vocabulary.of(lines);
    if (settings.model() != Settings.Kind.GPT && settings.context() > lines.longest()) {
      throw new IllegalArgumentException(
          "context: must not be longer than the longest line, which has %d characters; given %d"
              .formatted(lines.longest(), settings.context()));
    }
    double[] fractions = settings.split().stream().mapToDouble(part -> part).toArray();
    List<Lines> parts = lines.shuffled(new PythonRandom(settings.seed())).split(fractions);
    Dataset train = examples(parts.get(0), vocabulary, settings);
    if (train == null) {
      throw new IllegalArgumentException(
          "split: the part for training must not be 0; given %s".formatted(settings.split()));
    }
    return new TextData(
        vocabulary,
        train,
        examples(parts.get(1), vocabulary, settings),
        examples(parts.get(2), vocabulary, settings));
  }

  /// The examples of some lines; null where there are no lines.
  static @Nullable Dataset examples(Lines lines, Vocabulary vocabulary, Settings settings) {
    if (lines.size() == 0) {
      return null;
    }
    return settings.model() == Settings.Kind.GPT
        ? Characters.blocks(lines, vocabulary, settings.context())
        : Characters.contexts(lines, vocabulary, settings.context());
  }
}
