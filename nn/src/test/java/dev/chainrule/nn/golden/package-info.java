/// What PyTorch computes, recorded.
@NullMarked
package dev.chainrule.nn.golden;

import org.jspecify.annotations.NullMarked;
