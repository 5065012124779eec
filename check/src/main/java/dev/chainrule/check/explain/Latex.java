package dev.chainrule.check.explain;

import dev.chainrule.check.explain.Document.Block;
import java.util.List;
import java.util.stream.Collectors;

/// Prints a document as a part of a LaTeX document; needs amsmath.
final class Latex {
  private Latex() {}

  static String print(List<Block> blocks) {
    return blocks.stream().map(Latex::block).collect(Collectors.joining("\n"));
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading heading -> "\\subsection*{" + words(heading.text()) + "}\n";
      case Block.Words words -> words(words.text()) + "\n";
      case Block.Chain chain -> "\\[\n" + aligned(chain) + "\n\\]\n";
      case Block.Formula formula -> "\\[\n" + formula.formula().latex() + "\n\\]\n";
      case Block.Rows rows -> rows(rows);
    };
  }

  /// The formulas below each other, aligned at the equals signs.
  static String aligned(Block.Chain chain) {
    String left = chain.left().latex();
    return chain.right().stream()
        .map(Wording.Said::latex)
        .collect(
            Collectors.joining(
                " \\\\\n  &= ",
                "\\begin{aligned}\n  " + left + " &" + chain.relation().latex + " ",
                "\n\\end{aligned}"));
  }

  private static String rows(Block.Rows rows) {
    String columns = "r".repeat(rows.head().size());
    String head = rows.head().stream().map(Latex::words).collect(Collectors.joining(" & "));
    String body =
        rows.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> "$" + cell.latex() + "$")
                        .collect(Collectors.joining(" & ", "  ", " \\\\\n")))
            .collect(Collectors.joining());
    return "\\begin{tabular}{"
        + columns
        + "}\n  "
        + head
        + " \\\\\n  \\hline\n"
        + body
        + "\\end{tabular}\n";
  }

  /// Text with its special signs escaped and names between backquotes in typewriter type.
  static String words(String text) {
    StringBuilder words = new StringBuilder();
    boolean isName = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '`' -> {
          words.append(isName ? "}" : "\\texttt{");
          isName = !isName;
        }
        case '_', '#', '$', '%', '&', '{', '}' -> words.append('\\').append(c);
        case '^' -> words.append("\\^{}");
        case '~' -> words.append("\\~{}");
        case '\\' -> words.append("\\textbackslash{}");
        case '→' -> words.append("$\\to$");
        case '←' -> words.append("$\\leftarrow$");
        case '∂' -> words.append("$\\partial$");
        case '✓' -> words.append("$\\checkmark$");
        case '✗' -> words.append("$\\times$");
        case 'ᵀ' -> words.append("$^{\\top}$");
        case '²' -> words.append("$^2$");
        default -> words.append(c);
      }
    }
    return words.toString();
  }
}
