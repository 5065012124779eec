/// Tests of worksheets' PyTorch: side by side with the real one.
@NullMarked
package dev.chainrule.worksheet.torch;

import org.jspecify.annotations.NullMarked;
