package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Characters and their numbers.
class VocabularyTest {
  private final Vocabulary vocabulary = Vocabulary.of(new Lines(List.of("ba", "𝔘a", "\uffee")));

  @Test
  void charactersAreNumberedByCodePoint() {
    assertThat(vocabulary.size()).isEqualTo(5);
    // By UTF-16 units, 𝔘 (U+1D518) would come before U+FFEE.
    assertThat(vocabulary.characters()).isEqualTo("ab\uffee𝔘");
    assertThat(vocabulary.encode("ab𝔘")).containsExactly(1, 2, 4);
    assertThat(vocabulary.decode(1, 4, 0, 2)).isEqualTo("a𝔘");
    assertThat(Vocabulary.of(vocabulary.characters()).encode("𝔘")).containsExactly(4);
  }

  @Test
  void theEndIsNoCharacter() {
    Vocabulary stops = Vocabulary.of(new Lines(List.of("a.b", "c")));
    assertThat(stops.characters()).isEqualTo(".abc");
    assertThat(stops.encode("a.b")).containsExactly(2, 1, 3);
    assertThat(stops.decode(2, 1, 3, 0)).isEqualTo("a.b");
    assertThat(stops.show(0)).isEqualTo(".");
    assertThat(stops.show(1)).isEqualTo(".");
    assertThat(vocabulary.show(0)).isEqualTo(".");
  }

  @Test
  void anAccentThatIsCombinedIsACharacter() {
    Vocabulary accents = Vocabulary.of(new Lines(List.of("e\u0301", "\u00e9")));
    assertThat(accents.size()).isEqualTo(4);
    assertThat(accents.encode("e\u0301\u00e9")).containsExactly(1, 3, 2);
  }

  @Test
  void whatIsUnknownIsNamed() {
    assertThatThrownBy(() -> vocabulary.encode("abß"))
        .hasMessage(
            "vocabulary: every character must be known; \"ß\" (U+00DF) in \"abß\" is not; the 4"
                + " known are ab\uffee𝔘");
    assertThatThrownBy(() -> vocabulary.decode(5))
        .hasMessage("vocabulary: numbers go from 0 to 4; got 5");
    assertThatThrownBy(() -> vocabulary.show(-1))
        .hasMessage("vocabulary: numbers go from 0 to 4; got -1");
  }
}
