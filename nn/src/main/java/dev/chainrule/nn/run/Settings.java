package dev.chainrule.nn.run;

import dev.chainrule.nn.model.CharacterMlp.Backward;
import dev.chainrule.nn.optim.Adagrad;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.AdamW;
import dev.chainrule.nn.optim.RmsProp;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.optim.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// What determines a training of a model of text, besides the text.
///
/// @param model which
/// @param context how many characters it looks back at
/// @param embedding numbers a character; channels of a transformer
/// @param hidden units of the hidden layer, of `mlp`
/// @param layers blocks of a transformer
/// @param heads of its attention
/// @param batch examples a step
/// @param steps how many
/// @param rates as in `0.1,100000:0.01`
/// @param optimizer which
/// @param seed of the parameters, the order of the lines, and the batches
/// @param split parts of the lines for training, validation and test, together 1
/// @param backward how `mlp` finds its gradients
public record Settings(
    Kind model,
    int context,
    int embedding,
    int hidden,
    int layers,
    int heads,
    int batch,
    long steps,
    String rates,
    Rule optimizer,
    long seed,
    List<Double> split,
    Backward backward) {
  /// The models that can be trained, with the settings that suit them.
  public enum Kind {
    /// A table of logits, a row for each character before.
    BIGRAM(1, 27, 1, 10_000, "50,5000:10", Rule.SGD),
    /// The mean of the embeddings of the context, and a linear layer.
    BOW(3, 16, 1, 20_000, "0.5,15000:0.05", Rule.SGD),
    /// The character model of Bengio et al.
    MLP(3, 10, 1, 50_000, "0.1,35000:0.01", Rule.SGD),
    /// A transformer as GPT-2, small.
    GPT(16, 48, 3, 3_000, "0.002,2000:0.0005", Rule.ADAMW);

    private final int context;
    private final int embedding;
    private final int layers;
    private final long steps;
    private final String rates;
    private final Rule optimizer;

    Kind(int context, int embedding, int layers, long steps, String rates, Rule optimizer) {
      this.context = context;
      this.embedding = embedding;
      this.layers = layers;
      this.steps = steps;
      this.rates = rates;
      this.optimizer = optimizer;
    }

    /// Settings that train it on some thousand names in seconds to a minute.
    public Settings settings() {
      return new Settings(
          this,
          context,
          embedding,
          100,
          layers,
          4,
          32,
          steps,
          rates,
          optimizer,
          42,
          List.of(0.8, 0.1, 0.1),
          Backward.FUSED);
    }
  }

  /// The optimisers, with PyTorch's defaults.
  public enum Rule {
    SGD,
    ADAM,
    ADAMW,
    RMSPROP,
    ADAGRAD;

    UpdateRule rule() {
      return switch (this) {
        case SGD -> new Sgd();
        case ADAM -> new Adam();
        case ADAMW -> new AdamW();
        case RMSPROP -> new RmsProp();
        case ADAGRAD -> new Adagrad();
      };
    }
  }

  /// Checks that the settings go together.
  ///
  /// @throws IllegalArgumentException if a number is out of its range, with a sentence for the user
  public Settings {
    split = List.copyOf(split);
    requirePositive("context", context);
    requirePositive("embedding", embedding);
    requirePositive("hidden", hidden);
    requirePositive("layers", layers);
    requirePositive("heads", heads);
    requirePositive("batch", batch);
    requirePositive("steps", steps);
    Rates.parse(rates);
    if (model == Kind.BIGRAM && context != 1) {
      throw new IllegalArgumentException(
          "context: a bigram looks back at one character; given %d".formatted(context));
    }
    if (model == Kind.MLP && batch < 2) {
      throw new IllegalArgumentException("batch: batch norm needs two examples at least; given 1");
    }
    if (model == Kind.GPT && embedding % heads != 0) {
      throw new IllegalArgumentException(
          "heads: the embedding must be a multiple of the heads; given %d and %d"
              .formatted(embedding, heads));
    }
    if (split.size() != 3 || split.stream().anyMatch(part -> !(part >= 0))) {
      throw new IllegalArgumentException(
          "split: needs three parts, of training, validation and test, none negative; given %s"
              .formatted(split));
    }
  }

  private static void requirePositive(String name, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "%s: must be at least 1; given %d".formatted(name, number));
    }
  }

  /// All settings by name, as text: what a checkpoint keeps.
  public SequencedMap<String, String> texts() {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put("model", lower(model));
    texts.put("context", String.valueOf(context));
    texts.put("embedding", String.valueOf(embedding));
    texts.put("hidden", String.valueOf(hidden));
    texts.put("layers", String.valueOf(layers));
    texts.put("heads", String.valueOf(heads));
    texts.put("batch", String.valueOf(batch));
    texts.put("steps", String.valueOf(steps));
    texts.put("lr", rates);
    texts.put("optimizer", lower(optimizer));
    texts.put("seed", String.valueOf(seed));
    texts.put("split", String.join("/", split.stream().map(String::valueOf).toList()));
    texts.put("backward", lower(backward));
    return texts;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The settings of which [#texts] gave these; texts that are missing are as for the model.
  ///
  /// @throws IllegalArgumentException if one cannot be read, with a sentence for the user
  public static Settings of(Map<String, String> texts) {
    Settings usual = constant(Kind.class, "model", texts.getOrDefault("model", "mlp")).settings();
    SequencedMap<String, String> all = usual.texts();
    for (String name : texts.keySet()) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException(
            "settings: there is no \"%s\"; there are %s".formatted(name, all.sequencedKeySet()));
      }
    }
    all.putAll(texts);
    return new Settings(
        usual.model,
        (int) whole("context", all, Integer.MAX_VALUE),
        (int) whole("embedding", all, Integer.MAX_VALUE),
        (int) whole("hidden", all, Integer.MAX_VALUE),
        (int) whole("layers", all, Integer.MAX_VALUE),
        (int) whole("heads", all, Integer.MAX_VALUE),
        (int) whole("batch", all, Integer.MAX_VALUE),
        whole("steps", all, Long.MAX_VALUE),
        text("lr", all),
        constant(Rule.class, "optimizer", text("optimizer", all)),
        whole("seed", all, Long.MAX_VALUE),
        parts(text("split", all)),
        constant(Backward.class, "backward", text("backward", all)));
  }

  private static String text(String name, Map<String, String> texts) {
    return texts.getOrDefault(name, "").strip();
  }

  private static long whole(String name, Map<String, String> texts, long most) {
    String text = text(name, texts);
    try {
      long number = Long.parseLong(text);
      if (number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says so.
    }
    throw new IllegalArgumentException(
        "%s: must be a whole number up to %d; given \"%s\"".formatted(name, most, text));
  }

  private static List<Double> parts(String text) {
    List<Double> parts = new ArrayList<>();
    for (String part : text.split("[/,]", -1)) {
      try {
        parts.add(Double.parseDouble(part.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "split: must be three parts such as 0.8/0.1/0.1; given \"%s\"".formatted(text));
      }
    }
    return parts;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
    for (E constant : type.getEnumConstants()) {
      if (lower(constant).equals(text.strip().toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    List<String> known = List.of(type.getEnumConstants()).stream().map(Settings::lower).toList();
    throw new IllegalArgumentException(
        "%s: must be one of %s; given \"%s\"".formatted(name, String.join(", ", known), text));
  }
}
