package dev.chainrule.worksheet.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.Decisions;
import dev.chainrule.worksheet.Limits;
import dev.chainrule.worksheet.run.Interpreter;
import dev.chainrule.worksheet.run.Setup;
import dev.chainrule.worksheet.syntax.SyntaxTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A short worksheet and what real PyTorch made of it, as `tools/worksheets/snippets.py` recorded
/// it.
record Snippet(String name, String source, JsonNode recorded) {
  /// All snippets that were recorded.
  static List<Snippet> all() {
    try (InputStream in = Snippet.class.getResourceAsStream("/pytorch/recorded.json")) {
      List<Snippet> snippets = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(in)) {
        snippets.add(new Snippet(node.get("name").asText(), node.get("source").asText(), node));
      }
      return snippets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isError() {
    return recorded.get("error").isTextual();
  }

  /// Runs it here.
  Interpreter run(Precision precision, Decisions decisions) {
    return run(source, precision, decisions, Limits.standard());
  }

  /// Runs a worksheet with PyTorch.
  static Interpreter run(String source, Precision precision, Decisions decisions, Limits limits) {
    Interpreter interpreter =
        new Interpreter(
            Setup.standard()
                .with(limits)
                .with(decisions)
                .with(new TorchLibrary(precision, TensorObserver.NONE, Leaves.asWritten()))
                .with(new NumpyLibrary())
                .translating(EngineErrors::translate));
    interpreter.run(SyntaxTree.parse(source));
    return interpreter;
  }

  @Override
  public String toString() {
    return name;
  }
}
