/// Tests of the naming rules.
@NullMarked
package dev.chainrule.worksheet.names;

import org.jspecify.annotations.NullMarked;
