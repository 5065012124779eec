package dev.chainrule.worksheet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.SyntaxTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes wrong while a worksheet runs, with its place and its exact text. `⏎` is the end of a
/// line.
class ErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      textBlock =
          """
          x = 1 ⏎ y = sigmiod(x) => 2:5: unknown name 'sigmiod'
          import os => 1:8: worksheets cannot import 'os'; there are math, random
          from math import sqr => 1:18: worksheets know no 'math.sqr'; did you mean 'sqrt'?
          import math ⏎ math.sqroot(2) => 2:6: worksheets know no 'math.sqroot'; did you mean 'sqrt'?
          import maths => 1:8: worksheets cannot import 'maths'; did you mean 'math'?
          x = 5 ⏎ x.foo => 2:3: an int has no attribute 'foo'
          'abc'.uper() => 1:7: a str has no attribute 'uper'; did you mean 'upper'?
          [1].apend(2) => 1:5: a list has no attribute 'apend'; did you mean 'append'?
          [1, 2][5] => 1:7: index 5 is out of range for a list of length 2 (valid: -2 to 1)
          {'a': 1}['b'] => 1:9: the dictionary has no key 'b'
          (1, 2)[0] = 3 => 1:7: the parts of a tuple cannot be changed
          x = 1 ⏎ x[0] = 2 => 2:2: the parts of an int cannot be changed
          x = 1 ⏎ x[0] => 2:2: an int cannot be indexed
          1 / 0 => 1:3: division by zero
          1 % 0 => 1:3: division by zero
          1.0 // 0 => 1:5: division by zero
          'a' + 1 => 1:5: '+' does not work between a str and an int; make the other one a string with str(…)
          1 + 'a' => 1:3: '+' does not work between an int and a str; make the other one a string with str(…)
          [1] + (2,) => 1:5: '+' does not work between a list and a tuple
          len(5) => 1:1: len: an int has no length
          len() => 1:1: len: needs a value for 'obj'
          len([], []) => 1:1: len: takes 1 argument, got 2
          import math ⏎ math.sqrt(1, 2) => 2:6: sqrt: takes 1 argument, got 2
          import math ⏎ math.isclose(1, 2, rel_tl=3) => 2:6: isclose: no argument named 'rel_tl'; did you mean 'rel_tol'?
          def f(a, b): pass ⏎ f(1) => 2:1: f: needs a value for 'b'
          def f(a, b): pass ⏎ f(1, 2, 3) => 2:1: f: takes 2 arguments, got 3
          def f(alpha): pass ⏎ f(alpa=3) => 2:1: f: no argument named 'alpa'; did you mean 'alpha'?
          def f(a): pass ⏎ f(1, a=2) => 2:1: f: 'a' is given twice, by position and by name
          a, b = 1, 2, 3 => 1:1: unpacking: 2 values are needed, but there are 3 in a tuple
          a, b = [1] => 1:1: unpacking: 2 values are needed, but there are 1 in a list
          a, *b, c = [1] => 1:1: unpacking: at least 2 values are needed, but there are 1 in a list
          a, b = 5 => 1:1: an int is no sequence to go through
          for i in 5: pass => 1:10: an int is no sequence to go through
          int('abc') => 1:1: int: the str 'abc' is not a whole number
          float('1.2.3') => 1:1: float: the str '1.2.3' is not a number
          int(None) => 1:1: int: cannot make an int of None
          sum(['a']) => 1:1: '+' does not work between an int and a str; make the other one a string with str(…)
          max([]) => 1:1: max: there is nothing to choose from: the sequence is empty
          [1, 'a'] < [1, 2] => 1:10: '<' does not work between a str and an int
          sorted([1, 'a']) => 1:1: '<' does not work between a str and an int
          assert 1 == 2 => 1:1: the assertion does not hold
          assert 1 == 2, 'numbers differ' => 1:1: assertion: numbers differ
          import math ⏎ math.sqrt(-1) => 2:6: sqrt: there is no real result for -1.0
          import math ⏎ math.log(0) => 2:6: log: there is no finite result for 0.0
          import math ⏎ math.exp(1000) => 2:6: exp: the result for 1000.0 is too large for a float
          2.0 ** 10000 => 1:5: this power is too large for a float
          (-8) ** 0.5 => 1:6: a negative number raised to a fraction is complex; worksheets know no complex numbers
          0 ** -1 => 1:3: 0.0 cannot be raised to a negative power
          {[1]: 2} => 1:1: a list can change, so it cannot be a key of a dictionary or a member of a set
          {1, [2]} => 1:1: a list can change, so it cannot be a key of a dictionary or a member of a set
          x = 1 ⏎ x() => 2:1: the int 1 cannot be called; only functions can
          print(undefined_name) => 1:7: unknown name 'undefined_name'
          def f(): ⏎     print(x) ⏎     x = 1 ⏎ f() => 2:11: 'x' is used before it has a value in this function
          f'{1:q}' => 1:4: the format 'q' does not suit an int
          f'{"a":d}' => 1:4: the format 'd' does not suit a str
          f'{undefined}' => 1:4: unknown name 'undefined'
          '%d' % 'a' => 1:6: '%d' needs an int, not the str 'a'
          '%d %d' % (1,) => 1:9: '%': the text has more places than values were given, which is 1
          '%d' % (1, 2) => 1:6: '%': places for values in the text: 1; values given: 2
          '{} {}'.format(1) => 1:9: format: field 1 has no value; 1 were given
          '{a}'.format(b=1) => 1:7: format: no value named 'a' was given
          x.__class__ => 1:1: unknown name 'x'
          (1).__class__ => 1:5: '__class__' is not part of worksheets: names with two underscores on both sides are Python's own
          __import__('os') => 1:1: '__import__' is not part of worksheets: a worksheet cannot make code while it runs
          eval('1') => 1:1: 'eval' is not part of worksheets: a worksheet cannot make code while it runs
          open('f') => 1:1: 'open' is not part of worksheets: nothing in a worksheet reaches files, processes, the network or the keyboard
          exec('1') => 1:1: 'exec' is not part of worksheets: a worksheet cannot make code while it runs
          input() => 1:1: 'input' is not part of worksheets: nothing in a worksheet reaches files, processes, the network or the keyboard
          del x => 1:5: unknown name 'x'
          with 5: pass => 1:6: the int 5 cannot stand after 'with'; torch.no_grad() can
          @5 ⏎ def f(): pass => 1:2: the int 5 cannot decorate a function
          x: int = 'a' ⏎ x.y = 3 => 2:3: the attributes of a str cannot be changed
          [].pop() => 1:4: pop: the list is empty
          {}.popitem() => 1:4: popitem: the dictionary is empty
          [1].remove(2) => 1:5: remove: 2 is not there
          [1].index(2) => 1:5: index: 2 is not there
          'abc'.index('z') => 1:7: index: the string does not contain the str 'z'
          range(1.5) => 1:1: range: needs ints that fit 64 bits, got the float 1.5
          range(0, 5, 0) => 1:1: range: the step must not be 0
          [1, 2, 3][::0] => 1:10: the step of a slice must not be 0
          [1, 2, 3]['a'] => 1:10: the index into a list must be an int or a slice, not the str 'a'
          x = 5 ⏎ del x ⏎ print(x) => 3:7: unknown name 'x'
          d = {1: 2} ⏎ for k in d: d[k + 1] = 1 => 2:1: the dictionary changed its size while a loop went through it
          print(1, file=3) => 1:1: print: worksheets print to one place only; leave 'file' out
          import random ⏎ random.choice([]) => 2:8: choice: there is nothing to choose from: seq is empty
          import random ⏎ random.randint(5, 1) => 2:8: randint: there is no int from 5 to below 2
          chr(-1) => 1:1: chr: no character has the number -1
          ord('ab') => 1:1: ord: c must be one character, got 2
          int('12', 99) => 1:1: int: base must be 0 or from 2 to 36, got 99
          round('a') => 1:1: round: number must be a number, got the str 'a'
          abs('a') => 1:1: abs: x must be a number, got the str 'a'
          f(**5) => 1:1: unknown name 'f'
          f(*5) => 1:1: unknown name 'f'
          print(*5) => 1:1: an int is no sequence to go through
          print(**5) => 1:1: '**' spreads a dictionary, not the int 5
          {**5} => 1:1: '**' spreads a dictionary, not the int 5
          zip([1], [2, 3], strict=True).foo => 1:31: a zip has no attribute 'foo'
          list(zip([1], [2, 3], strict=True)) => 1:1: zip: the sequences are not of the same length
          isinstance(1, 5) => 1:1: isinstance: the second argument must be a type or a tuple of types, got the int 5
          str.foo => 1:5: the type str has no attribute 'foo'
          map(5, [1]) => 1:1: map: function must be a function, got the int 5
          import math ⏎ math.factorial(-1) => 2:6: factorial: x must not be negative, got -1
          import math ⏎ math = 3 ⏎ math.pi => 3:6: an int has no attribute 'pi'
          "a" @ 3 => 1:5: '@' does not work between a str and an int
          ~1.5 => 1:1: '~' does not work on a float
          -'a' => 1:1: '-' does not work on a str
          1 << -1 => 1:3: the shift of an int must not be negative
          1.5 & 2 => 1:5: '&' does not work between a float and an int
          1 in 5 => 1:3: an int is no sequence to go through
          1 in 'abc' => 1:3: 'in' looks for a str in a str, not for the int 1
          None < 1 => 1:6: '<' does not work between None and an int
          def f(): ⏎   nonlocal q ⏎   q = 1 ⏎ f() => 3:3: 'q' is nonlocal, but no function around this one binds it
          import math ⏎ x = math.sin(1) ⏎ y = mth.cos(x) => 3:5: unknown name 'mth'; did you mean 'math'?
          x = rnage(3) => 1:5: unknown name 'rnage'; did you mean 'range'?
          x = [1, 2] ⏎ x.append(1, 2) => 2:3: append: takes 1 argument, got 2
          def f(x): ⏎     return 1 / x ⏎ def g(y): ⏎     return f(y - 1) ⏎ g(1) => 2:14: division by zero
          import math ⏎ math.pi = 3 => 2:6: the attributes of a module cannot be changed
          a = *b, = c => 1:11: unknown name 'c'
          """)
  void saysWhatIsWrongAndWhere(String source, String expected) {
    String worksheet = source.replace(" ⏎ ", "\n").replace('⇥', '\t');
    SyntaxTree tree = SyntaxTree.parse(worksheet);
    Interpreter interpreter = new Interpreter(Setup.standard());
    assertThatThrownBy(() -> interpreter.run(tree))
        .isInstanceOfSatisfying(
            WorksheetException.class,
            e ->
                assertThat(e.line() + ":" + e.column() + ": " + e.getMessage())
                    .isEqualTo(expected));
  }
}
