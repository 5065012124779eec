package dev.chainrule.worksheet.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How worksheets are read. `⏎` is the end of a line, `⇥` a tab; of the tree, names of fields and
/// positions are left out, and a name or a literal is only its text.
class SyntaxTreeTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      textBlock =
          """
          x = (1 + ⏎   # comment in brackets ⏎   2 ⏎ ⏎ ) => Assign[[x], Binary[ADD, 1, 2]]
          x = 1 + \\⏎  2 => Assign[[x], Binary[ADD, 1, 2]]
          if a: ⏎ # comment at column 1 ⏎     b ⏎       # odd comment ⏎  ⏎     c ⏎ d => If[[Branch[a, [Evaluate[b], Evaluate[c]]]], []], Evaluate[d]
          if a: b; c ⏎ d => If[[Branch[a, [Evaluate[b], Evaluate[c]]]], []], Evaluate[d]
          x = 1; y = 2; => Assign[[x], 1], Assign[[y], 2]
          a < b <= c != d => Evaluate[Compare[a, [Link[LESS, b], Link[LESS_OR_EQUAL, c], Link[NOT_EQUAL, d]]]]
          a < (b < c) => Evaluate[Compare[a, [Link[LESS, Compare[b, [Link[LESS, c]]]]]]]
          not a in b => Evaluate[Not[Compare[a, [Link[IN, b]]]]]
          a not in b => Evaluate[Compare[a, [Link[NOT_IN, b]]]]
          a is not b => Evaluate[Compare[a, [Link[IS_NOT, b]]]]
          -x ** 2 => Evaluate[Unary[NEGATE, Binary[POWER, x, 2]]]
          2 ** -x => Evaluate[Binary[POWER, 2, Unary[NEGATE, x]]]
          2 ** 3 ** 2 => Evaluate[Binary[POWER, 2, Binary[POWER, 3, 2]]]
          a if b else c if d else e => Evaluate[Conditional[b, a, Conditional[d, c, e]]]
          lambda: 0 => Evaluate[Lambda[Function[<lambda>, [], [Return[0]], [], [], []]]]
          lambda x, *y, k=1, **z: (x, y) => Evaluate[Lambda[Function[<lambda>, [Parameter[x, PLAIN, null], Parameter[y, REST, null], Parameter[k, KEYWORD_ONLY, 1], Parameter[z, NAMED_REST, null]], [Return[TupleDisplay[[x, y]]]], [x, y, z, k], [], []]]]
          x[0] += 1 => AugmentedAssign[Subscript[x, 0], ADD, 1]
          x.y @= z => AugmentedAssign[Attribute[x, y], MATRIX_MULTIPLY, z]
          x[1:, None, ..., ::2] => Evaluate[Subscript[x, TupleDisplay[[Slice[1, null, null], None, Ellipsis, Slice[null, null, 2]]]]]
          x[1,] => Evaluate[Subscript[x, TupleDisplay[[1]]]]
          x[*a] => Evaluate[Subscript[x, TupleDisplay[[Starred[a]]]]]
          a, = b => Assign[[TupleDisplay[[a]]], b]
          a, *b = c => Assign[[TupleDisplay[[a, Starred[b]]]], c]
          (a) => Evaluate[a]
          (a,) => Evaluate[TupleDisplay[[a]]]
          () => Evaluate[TupleDisplay[[]]]
          f"{x!r:>{w}.{p}f}{{}}{y=}" => Evaluate[FormattedString[[Field[x, r, [Text[>], Field[w,  , []], Text[.], Field[p,  , []], Text[f]]], Text[{], Text[}], Text[y=], Field[y, r, []]]]]
          f'a{f"{b}"}c' 'd' "e" => Evaluate[FormattedString[[Text[a], Field[FormattedString[[Field[b,  , []]]],  , []], Text[c], Text[d], Text[e]]]]
          [x for x in a if b if c for y in x] => Evaluate[Comprehension[LIST, x, null, [Clause[x, a, [b, c]], Clause[y, x, []]]]]
          {k: v for k, v in d} => Evaluate[Comprehension[DICT, k, v, [Clause[TupleDisplay[[k, v]], d, []]]]]
          f(x for x in y) => Evaluate[Call[f, [Argument[PLAIN, null, Comprehension[GENERATOR, x, null, [Clause[x, y, []]]]]]]]
          f(*a, k=1, **b) => Evaluate[Call[f, [Argument[SPREAD, null, a], Argument[NAMED, k, 1], Argument[SPREAD_NAMED, null, b]]]]
          if a: ⏎     if b: ⏎         c ⏎ else: ⏎     d => If[[Branch[a, [If[[Branch[b, [Evaluate[c]]]], []]]]], [Evaluate[d]]]
          if a: ⏎ ⇥b ⏎ ⇥c => If[[Branch[a, [Evaluate[b], Evaluate[c]]]], []]
          for a, (b, *c) in d: pass => For[TupleDisplay[[a, TupleDisplay[[b, Starred[c]]]]], d, [Pass[]], []]
          a and b and c or d or e and f => Evaluate[Logical[false, [Logical[true, [a, b, c]], d, Logical[true, [e, f]]]]]
          a = b = c => Assign[[a, b], c]
          a + b - c * d // e % f => Evaluate[Binary[SUBTRACT, Binary[ADD, a, b], Binary[MODULO, Binary[FLOOR_DIVIDE, Binary[MULTIPLY, c, d], e], f]]]
          x = -1 => Assign[[x], Unary[NEGATE, 1]]
          x = "a" ⏎ "b" => Assign[[x], a], Evaluate[b]
          x: int = 3 => Assign[[x], 3]
          x: int => Pass[]
          def f(a, /, b=1, *, c): ⏎     d = a ⏎     global e ⏎     e = d ⏎     [g for g in d] ⏎     return d => Define[Function[f, [Parameter[a, POSITIONAL_ONLY, null], Parameter[b, PLAIN, 1], Parameter[c, KEYWORD_ONLY, null]], [Assign[[d], a], Pass[], Assign[[e], d], Evaluate[Comprehension[LIST, g, null, [Clause[g, d, []]]]], Return[d]], [a, b, c, d], [e], []], []]
          """)
  void readsAsPythonDoes(String source, String expected) {
    String worksheet = source.replace(" ⏎ ", "\n").replace("⏎", "\n").replace('⇥', '\t');
    assertThat(shortened(SyntaxTree.parse(worksheet))).isEqualTo(expected);
  }

  @Test
  void blankLinesAndCommentsAreNothing() {
    assertThat(SyntaxTree.parse("").statements()).isEmpty();
    assertThat(SyntaxTree.parse("\n   \n\t# a comment\n#").statements()).isEmpty();
    assertThat(shortened(SyntaxTree.parse("if a:\n\n  # c\n        # d\n  b\n# e")))
        .isEqualTo(shortened(SyntaxTree.parse("if a:\n  b\n")));
  }

  @Test
  void aPositionIsWhereAnErrorPoints() {
    Statement.Evaluate statement =
        (Statement.Evaluate) SyntaxTree.parse("\n  \nabc.d(1)[2] + 3\n").statements().getFirst();
    assertThat(statement.position()).hasToString("line 3, column 1");
    Expression.Binary sum = (Expression.Binary) statement.value();
    assertThat(sum.position()).hasToString("line 3, column 13");
    Expression.Subscript entry = (Expression.Subscript) sum.left();
    assertThat(entry.position()).hasToString("line 3, column 9");
    Expression.Call call = (Expression.Call) entry.owner();
    assertThat(call.position()).hasToString("line 3, column 5");
  }

  @Test
  void aFieldOfAnFStringHasItsOwnPlace() {
    Statement.Evaluate statement =
        (Statement.Evaluate) SyntaxTree.parse("x\nf'a{b}'").statements().getLast();
    Expression.FormattedString string = (Expression.FormattedString) statement.value();
    StringPart.Field field = (StringPart.Field) string.parts().getLast();
    assertThat(field.value().position()).hasToString("line 2, column 5");
  }

  private static String shortened(SyntaxTree tree) {
    String text =
        tree.toString()
            .replaceAll(",? ?position=line \\d+, column \\d+", "")
            .replaceAll("((?<=\\[)|(?<=, ))[a-z]\\w*=(?!\\])", "")
            .replaceAll("(Name|Literal)\\[([^\\[\\]]*)\\]", "$2");
    return text.isEmpty() ? "" : text.substring("SyntaxTree[[".length(), text.length() - 2);
  }
}
