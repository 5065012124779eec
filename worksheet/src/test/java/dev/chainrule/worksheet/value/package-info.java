@NullMarked
package dev.chainrule.worksheet.value;

import org.jspecify.annotations.NullMarked;
