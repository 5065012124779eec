/// Runs worksheets. {@link dev.chainrule.worksheet.run.Interpreter} is the entry; {@link
/// dev.chainrule.worksheet.run.Setup} says with what, {@link dev.chainrule.worksheet.run.Observer}
/// watches.
@NullMarked
package dev.chainrule.worksheet.run;

import org.jspecify.annotations.NullMarked;
