import torch

z = torch.tensor(
    [[2.0, 0.5, -1.0], [0.2, 0.1, 0.5], [1.0, 1.2, 0.9], [-4.0, 2.0, 1.0]], requires_grad=True
)
right = torch.tensor([0, 2, 1, 0])

clip = "nothing"
each = z.logsumexp(1) - z[torch.arange(4), right]
if clip == "the loss":
    loss = each.clamp(max=2.0).mean()
else:
    loss = each.mean()
loss.backward()

update = z.grad
if clip == "the gradient":
    length = (update**2).sum().item() ** 0.5
    update = update * min(1.0, 0.2 / length)
