package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Each limit holds at its number, is over at the next, and says which it is.
class BudgetTest {
  private static final Limits SMALL =
      new Limits(2_000, 100, 320, 640, 3, 4, 1_000, 500, 10_000, 60);

  private final Budget budget = new Budget(SMALL);

  private static void within(Runnable charge) {
    assertThatCode(charge::run).doesNotThrowAnyException();
  }

  private static void over(Runnable charge, String message) {
    assertThatThrownBy(charge::run).isInstanceOf(WorksheetException.class).hasMessage(message);
  }

  @Test
  void statements() {
    within(() -> budget.steps(1_999));
    within(budget::step);
    over(
        budget::step,
        "too many statements run: 2001 reached, the limit is 2000; does a loop not end?");
  }

  @Test
  void entriesAndOneForTheirContainer() {
    within(() -> budget.items(49));
    within(() -> budget.items(49));
    over(
        () -> budget.items(0),
        "too many entries of lists, tuples, dictionaries and strings: 101 reached, the limit is"
            + " 100; use a tensor for many numbers");
  }

  @Test
  void charactersOfOneString() {
    within(() -> budget.text(320));
    over(
        () -> budget.text(321),
        "too many characters in one string: 321 reached, the limit is 320; shorten it");
  }

  @Test
  void sixteenCharactersAreOneEntry() {
    for (int i = 0; i < 4; i++) {
      within(() -> budget.text(320));
    }
    over(
        () -> budget.text(320),
        "too many entries of lists, tuples, dictionaries and strings: 105 reached, the limit is"
            + " 100; use a tensor for many numbers");
  }

  @Test
  void bitsOfAnInteger() {
    within(() -> budget.integer(640));
    over(
        () -> budget.integer(641),
        "too many bits of an integer: 641 reached, the limit is 640; use a float");
  }

  @Test
  void productsOfLongIntegersCostByTheProductOfTheirLengths() {
    within(() -> budget.longArithmetic(64 * 320, 64 * 200));
    over(
        () -> budget.longArithmetic(64 * 32, 64),
        "too many statements run: 2001 reached, the limit is 2000; does a loop not end?");
  }

  @Test
  void callsInsideCalls() {
    for (int i = 0; i < 3; i++) {
      within(budget::enterCall);
    }
    budget.leaveCall();
    within(budget::enterCall);
    over(
        budget::enterCall,
        "too many calls inside calls: 4 reached, the limit is 3;"
            + " does a function call itself without end?");
  }

  @Test
  void nesting() {
    for (int i = 0; i < 4; i++) {
      within(budget::enter);
    }
    budget.leave();
    within(budget::enter);
    over(
        budget::enter,
        "too many expressions or values inside each other: 5 reached, the limit is 4;"
            + " give the inner parts names of their own");
  }

  @Test
  void elementsOfOneTensor() {
    within(() -> budget.elements(500));
    over(
        () -> budget.elements(501),
        "too many elements of one tensor: 501 reached, the limit is 500; make it smaller");
  }

  @Test
  void elementsOfAllTensors() {
    within(() -> budget.elements(500));
    within(() -> budget.elements(500));
    over(
        () -> budget.elements(1),
        "too many elements of all tensors made: 1001 reached, the limit is 1000;"
            + " make fewer or smaller ones");
  }

  @Test
  void multiplyAdds() {
    within(() -> budget.multiplyAdds(10_000));
    over(
        () -> budget.multiplyAdds(1),
        "too many multiply-adds: 10001 reached, the limit is 10000;"
            + " use smaller sizes or fewer steps");
  }

  @Test
  void wallTime() {
    Budget none = new Budget(Limits.standard().withSeconds(0));
    String message = "too many seconds: 0 reached, the limit is 0; do less in one worksheet";
    over(() -> none.elements(1), message);
    Budget other = new Budget(Limits.standard().withSeconds(0));
    within(() -> other.steps(1_023));
    over(other::step, message);
  }

  @Test
  void countsTooLargeToCountAreOver() {
    budget.steps(1);
    over(
        () -> budget.steps(Long.MAX_VALUE),
        "too many statements run: 9223372036854775807 reached, the limit is 2000;"
            + " does a loop not end?");
  }
}
