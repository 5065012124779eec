import torch

counts = torch.tensor([[1.0, 3.0, 4.0], [2.0, 2.0, 6.0]], requires_grad=True)  # (2, 3)
inverse = 1 / counts.sum(1, keepdim=True)  # (2, 1)
probs = counts * inverse  # (2, 3)
loss = -(probs[0, 1].log() + probs[1, 2].log()) / 2

# Your turn: dprobs
dprobs = torch.zeros_like(probs)
dprobs[0, 1] = -0.5 / probs[0, 1]
dprobs[1, 2] = -0.5 / probs[1, 2]

# Your turn: dinverse
dinverse = (counts * dprobs).sum(1, keepdim=True)

# Your turn: dcounts
dcounts = inverse * dprobs - inverse**2 * dinverse
