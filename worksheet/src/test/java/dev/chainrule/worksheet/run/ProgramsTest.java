package dev.chainrule.worksheet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.worksheet.syntax.SyntaxTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that print the same here as under CPython 3.11, to the last character. What that
/// printed was recorded by `tools/programs/record.py`.
class ProgramsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bank",
        "binary",
        "bpe",
        "cipher",
        "control",
        "dicts",
        "edit",
        "expressions",
        "fizzbuzz",
        "floats",
        "formats",
        "functions",
        "graph",
        "hanoi",
        "integers",
        "life",
        "lists",
        "mandelbrot",
        "mathematics",
        "matrices",
        "memo",
        "micrograd",
        "modelling",
        "newton",
        "pascal",
        "permutations",
        "queens",
        "quicksort",
        "randomness",
        "regression",
        "roman",
        "sieve",
        "softmax",
        "strings",
        "tokenizer",
        "words",
        "xor"
      })
  void printsWhatPythonPrints(String program) {
    Interpreter interpreter = new Interpreter(Setup.standard());
    interpreter.run(SyntaxTree.parse(resource(program + ".py")));
    assertThat(interpreter.output()).isEqualTo(resource(program + ".txt"));
  }

  private static String resource(String name) {
    String path = "/dev/chainrule/worksheet/programs/" + name;
    try (InputStream in = ProgramsTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
