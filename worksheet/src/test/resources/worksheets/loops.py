"""A recurrent network, unrolled by a loop, and its backward pass through time."""
import torch

torch.manual_seed(21)
steps = 4
xs = [torch.randn(3) for _ in range(steps)]
Wx = (torch.randn(3, 5) * 0.4).requires_grad_(True)
Wh = (torch.randn(5, 5) * 0.4).requires_grad_(True)
bias = (torch.randn(5) * 0.1).requires_grad_(True)
h0 = torch.zeros(5, requires_grad=True)
target = torch.tensor([0.5, -0.5, 0.0, 0.25, 1.0])

states = [h0]
for x in xs:
    pre = x @ Wx + states[-1] @ Wh + bias
    states.append(torch.tanh(pre))
out = states[-1]
error = out - target
loss = (error * error).sum()

derror = 2 * error
dout = derror.clone()
grads = {"Wx": torch.zeros(3, 5), "Wh": torch.zeros(5, 5), "bias": torch.zeros(5)}
flowing = dout
for t in reversed(range(steps)):
    through = (1 - states[t + 1] ** 2) * flowing
    if t == steps - 1:
        dpre = through
    grads["Wx"] += torch.outer(xs[t], through)
    grads["Wh"] += torch.outer(states[t], through)
    grads["bias"] += through
    flowing = Wh @ through
dWx, dWh, dbias = grads["Wx"], grads["Wh"], grads["bias"]
dh0 = flowing
