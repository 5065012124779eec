/// Data for training: lines of text as characters, tables, tensors in memory, splits, and batches
/// whose order can be saved and continued.
@NullMarked
package dev.chainrule.nn.data;

import org.jspecify.annotations.NullMarked;
