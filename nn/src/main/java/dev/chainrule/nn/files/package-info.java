/// What goes wrong with files, in words.
@NullMarked
package dev.chainrule.nn.files;

import org.jspecify.annotations.NullMarked;
