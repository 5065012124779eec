/// DJL, PyTorch's own library called from Java, as a contestant.
@NullMarked
package dev.chainrule.bench.djl;

import org.jspecify.annotations.NullMarked;
