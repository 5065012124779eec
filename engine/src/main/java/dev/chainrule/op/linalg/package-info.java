/// Products of matrices and vectors.
@NullMarked
package dev.chainrule.op.linalg;

import org.jspecify.annotations.NullMarked;
