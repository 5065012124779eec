package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.random.PythonRandom;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The data of a character model as Python and PyTorch make it (`tools/golden/characters.py`).
class CharactersGoldenTest {
  private static final int CONTEXT = 3;

  private final JsonNode golden = read();
  private final Lines lines = new Lines(strings(golden.get("lines")));
  private final Vocabulary vocabulary = Vocabulary.of(lines);
  private final List<Lines> parts = lines.shuffled(new PythonRandom(42)).split(0.8, 0.1, 0.1);

  @Test
  void numbersAreThoseOfPythonsOrder() {
    assertThat(vocabulary.characters()).isEqualTo(golden.get("characters").textValue());
  }

  @Test
  void publishedSplitsReplay() {
    for (int i = 0; i < parts.size(); i++) {
      JsonNode part = golden.get("parts").get(i);
      assertThat(parts.get(i).all()).isEqualTo(strings(part.get("lines")));
      Dataset data = Characters.contexts(parts.get(i), vocabulary, CONTEXT);
      requireEqual(data.x(), part.get("x"));
      requireEqual(data.y(), part.get("y"));
      assertThat(data.x().shape().toArray()).containsExactly(data.size(), CONTEXT);
      assertThat(data.y().rank()).isEqualTo(1);
    }
  }

  @Test
  void publishedBatchesReplay() {
    Dataset train = Characters.contexts(parts.getFirst(), vocabulary, CONTEXT);
    Batches batches = Batches.random(train, 32, new Generator(2147483647));
    for (JsonNode expected : golden.get("batches")) {
      Batch batch = batches.next();
      requireEqual(batch.x(), expected.get("x"));
      requireEqual(batch.y(), expected.get("y"));
    }
  }

  @Test
  void epochsAreThoseOfRandperm() {
    Dataset train = Characters.contexts(parts.getFirst(), vocabulary, CONTEXT);
    Batches batches =
        Batches.epochs(new Dataset(train.x(), Tensor.arange(train.size())), 32, new Generator(7));
    for (JsonNode order : golden.get("epochs")) {
      List<Long> drawn = new ArrayList<>();
      while (drawn.size() < train.size()) {
        for (long row : batches.next().y().toLongArray()) {
          drawn.add(row);
        }
      }
      List<Long> expected = new ArrayList<>();
      order.forEach(row -> expected.add(row.longValue()));
      assertThat(drawn).isEqualTo(expected);
    }
  }

  private static void requireEqual(Tensor tensor, JsonNode nested) {
    List<Long> expected = new ArrayList<>();
    for (JsonNode row : nested) {
      if (row.isArray()) {
        row.forEach(element -> expected.add(element.longValue()));
      } else {
        expected.add(row.longValue());
      }
    }
    assertThat(tensor.toLongArray())
        .isEqualTo(expected.stream().mapToLong(Long::longValue).toArray());
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(text -> strings.add(text.textValue()));
    return strings;
  }

  private static JsonNode read() {
    try (InputStream in =
        CharactersGoldenTest.class.getResourceAsStream("/golden/characters.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
