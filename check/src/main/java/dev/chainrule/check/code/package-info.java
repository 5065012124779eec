/// Rules read as code, PyTorch's or Java's, in the author's names.
@NullMarked
package dev.chainrule.check.code;

import org.jspecify.annotations.NullMarked;
