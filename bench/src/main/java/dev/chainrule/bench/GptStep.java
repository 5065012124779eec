package dev.chainrule.bench;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.model.Gpt;
import dev.chainrule.nn.optim.AdamW;
import dev.chainrule.nn.optim.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;

/// A step of training a transformer of four layers, four heads and 128 channels on 16 blocks of 64
/// tokens, drawn at random, with AdamW.
final class GptStep implements TrainingJob {
  static final int VOCABULARY = 65;
  static final int CONTEXT = 64;
  static final int CHANNELS = 128;
  static final int LAYERS = 4;
  static final int HEADS = 4;
  static final int BATCH = 16;

  /// How many losses are compared.
  private static final int COMPARED = 4;

  private static final int BLOCKS = 1_000;

  private final Generator generator = new Generator(CharacterModel.SEED);
  private final Gpt model = model(generator);
  private final Optimizer optimizer;
  private final Tensor tokens;
  private final Tensor next;

  GptStep(Task task) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    model.state().keySet().forEach(name -> state.put(name, task.input(name).tensor()));
    model.load(state);
    optimizer = new Optimizer(new AdamW(), AdamW.RATE, model.parameters());
    tokens = task.input("blocks").tensor();
    next = task.input("next").tensor();
    generator.manualSeed(CharacterModel.SEED);
  }

  private static Gpt model(Generator generator) {
    return new Gpt(VOCABULARY, CONTEXT, CHANNELS, LAYERS, HEADS, generator);
  }

  /// Blocks of which each token is the one before, times five and one, or one time in four any.
  static Task task(Inputs inputs) {
    Generator generator = inputs.generator();
    int length = CONTEXT + 1;
    long[] text = generator.randint(0, VOCABULARY, BLOCKS * length);
    boolean[] any = generator.bernoulli(0.25, BLOCKS * length);
    long[] blocks = new long[BLOCKS * CONTEXT];
    long[] next = new long[BLOCKS * CONTEXT];
    for (int i = 0; i < BLOCKS; i++) {
      for (int j = 1; j < length; j++) {
        int at = i * length + j;
        text[at] = any[at] ? text[at] : (5 * text[at - 1] + 1) % VOCABULARY;
        blocks[i * CONTEXT + j - 1] = text[at - 1];
        next[i * CONTEXT + j - 1] = text[at];
      }
    }
    inputs.longs("blocks", blocks, BLOCKS, CONTEXT).longs("next", next, BLOCKS, CONTEXT);
    model(generator)
        .state()
        .forEach(
            (name, tensor) -> inputs.floats(name, tensor.toFloatArray(), tensor.shape().toArray()));
    return new Task("gpt step", Map.of("heads", HEADS, "batch", BATCH), inputs.all());
  }

  @Override
  public int compared() {
    return COMPARED;
  }

  @Override
  public double step() {
    Tensor rows = Tensor.of(generator.randint(0, tokens.size(0), BATCH));
    double loss =
        model.lossAndGradients(tokens.indexSelect(0, rows), next.indexSelect(0, rows)).item();
    optimizer.step();
    return loss;
  }
}
