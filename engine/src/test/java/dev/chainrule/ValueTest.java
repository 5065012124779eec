package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The scalar engine.
class ValueTest {
  @Test
  void theExampleThatMicrogradShows() {
    Value a = Value.of(-4);
    Value b = Value.of(2);
    Value c = a.add(b);
    Value d = a.mul(b).add(b.pow(3));
    c = c.add(c.add(1));
    c = c.add(Value.of(1).add(c).add(a.neg()));
    d = d.add(d.mul(2).add(b.add(a).relu()));
    d = d.add(Value.of(3).mul(d).add(b.sub(a).relu()));
    Value e = c.sub(d);
    Value f = e.pow(2);
    Value g = f.div(2);
    g = g.add(Value.of(10).div(f));
    g.backward();
    assertThat(g.data()).isCloseTo(24.7041, within(5e-5));
    assertThat(a.grad()).isCloseTo(138.8338, within(5e-5));
    assertThat(b.grad()).isCloseTo(645.5773, within(5e-5));
  }

  @Test
  void theThreeParametersOfTheFirstLesson() {
    Value w1 = Value.of(0.4);
    Value w2 = Value.of(0.6);
    Value v = Value.of(0.8);
    Value z = w1.mul(1.0).add(w2.mul(0.5));
    Value h = z.sigmoid();
    Value yHat = v.mul(h);
    Value loss = yHat.sub(1).pow(2);
    loss.backward();
    assertThat(loss.data()).isCloseTo(0.2166, within(5e-5));
    assertThat(yHat.grad()).isCloseTo(-0.9309, within(5e-5));
    assertThat(v.grad()).isCloseTo(-0.6220, within(5e-5));
    assertThat(h.grad()).isCloseTo(-0.7447, within(5e-5));
    assertThat(z.grad()).isCloseTo(-0.1651, within(5e-5));
    assertThat(w1.grad()).isCloseTo(-0.1651, within(5e-5));
    assertThat(w2.grad()).isCloseTo(-0.0826, within(5e-5));
  }

  @Test
  void leavesAddUpOverPassesAndPlacesBetweenDoNot() {
    Value x = Value.of(3);
    Value h = x.mul(2);
    Value y = h.mul(h);
    y.backward();
    y.backward();
    assertThat(x.grad()).isEqualTo(48);
    assertThat(h.grad()).isEqualTo(12);
    assertThat(y.grad()).isEqualTo(1);
    x.zeroGrad();
    assertThat(x.grad()).isZero();
    h.backward();
    assertThat(x.grad()).isEqualTo(2);
  }

  @Test
  void fanOutAddsUp() {
    Value x = Value.of(3);
    x.add(x).backward();
    assertThat(x.grad()).isEqualTo(2);
    Value y = Value.of(3);
    y.mul(y).mul(y).backward();
    assertThat(y.grad()).isEqualTo(27);
    Value z = Value.of(3);
    Value shared = z.exp();
    shared.add(shared.mul(shared)).backward();
    assertThat(z.grad()).isCloseTo(Math.exp(3) + 2 * Math.exp(6), within(1e-12));
  }

  @Test
  void aLeafMayBeTheRoot() {
    Value x = Value.of(3);
    x.backward();
    x.backward();
    assertThat(x.grad()).isEqualTo(2);
  }

  @Test
  void oneLeafServesSeveralGraphs() {
    Value w = Value.of(2);
    Value first = w.mul(3);
    Value second = w.pow(2);
    second.backward();
    first.backward();
    assertThat(w.grad()).isEqualTo(7);
  }

  @Test
  void aDerivativeThatIsZeroByAConditionStopsInfinity() {
    // d log(relu(x))/dx at x < 0 is ∞·0 by the chain rule; relu selects, so nothing flows.
    Value x = Value.of(-1);
    x.relu().log().backward();
    assertThat(x.grad()).isZero();

    Tensor t = Tensor.of(new double[] {-1}).requiresGrad(true);
    t.relu().log().backward();
    assertThat(t.grad().item()).isZero();
  }

  @Test
  void powersOfZero() {
    Value x = Value.of(0);
    x.pow(2).backward();
    assertThat(x.grad()).isZero();
    x.pow(1).backward();
    assertThat(x.grad()).isEqualTo(1);
    Value y = Value.of(0);
    y.pow(0).backward();
    assertThat(y.grad()).isZero();
  }

  @Test
  void aLeafCanBeSet() {
    Value w = Value.of(1);
    w.setData(5);
    assertThat(w.data()).isEqualTo(5);
    Value loss = w.mul(w);
    assertThat(loss.data()).isEqualTo(25);
  }

  @Test
  void printsDataAndGradient() {
    Value x = Value.of(0.5);
    assertThat(x).hasToString("Value(data=0.5, grad=0.0)");
    x.neg().backward();
    assertThat(x).hasToString("Value(data=0.5, grad=-1.0)");
  }

  @Test
  void agreesWithTheTensorEngineOnRandomExpressions() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Value x = Value.of(random.nextDouble() + 0.5);
      Tensor t = Tensor.of(new double[] {x.data()}).requiresGrad(true);
      Value y = x;
      Tensor u = t;
      for (int step = 0; step < 12; step++) {
        double number = random.nextDouble() + 0.5;
        switch (random.nextInt(9)) {
          case 0 -> {
            y = y.add(x);
            u = u.add(t);
          }
          case 1 -> {
            y = y.mul(number);
            u = u.mul(number);
          }
          case 2 -> {
            y = y.tanh();
            u = u.tanh();
          }
          case 3 -> {
            y = y.sub(number);
            u = u.sub(number);
          }
          case 4 -> {
            y = y.div(x.add(1));
            u = u.div(t.add(1));
          }
          case 5 -> {
            y = y.sigmoid();
            u = u.sigmoid();
          }
          case 6 -> {
            y = y.mul(y);
            u = u.mul(u);
          }
          case 7 -> {
            y = y.neg();
            u = u.neg();
          }
          default -> {
            y = y.relu().add(number);
            u = u.relu().add(number);
          }
        }
      }
      y.backward();
      u.backward();
      assertThat(y.data()).as("seed %d", seed).isEqualTo(u.item());
      double scale = Math.max(1e-3, Math.abs(t.grad().item()));
      assertThat(x.grad()).as("seed %d", seed).isCloseTo(t.grad().item(), within(1e-13 * scale));
    }
  }
}
