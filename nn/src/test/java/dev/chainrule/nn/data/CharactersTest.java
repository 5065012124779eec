package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Contexts and blocks worked by hand; CharactersGoldenTest has longer ones.
class CharactersTest {
  private final Lines lines = new Lines(List.of("ab", "b"));
  private final Vocabulary vocabulary = Vocabulary.of(lines);

  @Test
  void contextsAreFilledUpWithEnds() {
    Dataset data = Characters.contexts(lines, vocabulary, 3);
    assertThat(data.x().shape().toArray()).containsExactly(5, 3);
    assertThat(data.x().toLongArray()).containsExactly(0, 0, 0, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 2);
    assertThat(data.y().toLongArray()).containsExactly(1, 2, 0, 2, 0);
    Dataset one = Characters.contexts(lines, vocabulary, 1);
    assertThat(one.x().toLongArray()).containsExactly(0, 1, 2, 0, 2);
  }

  @Test
  void blocksRunThroughTheText() {
    Dataset data = Characters.blocks(lines, vocabulary, 4);
    assertThat(data.x().shape().toArray()).containsExactly(2, 4);
    assertThat(data.x().toLongArray()).containsExactly(0, 1, 2, 0, 1, 2, 0, 2);
    assertThat(data.y().toLongArray()).containsExactly(1, 2, 0, 2, 2, 0, 2, 0);
    assertThat(data.x().array().buffer()).isSameAs(data.y().array().buffer());
    assertThat(Characters.blocks(lines, vocabulary, 2).every(2).x().toLongArray())
        .containsExactly(0, 1, 2, 0);
    assertThat(data.rows(1, 0, 1).y().toLongArray())
        .containsExactly(2, 0, 2, 0, 1, 2, 0, 2, 2, 0, 2, 0);
  }

  @Test
  void contextsThatCannotBe() {
    assertThatThrownBy(() -> Characters.contexts(lines, vocabulary, 0))
        .hasMessage("contexts: the context must be at least 1; got 0");
    assertThatThrownBy(() -> Characters.blocks(lines, vocabulary, -1))
        .hasMessage("blocks: the context must be at least 1; got -1");
    assertThatThrownBy(() -> Characters.blocks(lines, vocabulary, 6))
        .hasMessage(
            "blocks: a context of 6 needs 7 characters and ends of lines; the text has 6; use a"
                + " shorter context");
    char[] long32 = new char[32];
    Arrays.fill(long32, 'a');
    Lines many = new Lines(List.of(new String(long32)));
    assertThatThrownBy(() -> Characters.contexts(many, vocabulary, 100_000_000))
        .hasMessage(
            "contexts: 33 examples of 100000000 characters do not fit into an array; use fewer"
                + " lines or blocks");
  }
}
