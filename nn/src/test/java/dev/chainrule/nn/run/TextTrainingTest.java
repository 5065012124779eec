package dev.chainrule.nn.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Generator;
import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.run.Settings.Kind;
import dev.chainrule.nn.train.LossHistory.Point;
import dev.chainrule.nn.train.Training.End;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Trainings of words that have a rule: after each vowel comes a consonant, and the other way
/// round.
class TextTrainingTest {
  @TempDir private Path folder;

  static Lines words() {
    Random random = new Random(4);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      StringBuilder word = new StringBuilder();
      for (int syllable = 1 + random.nextInt(3); syllable > 0; syllable--) {
        word.append("bdgkmn".charAt(random.nextInt(6))).append("aeiou".charAt(random.nextInt(5)));
      }
      words.add(word.toString());
    }
    return new Lines(words);
  }

  private static Settings settings(Kind kind, String... more) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("model", kind.name());
    texts.put("steps", "300");
    texts.put("hidden", "20");
    texts.put("embedding", "8");
    if (kind == Kind.GPT) {
      texts.put("layers", "1");
      texts.put("context", "6");
      texts.put("batch", "8");
      texts.put("lr", "0.01");
    }
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    return Settings.of(texts);
  }

  private static Map<String, float[]> parameters(TextTraining training) {
    Map<String, float[]> values = new LinkedHashMap<>();
    training
        .model()
        .model()
        .parameters()
        .forEach((name, tensor) -> values.put(name, tensor.toFloatArray()));
    return values;
  }

  private static void assertSameBits(TextTraining one, TextTraining other) {
    Map<String, float[]> expected = parameters(one);
    parameters(other).forEach((name, values) -> assertThat(values).isEqualTo(expected.get(name)));
  }

  @ParameterizedTest
  @EnumSource
  void everyModelLearns(Kind kind) {
    TextTraining training = TextTraining.start(words(), settings(kind));
    double atFirst = training.model().loss(words());
    assertThat(training.run()).isEqualTo(End.DONE);
    TextTraining.Losses losses = training.finish();
    assertThat(losses.train()).isLessThan(atFirst - 0.3);
    assertThat(losses.validation()).isNotNull();
    assertThat(losses.test()).isNotNull();
    assertThat(training.history().validation()).hasSize(20);
  }

  @Test
  void theLossesOfAllBackwardPassesAgree() {
    List<List<Point>> curves = new ArrayList<>();
    for (String backward : List.of("tape", "manual", "fused")) {
      TextTraining training =
          TextTraining.start(words(), settings(Kind.MLP, "backward", backward, "steps", "100"));
      training.run();
      curves.add(training.history().training());
      assertThat(training.handPass() != null).isEqualTo(backward.equals("manual"));
      if (training.handPass() != null) {
        assertThat(training.handPass().compared()).isEqualTo(1);
        assertThat(training.handPass().largestDifference()).isLessThan(1e-5);
      }
    }
    for (List<Point> curve : curves) {
      assertThat(curve).hasSize(100);
      for (int i = 0; i < 100; i++) {
        assertThat(curve.get(i).loss()).isCloseTo(curves.getFirst().get(i).loss(), within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResumedTrainingEndsWithTheSameBits(Kind kind) throws Exception {
    Settings settings = settings(kind, "steps", "60");
    TextTraining whole = TextTraining.start(words(), settings);
    whole.run();
    TextTraining first = TextTraining.start(words(), settings);
    first.training().run(23);
    Path file = folder.resolve("a.safetensors");
    first.checkpoint().write(file);
    TextTraining second = TextTraining.resume(words(), settings, Checkpoint.read(file));
    second.run();
    assertSameBits(whole, second);
    assertThat(second.history().training()).isEqualTo(whole.history().training());
    assertThat(second.finish()).isEqualTo(whole.finish());
  }

  @Test
  void aSavedModelIsTheModel() {
    TextTraining training = TextTraining.start(words(), settings(Kind.MLP));
    training.run();
    training.finish();
    TextModel saved = TextModel.of(training.checkpoint());
    assertThat(saved.loss(words())).isEqualTo(training.model().loss(words()));
    assertThat(saved.samples(5, 1, 40, new Generator(1)))
        .isEqualTo(training.model().samples(5, 1, 40, new Generator(1)));
  }

  @Test
  void coldSamplesFollowTheRule() {
    TextTraining training = TextTraining.start(words(), settings(Kind.MLP, "steps", "1500"));
    training.run();
    training.finish();
    List<String> samples = training.model().samples(20, 0.5, 40, new Generator(1));
    assertThat(samples).hasSize(20).allMatch(word -> word.matches("([bdgkmn][aeiou])+"));
    assertThat(training.model().samples(1, 5, 3, new Generator(2)).getFirst())
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void otherSettingsAreNamed() {
    Checkpoint checkpoint = TextTraining.start(words(), settings(Kind.MLP)).checkpoint();
    Settings other = settings(Kind.MLP, "hidden", "30", "lr", "0.5");
    assertThatThrownBy(() -> TextTraining.resume(words(), other, checkpoint))
        .hasMessage(
            "resume: a training goes on with its own settings; hidden was 20 and is now 30, lr was"
                + " 0.1,35000:0.01 and is now 0.5; leave them out, or begin anew");
    Lines text = new Lines(List.of("other", "words"));
    assertThatThrownBy(() -> TextTraining.resume(text, settings(Kind.MLP), checkpoint))
        .hasMessage(
            "resume: a training goes on with the text that it began with; this text is another");
  }

  @Test
  void moreStepsMayFollow() {
    TextTraining first = TextTraining.start(words(), settings(Kind.MLP, "steps", "20"));
    first.run();
    TextTraining second =
        TextTraining.resume(words(), settings(Kind.MLP, "steps", "50"), first.checkpoint());
    assertThat(second.run()).isEqualTo(End.DONE);
    assertThat(second.training().step()).isEqualTo(50);
  }

  @Test
  void aContextLongerThanEveryLineIsRefused() {
    assertThatThrownBy(() -> TextTraining.start(words(), settings(Kind.MLP, "context", "9")))
        .hasMessage(
            "context: must not be longer than the longest line, which has 6 characters; given 9");
  }

  @Test
  void aTemperatureOfZeroIsRefused() {
    TextModel model = TextTraining.start(words(), settings(Kind.BOW)).model();
    assertThatThrownBy(() -> model.samples(1, 0, 10, new Generator(1)))
        .hasMessage("temperature: must be above 0; given 0.0");
  }

  @Test
  void aCharacterThatWasNeverTrainedIsNamed() {
    TextModel model = TextTraining.start(words(), settings(Kind.BOW)).model();
    assertThatThrownBy(() -> model.loss(new Lines(List.of("xyz"))))
        .hasMessageContaining("\"x\" (U+0078) in \"xyz\" is not");
  }
}
