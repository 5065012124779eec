package dev.chainrule.nn.run;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.data.Vocabulary;
import dev.chainrule.nn.model.BagOfWords;
import dev.chainrule.nn.model.Bigram;
import dev.chainrule.nn.model.CharacterMlp;
import dev.chainrule.nn.model.Gpt;
import dev.chainrule.nn.model.LanguageModel;
import dev.chainrule.nn.train.Evaluation;
import dev.chainrule.nn.train.Training;
import java.util.ArrayList;
import java.util.List;

/// A model of text with the characters that it knows.
public record TextModel(Settings settings, Vocabulary vocabulary, LanguageModel model) {
  /// Prefix of a setting's name in the metadata of a checkpoint.
  static final String SETTING = "setting.";

  static final String CHARACTERS = "characters";

  /// Contexts and logits that are looked at together.
  private static final int TOKENS = 16_384;

  /// A model as it starts.
  public static TextModel create(Settings settings, Vocabulary vocabulary) {
    Generator generator = new Generator(settings.seed());
    int size = vocabulary.size();
    int context = settings.context();
    LanguageModel model =
        switch (settings.model()) {
          case BIGRAM -> new Bigram(size, generator);
          case BOW -> new BagOfWords(size, context, settings.embedding(), generator);
          case MLP ->
              new CharacterMlp(
                  size,
                  context,
                  settings.embedding(),
                  settings.hidden(),
                  settings.backward(),
                  generator);
          case GPT ->
              new Gpt(
                  size,
                  context,
                  settings.embedding(),
                  settings.layers(),
                  settings.heads(),
                  generator);
        };
    return new TextModel(settings, vocabulary, model);
  }

  /// The model that a training has saved.
  ///
  /// @throws IllegalArgumentException if the checkpoint is of something else
  public static TextModel of(Checkpoint checkpoint) {
    TextModel model = create(settings(checkpoint), Vocabulary.of(metadata(checkpoint, CHARACTERS)));
    model.model().load(Training.modelIn(checkpoint.tensors()));
    model.model().eval();
    return model;
  }

  static Settings settings(Checkpoint checkpoint) {
    return Settings.of(Training.part(checkpoint.metadata(), SETTING));
  }

  static String metadata(Checkpoint checkpoint, String name) {
    String text = checkpoint.metadata().get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "checkpoint: that of a training of text has \"%s\"; this one has not".formatted(name));
    }
    return text;
  }

  /// The mean loss, in nats a character, over lines that may be any.
  ///
  /// @throws IllegalArgumentException if a character is not known
  public double loss(Lines lines) {
    Dataset data = TextData.examples(lines, vocabulary, settings);
    if (data == null) {
      throw new IllegalArgumentException("eval: needs a line at least; there is none");
    }
    return loss(data);
  }

  double loss(Dataset data) {
    return Evaluation.meanLoss(model, model::loss, data, rows());
  }

  private int rows() {
    return Math.max(1, TOKENS / settings.context());
  }

  /// Lines that the model makes up, each of at most `longest` characters.
  ///
  /// @param temperature divides the logits: below 1 likelier characters, above 1 rarer ones
  public List<String> samples(int count, double temperature, int longest, Generator generator) {
    if (!(temperature > 0) || !Double.isFinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature: must be above 0; given %s".formatted(temperature));
    }
    boolean wasTraining = model.training();
    model.eval();
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(temperature, longest, generator));
    }
    if (wasTraining) {
      model.train();
    }
    return samples;
  }

  private String sample(double temperature, int longest, Generator generator) {
    int context = settings.context();
    boolean isPadded = settings.model() != Settings.Kind.GPT;
    List<Integer> drawn = new ArrayList<>();
    while (drawn.size() < longest) {
      int length = isPadded ? context : Math.min(context, drawn.size() + 1);
      long[] window = new long[length];
      for (int i = 0; i < length; i++) {
        int at = drawn.size() - length + i;
        window[i] = at < 0 ? Vocabulary.END : drawn.get(at);
      }
      Tensor logits = model.next(Tensor.of(window, 1, length));
      float[] chances = logits.div(temperature).softmax(1).toFloatArray();
      int next = (int) generator.multinomial(chances, 1, true)[0];
      if (next == Vocabulary.END) {
        break;
      }
      drawn.add(next);
    }
    return vocabulary.decode(drawn.stream().mapToInt(number -> number).toArray());
  }
}
