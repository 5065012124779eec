package dev.chainrule.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.nn.train.LossHistory.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A curve of few points, whatever the number of steps.
class LossHistoryTest {
  private static LossHistory of(int from, int to, LossHistory history) {
    for (int step = from; step < to; step++) {
      history.afterUpdate(step, step);
    }
    return history;
  }

  @Test
  void aShortTrainingHasAPointForEveryStep() {
    assertThat(of(0, 3, new LossHistory()).training())
        .containsExactly(new Point(1, 0), new Point(2, 1), new Point(3, 2));
  }

  @Test
  void aLongOneHasMeansOverEquallyManySteps() {
    List<Point> points = of(0, 100_000, new LossHistory()).training();
    assertThat(points.size()).isBetween(512, 1023);
    long width = points.getFirst().step();
    for (int i = 0; i < points.size(); i++) {
      assertThat(points.get(i).step()).isEqualTo((i + 1) * width);
      assertThat(points.get(i).loss()).isCloseTo(i * width + (width - 1) / 2.0, within(1e-6));
    }
  }

  @Test
  void theSmoothedLossFollowsTheLastHundred() {
    LossHistory history = new LossHistory();
    for (int step = 0; step < 1000; step++) {
      history.afterUpdate(step, step < 400 ? 8 : 2);
    }
    assertThat(history.smoothed()).isCloseTo(2, within(0.05));
  }

  @Test
  void aSavedHistoryGoesOnAsIfItHadNotStopped() {
    LossHistory whole = of(0, 5000, new LossHistory());
    whole.validated(5000, 2.5);
    LossHistory first = of(0, 1777, new LossHistory());
    LossHistory second = new LossHistory();
    second.load(first.state());
    of(1777, 5000, second);
    second.validated(5000, 2.5);
    assertThat(second.training()).isEqualTo(whole.training());
    assertThat(second.validation()).isEqualTo(whole.validation());
    assertThat(second.smoothed()).isEqualTo(whole.smoothed());
  }
}
