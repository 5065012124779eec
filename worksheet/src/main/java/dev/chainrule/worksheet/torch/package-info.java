/// PyTorch for worksheets: tensors with its names, defaults, dtypes, views, writes in place and
/// gradients, on top of the engine, whose tensors never change. {@link
/// dev.chainrule.worksheet.torch.TorchLibrary} is the entry.
@NullMarked
package dev.chainrule.worksheet.torch;

import org.jspecify.annotations.NullMarked;
