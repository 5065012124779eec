package dev.chainrule.check.explain;

import dev.chainrule.check.Style;
import java.util.ArrayList;
import java.util.List;

/// An explanation as a text: headings, sentences, formulas and tables, to be printed on a terminal,
/// as Markdown or in LaTeX.
public final class Document {
  Document() {}

  /// A part of a document. In sentences `names` stand between backquotes.
  sealed interface Block {
    /// What the following blocks are about.
    record Heading(String text) implements Block {}

    /// A sentence or more.
    record Words(String text) implements Block {}

    /// Equal formulas, each on a line: the left side once, then `= …`.
    record Chain(Wording.Said left, Relation relation, List<Wording.Said> right) implements Block {}

    /// A formula by itself.
    record Formula(Wording.Said formula) implements Block {}

    /// A table. The numbers are in LaTeX too.
    record Rows(List<String> head, List<List<Wording.Said>> rows) implements Block {}
  }

  /// What stands between the left side of a chain and the first right one.
  enum Relation {
    /// It is this.
    IS("=", "="),
    /// This is added to it.
    GETS("+=", "\\mathrel{+}=");

    final String text;
    final String latex;

    Relation(String text, String latex) {
      this.text = text;
      this.latex = latex;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  Document heading(String text) {
    blocks.add(new Block.Heading(text));
    return this;
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
  Document words(String text, Object... arguments) {
    blocks.add(new Block.Words(arguments.length == 0 ? text : text.formatted(arguments)));
    return this;
  }

  Document chain(Wording.Said left, Relation relation, List<Wording.Said> right) {
    blocks.add(new Block.Chain(left, relation, List.copyOf(right)));
    return this;
  }

  Document formula(Wording.Said formula) {
    blocks.add(new Block.Formula(formula));
    return this;
  }

  Document rows(List<String> head, List<List<Wording.Said>> rows) {
    blocks.add(new Block.Rows(head, rows));
    return this;
  }

  Document with(Document more) {
    blocks.addAll(more.blocks);
    return this;
  }

  List<Block> blocks() {
    return blocks;
  }

  /// For a terminal of `width` characters.
  public String text(Style style, int width) {
    return new PlainText(style, Math.max(40, width)).print(blocks);
  }

  /// As Markdown, with formulas in LaTeX between dollar signs.
  public String markdown() {
    return Markdown.print(blocks);
  }

  /// As a part of a LaTeX document that uses amsmath.
  public String latex() {
    return Latex.print(blocks);
  }
}
