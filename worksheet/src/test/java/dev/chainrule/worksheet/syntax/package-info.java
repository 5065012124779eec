/// Tests of the language that worksheets are written in.
@NullMarked
package dev.chainrule.worksheet.syntax;

import org.jspecify.annotations.NullMarked;
