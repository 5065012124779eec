import torch

Z = torch.tensor([[0.2, -0.4, 0.1, 0.3], [0.5, 0.7, -0.6, 0.9], [-0.1, 0.3, 0.8, -0.2]])
b = torch.tensor([0.1, -0.2, 0.3, -0.4], requires_grad=True)

# Forward: (3, 4) + (4,). Three copies of b, one for each row.
Y = Z + b
pull = torch.tensor(
    [
        [-1.00, 0.45, 0.62, 0.47],
        [-0.13, -0.71, -0.91, -0.58],
        [-0.60, -0.84, 0.86, -0.58],
    ]
)
loss = (Y * pull).sum()

# Backward
dY = pull

# Your turn: db
db = dY.sum(0)
