package dev.chainrule.lab.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.report.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question: a JSON object whose fields are asked for one by one. A field that is missing or null
/// is as usual; one of another kind is an error that says so.
public final class Question {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode object;

  private Question(JsonNode object) {
    this.object = object;
  }

  /// Reads a question.
  ///
  /// @throws Problem if it is no JSON object
  public static Question of(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node == null || !node.isObject()) {
        throw Problem.malformed("the question must be a JSON object");
      }
      return new Question(node);
    } catch (JacksonException e) {
      throw Problem.malformed("the question is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /// The worksheet, in the field `source`.
  public String source() {
    return SourceText.of(text("source"));
  }

  /// A text that must be there.
  public String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw Problem.malformed("%s: must be a text; it is missing".formatted(name));
    }
    return text;
  }

  /// A text that may be missing.
  public @Nullable String textOrNull(String name) {
    JsonNode node = field(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw wrong(name, "a text", node);
    }
    return node.textValue();
  }

  /// A whole number from `least` to `most`.
  public int whole(String name, int usual, int least, int most) {
    JsonNode node = field(name);
    if (node == null) {
      return usual;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most), node);
    }
    int number = node.intValue();
    if (number < least || number > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most), node);
    }
    return number;
  }

  /// A seed.
  public long seed(long usual) {
    JsonNode node = field("seed");
    if (node == null) {
      return usual;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("seed", "a whole number", node);
    }
    return node.longValue();
  }

  /// True or false.
  public boolean truth(String name, boolean usual) {
    JsonNode node = field(name);
    if (node == null) {
      return usual;
    }
    if (!node.isBoolean()) {
      throw wrong(name, "true or false", node);
    }
    return node.booleanValue();
  }

  /// Texts, each one of `known`.
  public List<String> choices(String name, List<String> known) {
    List<String> chosen = new ArrayList<>();
    for (JsonNode node : array(name)) {
      if (!node.isTextual() || !known.contains(node.textValue())) {
        throw wrong(name, "of " + String.join(", ", known), node);
      }
      chosen.add(node.textValue());
    }
    return chosen;
  }

  /// Texts.
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : array(name)) {
      if (!node.isTextual()) {
        throw wrong(name, "texts", node);
      }
      texts.add(node.textValue());
    }
    return texts;
  }

  /// Whole numbers.
  public List<Integer> wholes(String name) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode node : array(name)) {
      if (!node.isIntegralNumber() || !node.canConvertToInt()) {
        throw wrong(name, "whole numbers", node);
      }
      numbers.add(node.intValue());
    }
    return numbers;
  }

  /// Numbers.
  public List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode node : array(name)) {
      if (!node.isNumber()) {
        throw wrong(name, "numbers", node);
      }
      numbers.add(node.doubleValue());
    }
    return numbers;
  }

  /// A text or a number as it stands; null where it is missing.
  public @Nullable String plain(String name) {
    JsonNode node = field(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual() && !node.isNumber()) {
      throw wrong(name, "a text or a number", node);
    }
    return node.asText();
  }

  private Iterable<JsonNode> array(String name) {
    JsonNode node = field(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong(name, "an array", node);
    }
    return node;
  }

  private @Nullable JsonNode field(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private static Problem wrong(String name, String must, JsonNode given) {
    String text = given.toString();
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return Problem.malformed("%s: must be %s; given %s".formatted(name, must, shown));
  }
}
