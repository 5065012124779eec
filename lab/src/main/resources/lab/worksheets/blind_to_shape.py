import torch

x = torch.tensor([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]])  # (2, 3)
gain = torch.tensor([[0.9, 1.1, 1.2]], requires_grad=True)  # (1, 3)
y = gain * x
loss = (y**2).sum()
loss.backward()

written = (2 * y * x).sum(0)

# The usual comparison.
print("exact:", torch.all(written == gain.grad).item())
print("approximate:", torch.allclose(written, gain.grad))
print("largest difference:", (written - gain.grad).abs().max().item())

# What it does not look at.
print("shapes:", list(written.shape), "for", list(gain.grad.shape))
