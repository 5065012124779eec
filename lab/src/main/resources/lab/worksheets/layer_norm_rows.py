import torch
import torch.nn.functional as F

x = torch.tensor(
    [[1.0, 2.0, 4.0, 5.0], [-1.0, 0.0, 0.5, 2.5], [3.0, 3.5, -2.0, 1.5]],
    dtype=torch.float64,
    requires_grad=True,
)
xhat = F.layer_norm(x, (4,))
pull = torch.tensor(
    [[1.0, -2.0, 0.5, 1.5], [-0.5, 1.0, -1.0, 2.0], [2.0, 0.5, -1.5, 1.0]], dtype=torch.float64
)
loss = (xhat * pull).sum()
loss.backward()

# How much the loss changes if a whole row is shifted, and if it is stretched.
if_shifted = x.grad.sum(1)
if_stretched = (x.grad * (x - x.mean(1, keepdim=True))).sum(1)
