"""item() gives a plain number, through which nothing flows back."""
import torch

x = torch.tensor([0.5, 2.0, -1.0], requires_grad=True)
w = torch.tensor([1.0, 3.0], requires_grad=True)

top = x.max().item()
shifted = x - top
total = w.sum().item()
share = w / total
loss = (shifted * shifted).sum() + (share**2).sum()

dshifted = 2 * shifted
dx = 2 * shifted                            # right: the maximum was only a number
dshare = 2 * share
dw = dshare / total - (dshare * w).sum() / total**2   # wrong: counts the way through total
