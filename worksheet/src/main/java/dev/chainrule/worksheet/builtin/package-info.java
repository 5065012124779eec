/// What is there without an import, the methods of Python's own types, and the modules `math` and
/// `random`.
@NullMarked
package dev.chainrule.worksheet.builtin;

import org.jspecify.annotations.NullMarked;
