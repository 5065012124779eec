package dev.chainrule.check.explain;

import dev.chainrule.check.explain.Document.Block;
import java.util.List;
import java.util.stream.Collectors;

/// Prints a document as Markdown.
final class Markdown {
  private Markdown() {}

  static String print(List<Block> blocks) {
    return blocks.stream().map(Markdown::block).collect(Collectors.joining("\n"));
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading heading -> "## " + escaped(heading.text()) + "\n";
      case Block.Words words -> escaped(words.text()) + "\n";
      case Block.Chain chain -> "$$\n" + Latex.aligned(chain) + "\n$$\n";
      case Block.Formula formula -> "$$\n" + formula.formula().latex() + "\n$$\n";
      case Block.Rows rows -> rows(rows);
    };
  }

  private static String rows(Block.Rows rows) {
    String head = "| " + String.join(" | ", rows.head()) + " |\n";
    String rule = "|" + "---:|".repeat(rows.head().size()) + "\n";
    return head
        + rule
        + rows.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> escaped(cell.text()))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
            .collect(Collectors.joining());
  }

  /// Outside backquotes no sign may be taken for a mark.
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    boolean isName = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      isName ^= c == '`';
      if (!isName && "\\*_[]<>|#$".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
