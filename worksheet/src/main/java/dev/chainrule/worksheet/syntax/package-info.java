/// From the text of a worksheet to its syntax tree. {@link
/// dev.chainrule.worksheet.syntax.SyntaxTree} is the entry.
@NullMarked
package dev.chainrule.worksheet.syntax;

import org.jspecify.annotations.NullMarked;
