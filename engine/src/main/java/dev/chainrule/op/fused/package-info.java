/// Operations that do in one pass what several would; each states its decomposition.
@NullMarked
package dev.chainrule.op.fused;

import org.jspecify.annotations.NullMarked;
