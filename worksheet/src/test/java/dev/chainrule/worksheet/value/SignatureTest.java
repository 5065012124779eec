package dev.chainrule.worksheet.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.worksheet.Decisions;
import dev.chainrule.worksheet.Limits;
import dev.chainrule.worksheet.RunState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Arguments find their parameters as in Python, and errors say which did not.
class SignatureTest {
  private final RunState run = new RunState(Limits.standard(), Decisions.free());

  private BoundArguments bind(String signature, List<Object> positional, Object... named) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (int i = 0; i < named.length; i += 2) {
      byName.put((String) named[i], named[i + 1]);
    }
    BoundArguments[] bound = new BoundArguments[1];
    Functions functions =
        (name, arguments) -> {
          bound[0] = arguments;
          return NoneValue.NONE;
        };
    BuiltinFunction.of(signature, functions).call(new Arguments(run, positional, byName));
    return bound[0];
  }

  @Test
  void defaultsFillWhatIsNotGiven() {
    BoundArguments a =
        bind("sum(input, dim=None, keepdim=False, eps=1e-05, n=3, s='mean')", List.of(1L));
    assertThat(a.integer("input")).isEqualTo(1);
    assertThat(a.isNone("dim")).isTrue();
    assertThat(a.flag("keepdim")).isFalse();
    assertThat(a.number("eps")).isEqualTo(1e-5);
    assertThat(a.integer("n")).isEqualTo(3);
    assertThat(a.text("s")).isEqualTo("mean");
  }

  @Test
  void argumentsGoByPositionAndByName() {
    BoundArguments a = bind("f(a, b=1, *, c=2)", List.of(10L, 20L), "c", 30L);
    assertThat(List.of(a.value("a"), a.value("b"), a.value("c"))).containsExactly(10L, 20L, 30L);
  }

  @Test
  void theRestIsCollected() {
    BoundArguments a = bind("zeros(*size, dtype=None, **other)", List.of(2L, 3L), "x", 1L);
    assertThat(a.rest("size")).containsExactly(2L, 3L);
    assertThat(a.isNone("dtype")).isTrue();
    assertThat(a.namedRest("other")).containsExactly(Map.entry("x", 1L));
    assertThat(bind("f(*x)", List.of()).rest("x")).isEmpty();
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> bind("sqrt(x, /)", List.of(1L, 2L)))
        .hasMessage("sqrt: takes 1 argument, got 2");
    assertThatThrownBy(() -> bind("clamp(input, min=None, max=None)", List.of(1L, 2L, 3L, 4L)))
        .hasMessage("clamp: takes at most 3 arguments, got 4");
    assertThatThrownBy(() -> bind("f()", List.of(1L))).hasMessage("f: takes no arguments, got 1");
    assertThatThrownBy(() -> bind("f(*, a=1)", List.of(1L)))
        .hasMessage("f: takes no arguments by position, got 1");
    assertThatThrownBy(() -> bind("randn(*size, seed=None)", List.of(), "sede", 1L))
        .hasMessage("randn: no argument named 'sede'; did you mean 'seed'?");
    assertThatThrownBy(() -> bind("f(a)", List.of(1L), "a", 2L))
        .hasMessage("f: 'a' is given twice, by position and by name");
    assertThatThrownBy(() -> bind("f(a, b)", List.of(1L))).hasMessage("f: needs a value for 'b'");
    assertThatThrownBy(() -> bind("f(x, /)", List.of(), "x", 1L))
        .hasMessage("f: no argument named 'x'");
    assertThatThrownBy(() -> bind("f(*size)", List.of(), "size", 1L))
        .hasMessage("f: no argument named 'size'");
  }

  @Test
  void valuesOfAnotherKindAreRefused() {
    BoundArguments a = bind("f(x)", List.of("text"));
    assertThatThrownBy(() -> a.number("x")).hasMessage("f: x must be a number, got the str 'text'");
    assertThatThrownBy(() -> a.integer("x")).hasMessage("f: x must be an int, got the str 'text'");
    assertThatThrownBy(() -> bind("f(x)", List.of(1L)).text("x"))
        .hasMessage("f: x must be a str, got the int 1");
  }
}
