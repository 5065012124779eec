package dev.chainrule.nn.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.run.Settings.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Settings as texts, and what is said of those that cannot be.
class SettingsTest {
  @ParameterizedTest
  @EnumSource
  void textsGiveTheSettingsBack(Kind kind) {
    assertThat(Settings.of(kind.settings().texts())).isEqualTo(kind.settings());
  }

  @Test
  void whatIsNotGivenIsAsUsualForTheModel() {
    Settings settings = Settings.of(Map.of("model", "gpt", "batch", "8"));
    assertThat(settings.batch()).isEqualTo(8);
    assertThat(settings.optimizer()).isEqualTo(Settings.Rule.ADAMW);
  }

  @Test
  void ratesChangeAtTheirSteps() {
    Schedule rates = Rates.parse("0.1, 100000:0.01, 150000:1e-3");
    assertThat(rates.at(0)).isEqualTo(0.1);
    assertThat(rates.at(99_999)).isEqualTo(0.1);
    assertThat(rates.at(100_000)).isEqualTo(0.01);
    assertThat(rates.at(150_000)).isEqualTo(0.001);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps|0|steps: must be at least 1; given 0",
        "batch|x|batch: must be a whole number up to 2147483647; given \"x\"",
        "hidden|99999999999|hidden: must be a whole number up to 2147483647; given \"99999999999\"",
        "batch|1|batch: batch norm needs two examples at least; given 1",
        "model|lstm|model: must be one of bigram, bow, mlp, gpt; given \"lstm\"",
        "optimizer|lion|optimizer: must be one of sgd, adam, adamw, rmsprop, adagrad; given"
            + " \"lion\"",
        "split|0.5/0.5|split: needs three parts, of training, validation and test, none negative;"
            + " given [0.5, 0.5]",
        "split|a/b/c|split: must be three parts such as 0.8/0.1/0.1; given \"a/b/c\"",
        "lr|-1|learning rate: must be RATE or RATE,STEP:RATE,… with growing steps; in \"-1\" a rate"
            + " must not be negative, and -1 is no such rate",
        "lr|0.1,5:0.2,4:0.1|learning rate: must be RATE or RATE,STEP:RATE,… with growing steps; in"
            + " \"0.1,5:0.2,4:0.1\" step 4 does not come after step 5",
        "lr|0.1,x:2|learning rate: must be RATE or RATE,STEP:RATE,… with growing steps; in"
            + " \"0.1,x:2\" \"x:2\" is no STEP:RATE",
        "lr|fast|learning rate: must be RATE or RATE,STEP:RATE,… with growing steps; in \"fast\""
            + " \"fast\" is no number",
        "colour|red|settings: there is no \"colour\"; there are [model, context, embedding, hidden,"
            + " layers, heads, batch, steps, lr, optimizer, seed, split, backward]"
      })
  void whatCannotBeIsSaid(String name, String text, String message) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aTransformerSharesItsChannelsAmongItsHeads() {
    assertThatThrownBy(() -> Settings.of(Map.of("model", "gpt", "embedding", "30", "heads", "4")))
        .hasMessage("heads: the embedding must be a multiple of the heads; given 30 and 4");
  }

  @Test
  void aBigramLooksBackAtOne() {
    assertThatThrownBy(() -> Settings.of(Map.of("model", "bigram", "context", "3")))
        .hasMessage("context: a bigram looks back at one character; given 3");
  }
}
