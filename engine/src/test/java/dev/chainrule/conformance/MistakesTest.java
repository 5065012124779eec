package dev.chainrule.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Example;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The wrong derivatives that operations tell of.
class MistakesTest {
  private static final long SEED = 20_250_102;

  /// A mistake in the rule of an operation for one input, and what it gives in the place of what
  /// belongs there.
  private record Made(Example example, int input, Mistake<NdArray> mistake, NdArray right) {
    String place() {
      return "%s of input %d: %s".formatted(example.operation(), input, mistake.id());
    }

    /// The same mistake in other operations and along other axes: where an operation's rule does
    /// not read its output, to read its input in the place of it is no mistake.
    String kind() {
      String what = mistake.what().replace(example.operation().name(), "it");
      return mistake.id() + ": " + what.replaceAll("\\d+", "n");
    }
  }

  private static void forEach(Consumer<Made> action) {
    Stream.concat(Catalogue.examples().stream(), Variants.examples().stream())
        .forEach(example -> forEach(example, action));
  }

  private static void forEach(Example example, Consumer<Made> action) {
    List<NdArray> x = new Draws(SEED).inputs(example, DType.FLOAT64);
    forEach(example, x, action);
    forEach(example, x.stream().map(MistakesTest::tied).toList(), action);
  }

  /// The same elements but for their fractions, so that some are equal.
  private static NdArray tied(NdArray x) {
    NdArray tied = NdArray.zeros(x.dtype(), x.shape());
    for (int e = 0; e < tied.numel(); e++) {
      tied.buffer().set(e, Math.rint(x.get(e)));
    }
    return tied;
  }

  private static void forEach(Example example, List<NdArray> x, Consumer<Made> action) {
    Operation operation = example.operation();
    Draws draws = new Draws(SEED);
    NdArray y = operation.forward(x);
    if (!y.dtype().isFloat()) {
      return;
    }
    NdArray g = draws.directions(y.dtype(), y.shape());
    Numbers n = Numbers.INSTANCE;
    for (int i = 0; i < x.size(); i++) {
      if (operation.differentiable(i) && x.get(i).dtype().isFloat()) {
        NdArray right = operation.vjp(n, i, x, y, g);
        for (Mistake<NdArray> mistake : operation.mistakes(n, i, x, y, g)) {
          action.accept(new Made(example, i, mistake, right));
        }
      }
    }
  }

  private static boolean differs(NdArray wrong, NdArray right) {
    if (!wrong.shape().equals(right.shape())) {
      return true;
    }
    for (int e = 0; e < right.numel(); e++) {
      if (!(Math.abs(wrong.get(e) - right.get(e)) <= 1e-9 * (1 + Math.abs(right.get(e))))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyMistakeIsWrongSomewhere() {
    Set<String> told = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    forEach(
        made -> {
          told.add(made.kind());
          try {
            NdArray gradInput = made.mistake().gradInput().get();
            assertThat(gradInput.dtype()).as(made.place()).isEqualTo(DType.FLOAT64);
            if (differs(gradInput, made.right())) {
              wrong.add(made.kind());
            }
          } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // These shapes leave no room for it; others must.
            assertThat(e).as(made.place()).hasMessageNotContaining("null");
          }
        });
    assertThat(told).hasSizeGreaterThan(30);
    told.removeAll(wrong);
    assertThat(told).as("never wrong").isEmpty();
  }

  @Test
  void everyMistakeHasANameOfTheListAndAPredicate() {
    Set<String> ids = ids();
    assertThat(ids).hasSize(51).contains("unknown");
    forEach(
        made -> {
          assertThat(ids).as(made.place()).contains(made.mistake().id());
          assertThat(made.mistake().what()).as(made.place()).matches("[a-z].*[^.]");
        });
  }

  @Test
  void everySlipHasANameOfTheList() {
    Set<String> ids = ids();
    Set<String> slips = new TreeSet<>();
    for (Example example : Catalogue.examples()) {
      String slip = example.operation().slip();
      if (slip != null) {
        slips.add(slip);
      }
    }
    assertThat(slips).hasSizeGreaterThan(4);
    assertThat(ids).containsAll(slips);
  }

  private static Set<String> ids() {
    try (InputStream in = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
      String text =
          new String(
              Objects.requireNonNull(in, "mistakes.txt").readAllBytes(), StandardCharsets.UTF_8);
      return new LinkedHashSet<>(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
