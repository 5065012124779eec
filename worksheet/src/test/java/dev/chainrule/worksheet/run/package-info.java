@NullMarked
package dev.chainrule.worksheet.run;

import org.jspecify.annotations.NullMarked;
