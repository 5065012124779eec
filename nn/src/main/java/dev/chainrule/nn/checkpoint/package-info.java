/// Checkpoints: named tensors and strings in safetensors files with a checksum, written so that a
/// crash at any moment leaves the file before it.
@NullMarked
package dev.chainrule.nn.checkpoint;

import org.jspecify.annotations.NullMarked;
