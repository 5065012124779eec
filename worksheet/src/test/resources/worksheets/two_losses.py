"""Two losses: what has no path to `loss` is a gradient of `L`; what reaches both is of `loss`."""
import torch

shared = torch.tensor([1.5, -0.5], requires_grad=True)
only_first = torch.tensor([2.0, 0.25], requires_grad=True)
only_second = torch.tensor([-1.0, 3.0], requires_grad=True)

loss = (shared * only_first).sum()
squares = (shared + only_second) ** 2
L = squares.sum()

donly_first = shared
dL_donly_second = 2 * (shared + only_second)
dsquares = torch.ones(2)
dshared = only_first
# This one is the gradient of L, but shared reaches `loss` first.
grad_shared = 2 * (shared + only_second)
