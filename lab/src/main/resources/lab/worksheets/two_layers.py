import torch
import torch.nn.functional as F

# Four examples with three features, and the class of each.
X = torch.tensor([[1.0, 0.5, -1.0], [-0.5, 2.0, 0.0], [0.3, -0.8, 1.2], [-1.5, 0.1, 0.7]])
target = torch.tensor([0, 1, 1, 0])

W1 = torch.tensor(
    [
        [0.5, -0.3, 0.8, 0.1, -0.6],
        [-0.2, 0.7, 0.4, -0.9, 0.3],
        [0.6, 0.2, -0.5, 0.4, 0.9],
    ],
    requires_grad=True,
)
b1 = torch.tensor([0.1, -0.1, 0.2, 0.3, -0.2], requires_grad=True)
W2 = torch.tensor(
    [[0.4, -0.7], [-0.5, 0.3], [0.9, 0.2], [0.1, -0.4], [-0.3, 0.6]], requires_grad=True
)
b2 = torch.tensor([0.3, -0.1], requires_grad=True)

# Forward
A = X @ W1 + b1  # (4, 5)
H = torch.tanh(A)  # (4, 5)
logits = H @ W2 + b2  # (4, 2)
loss = F.cross_entropy(logits, target)  # the mean over the four examples

# Backward
p = F.softmax(logits, dim=1)
y = F.one_hot(target, 2)

# Your turn: dlogits
dlogits = (p - y) / 4

# Your turn: dW2
dW2 = H.T @ dlogits

# Your turn: db2
db2 = dlogits.sum(0)

# Your turn: dH
dH = dlogits @ W2.T

# Your turn: dA
dA = (1 - H * H) * dH

# Your turn: dW1
dW1 = X.T @ dA

# Your turn: db1
db1 = dA.sum(0)
