package dev.chainrule.worksheet.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.worksheet.WorksheetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be read, with its place and its exact text. `⏎` is the end of a line, `⇥` a tab, `␣`
/// a space.
class SyntaxErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      textBlock =
          """
          x = = 1 => 1:5: '=' cannot stand here; to compare, write '=='
          x = 1 + => 1:8: unexpected end of the line: expected a value
          x = (1 + 2 => 1:5: '(' is never closed
          x = 1 + 2) => 1:10: ')' closes nothing
          x = (1 + 2] => 1:11: ']' does not close the '(' of line 1
          x = [1, 2 ⏎ y = 3 => 1:5: '[' is never closed
          x = 'abc => 1:5: the string that starts here is not closed on its line
          x = \"""abc ⏎ y => 1:5: the triple-quoted string that starts here is never closed
          if x ⏎     y = 1 => 1:5: unexpected end of the line: expected ':'
          if x: ⏎ y = 1 => 2:1: expected an indented block after the ':' of line 1
          ␣x = 1 => 1:2: this line is indented, but no block begins before it
          x = 1 ⏎   y = 2 => 2:3: this line is indented, but no block begins before it
          if True: ⏎     x = 1 ⏎   y = 2 => 3:3: this line is indented like no block around it
          if True: ⏎ ⇥x = 1 ⏎         y = 2 => 3:9: tabs and spaces are mixed in this indentation; use one or the other
          for i range(3): pass => 1:7: unexpected 'range': expected 'in'
          for i in: pass => 1:9: unexpected ':': expected a value
          while : pass => 1:7: unexpected ':': expected a value
          whlie True: pass => 1:7: unexpected 'True' after 'whlie'; did you mean 'while'?
          esle: pass => 1:7: unexpected 'pass': expected a value
          elif x: pass => 1:1: 'elif' has no if, for or while that it could belong to
          else: pass => 1:1: 'else' has no if, for or while that it could belong to
          def f: pass => 1:6: unexpected ':'
          def f(x: pass => 1:6: '(' is never closed
          def (x): pass => 1:5: unexpected '(': expected a name
          def f(x, x): pass => 1:10: two parameters are named 'x'
          def f(a=1, b): pass => 1:12: 'b' needs a default, because a parameter before it has one
          def f(*a, *b): pass => 1:11: only one parameter can have a star
          def f(**k, a): pass => 1:12: no parameter can follow the one with '**'
          lambda x, x: 1 => 1:11: two parameters are named 'x'
          return 1 => 1:1: 'return' stands outside any function
          break => 1:1: 'break' stands outside any loop
          continue => 1:1: 'continue' stands outside any loop
          def f(): ⏎     break => 2:5: 'break' stands outside any loop
          for i in [1]: ⏎     def f(): ⏎         continue => 3:9: 'continue' stands outside any loop
          class A: pass => 1:1: 'class' is not part of worksheets; use functions, lists and dictionaries
          try: pass => 1:1: 'try' is not part of worksheets; a worksheet stops at its first error; to state what must hold, use assert
          x = (y := 1) => 1:8: ':=' is not part of worksheets; assign on a line of its own
          raise x => 1:1: 'raise' is not part of worksheets; a worksheet stops at its first error; to state what must hold, use assert
          async def f(): pass => 1:1: 'async' is not part of worksheets; everything runs in order
          def f(): ⏎     yield 1 => 2:5: 'yield' is not part of worksheets; return a list
          print x => 1:7: print needs round brackets: print(…)
          print 'a' => 1:7: print needs round brackets: print(…)
          exec x => 1:6: 'exec' is not part of worksheets
          x = 1 if True => 1:14: unexpected end of the line: expected 'else'
          x = a ? b : c => 1:7: '?' means nothing here
          x = !y => 1:5: '!' means nothing here; Python writes 'not'
          a && b => 1:4: Python writes 'and' for '&&'
          a || b => 1:4: Python writes 'or' for '||'
          x++ => 1:4: unexpected end of the line: expected a value
          x = $5 => 1:5: '$' means nothing here
          x = “abc” => 1:5: '“' (U+201C) is a typographic quote; use ' or "
          1 = x => 1:1: cannot assign to a constant
          f() = 1 => 1:1: cannot assign to the result of a call
          x + 1 = 2 => 1:3: cannot assign to the result of an operator
          'a' = 1 => 1:1: cannot assign to a constant
          (a, 1) = 2 => 1:5: cannot assign to a constant
          None = 1 => 1:1: cannot assign to a constant
          True = 1 => 1:1: cannot assign to a constant
          x += 1 += 2 => 1:8: unexpected '+=': expected the end of the line
          (a, b) += 1 => 1:1: cannot update several targets at once
          [a, b] += 1 => 1:1: cannot update several targets at once
          *a = 1 => 1:1: '*' spreads values into a list, a tuple or a call; here is none
          *a, *b = c => 1:5: only one target of an assignment can have a star
          del 1 => 1:5: cannot delete a constant
          del f() => 1:5: cannot delete the result of a call
          for 1 in x: pass => 1:5: unexpected '1': expected a name
          for x() in y: pass => 1:5: cannot assign to the result of a call
          with a as 1: pass => 1:11: unexpected '1': expected a name
          import␣ => 1:8: unexpected end of the line: expected a name
          import a. => 1:10: unexpected end of the line: expected a name
          from a import => 1:14: unexpected end of the line: expected a name
          from a import * => 1:1: 'from a import *': name what is to be imported
          from . import a => 1:6: unexpected '.': expected a name
          x = 0777 => 1:5: '0777': a whole number cannot begin with 0
          x = 1__0 => 1:6: unexpected '__0': expected the end of the line
          x = 0x => 1:6: unexpected 'x': expected the end of the line
          x = 1e => 1:6: unexpected 'e': expected the end of the line
          x = 1.2.3 => 1:8: unexpected '.3': expected the end of the line
          x = 5abc => 1:6: unexpected 'abc': expected the end of the line
          x = 3j => 1:5: '3j': complex numbers are not part of worksheets
          f(a=1, 2) => 1:8: a plain argument cannot follow one that is given by name
          f(x for x in y, 1) => 1:3: a generator beside other arguments needs round brackets
          {1: 2, 3} => 1:8: a dictionary has 'key: value' everywhere, a set nowhere
          {1, 2: 3} => 1:5: a dictionary has 'key: value' everywhere, a set nowhere
          {**a, 1} => 1:7: a dictionary has 'key: value' everywhere, a set nowhere
          [*a for a in b] => 1:5: a comprehension cannot spread with '*'
          {**a for a in b} => 1:2: a comprehension cannot spread with '**'
          x[1:2:3:4] => 1:8: unexpected ':': expected ',' or ']'
          x[] => 1:3: unexpected ']': expected a value
          x. => 1:3: unexpected end of the line: expected a name
          x.5 => 1:2: unexpected '.5': expected the end of the line
          x..y => 1:3: unexpected '.': expected a name
          f'{' => 1:3: in this f-string, '{' is never closed; write '{{' for a brace
          f'}' => 1:3: in this f-string, '}' closes nothing; write '}}' for a brace
          f'{}' => 1:3: in this f-string, a value is missing between '{' and '}'
          f'{x!}' => 1:5: in this f-string, after '!' must stand r, s or a
          f'{x!z}' => 1:5: in this f-string, after '!' must stand r, s or a
          f'{x:{y:{z}}}' => 1:9: in this f-string, fields are nested more than 2 deep
          f'{a b}' => 1:6: unexpected 'b' after 'a'; did you mean 'as'?
          f'{"\\n"}' => 1:5: in this f-string, a field contains a backslash
          f'{x #}' => 1:6: in this f-string, a field contains '#'
          f'{(x}' => 1:3: in this f-string, '{' is never closed; write '{{' for a brace
          f'{x)}' => 1:3: in this f-string, '{' is never closed; write '{{' for a brace
          b'abc' => 1:1: b'…: byte strings are not part of worksheets
          x = '\\x4' => 1:5: in this string: \\x needs 2 hexadecimal digits
          x = '\\N{NOPE}' => 1:5: in this string: no character is named 'NOPE'
          x = '\\u12' => 1:5: in this string: \\u needs 4 hexadecimal digits
          global x ⏎ nonlocal y => 2:1: 'nonlocal' stands outside any function
          def f(): ⏎     x = 1 ⏎     global x => 3:5: 'x' is bound before it is declared
          x: int: 3 => 1:7: unexpected ':': expected the end of the line
          (a, b): int = 1 => 1:1: cannot update several targets at once
          if x = 1: pass => 1:6: '=' cannot stand here; to compare, write '=='
          x = not => 1:8: unexpected end of the line: expected a value
          x = 1 not 2 => 1:11: unexpected '2': expected 'in'
          x = 1 is is 2 => 1:10: unexpected 'is': expected a value
          @ ⏎ def f(): pass => 1:2: unexpected end of the line: expected a value
          @a => 1:3: unexpected end of the text
          x = 1; ; y = 2 => 1:8: unexpected ';'
          ; => 1:1: unexpected ';'
          x = 1 \\ ⏎ + 2 \\ => 2:5: '\\' means nothing here
          x = 1 \\ # no => 1:7: '\\' means nothing here
          assert => 1:7: unexpected end of the line: expected a value
          pass x => 1:6: unexpected 'x': expected the end of the line
          match x: ⏎     case 1: pass => 1:7: 'match' is not part of worksheets
          if x: pass else: pass => 1:12: 'else' has no if, for or while that it could belong to
          x = [1, 2, ⏎ => 1:5: '[' is never closed
          def f(x) ⏎     return x => 1:9: unexpected end of the line: expected ':'
          x = {1: } => 1:9: unexpected '}': expected a value
          x = {: 1} => 1:6: unexpected ':': expected '}'
          lambda: (yield) => 1:10: 'yield' is not part of worksheets; return a list
          await x => 1:1: 'await' is not part of worksheets; everything runs in order
          ⇥x = 1 => 1:2: this line is indented, but no block begins before it
          x = 1 # ok ⏎ y = (2 # not ) ⏎ z = 3 => 2:5: '(' is never closed
          """)
  void saysWhatIsWrongAndWhere(String source, String expected) {
    String worksheet =
        source.replace(" ⏎ ", "\n").replace(" ⏎", "\n").replace('⇥', '\t').replace('␣', ' ');
    assertThat(error(worksheet)).isEqualTo(expected);
  }

  @Test
  void theFirstMistakeIsShown() {
    assertThat(error("x = (1 +* 2\ny = 3 $\n")).isEqualTo("1:9: unexpected '*': expected a value");
    assertThat(error("x = $\ny = = 2\n")).isEqualTo("1:5: '$' means nothing here");
  }

  @Test
  void lineEndsOfAllSystemsAreLineEnds() {
    assertThat(error("x = 1\r\ny = = 2\r\n")).startsWith("2:5: ");
    assertThat(error("x = 1\ry = = 2\r")).startsWith("2:5: ");
    assertThat(error("\uFEFFx = = 1\n")).startsWith("1:5: ");
  }

  @Test
  void aLongTextIsShortened() {
    String name = "n".repeat(1000);
    assertThat(error("x = 1 " + name))
        .isEqualTo("1:7: unexpected '" + "n".repeat(40) + "…': expected the end of the line");
  }

  @Test
  void aVeryLongWorksheetIsNotRead() {
    assertThat(error("#".repeat(2_000_001)))
        .isEqualTo("1:1: the worksheet has 2000001 characters; the limit is 2000000");
  }

  private static String error(String worksheet) {
    String[] text = new String[1];
    assertThatThrownBy(() -> SyntaxTree.parse(worksheet))
        .isInstanceOfSatisfying(
            WorksheetException.class,
            e -> text[0] = e.line() + ":" + e.column() + ": " + e.getMessage());
    return text[0];
  }
}
