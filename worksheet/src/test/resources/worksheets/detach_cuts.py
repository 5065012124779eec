"""detach() and .data cut: nothing flows back through them, whatever the formula says."""
import torch

x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
c = torch.tensor([0.5, 0.5, 2.0], requires_grad=True)
k = torch.tensor([2.0, 4.0, 8.0], requires_grad=True)

a = x * 2
stopped = (a * c).detach()
copied = k.data * 0.5
loss = (a * stopped).sum() + (k * copied).sum()

dstopped = a
da = stopped                                # not 2 a c: stopped is a constant
dx = 2 * da
dc = torch.zeros(3)                         # its only way to the loss was cut
dk = k                                      # both ways counted, but one of them is cut
