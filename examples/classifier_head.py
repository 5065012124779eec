"""A classifier head: a linear layer, a bias, softmax and cross entropy.

The last layer of nearly every classifier. Its whole backward pass is three identities:

    dlogits = (softmax(logits) - onehot) / rows
    dX = dlogits @ W.T        dW = X.T @ dlogits        db = dlogits summed over the rows

A second loss at the end looks at the bias alone: along which axis was it broadcast?
"""

import torch
import torch.nn.functional as F

# Three examples with two features each, and the class that each belongs to.
X = torch.tensor([[1.0, 0.0], [0.5, -1.0], [-0.5, 2.0]], requires_grad=True)
target = torch.tensor([0, 2, 1])
rows = torch.arange(3)

W = torch.tensor([[1.5, 1.25, 0.2], [-0.3, 0.8, 0.4]], requires_grad=True)  # (2, 3)
b = torch.tensor([0.5, -0.25, -0.1], requires_grad=True)  # (3,)

# Forward. The first example gets the logits 2, 1 and 0.1.
XW = X @ W  # (3, 3): examples x classes
logits = XW + b  # b is replicated along axis 0, once for each example
logprobs = F.log_softmax(logits, dim=1)
row_loss = -logprobs[rows, target]  # (3,)
loss = row_loss.mean()

# The mean gives every row a third; a row's loss is the one log-probability picked from it.
drow_loss = torch.ones(3) / 3
dlogprobs = torch.zeros_like(logprobs)
dlogprobs[rows, target] = -drow_loss

# Softmax and cross entropy together leave what was predicted minus what was true. The rows
# of this error sum to zero: what pulls the right logit up pushes the others down.
error = F.softmax(logits, dim=1) - F.one_hot(target, num_classes=3)
dlogits = error / 3

# Each product is one operand, transposed, against what arrived; the sizes must fit:
# (3, 3) @ (3, 2) is X's shape, (2, 3) @ (3, 3) is W's.
dXW = dlogits
dX = dXW @ W.T
dW = X.T @ dXW

# b was replicated along axis 0, so axis 0 is summed. Here dlogits is square: summing axis 1
# also gives three numbers. The shape would not object, and the numbers would be wrong.
db = dlogits.sum(0)

# ---- The bias alone --------------------------------------------------------------------

# A layer with four outputs. Whatever comes after it, all that the layer hears is the
# gradient at its output; multiplying by `pull` and summing makes that gradient `pull`.
pull = torch.tensor(
    [
        [-1.00, 0.45, 0.62, 0.47],
        [-0.13, -0.71, -0.91, -0.58],
        [-0.60, -0.84, 0.86, -0.58],
    ]
)
V = torch.tensor([[0.2, -0.4, 0.1, 0.3], [0.5, 0.7, -0.6, 0.9]], requires_grad=True)
c = torch.tensor([0.1, -0.2, 0.3, -0.4], requires_grad=True)

Y = X @ V + c  # (3, 4) + (4,): three copies of c, one for each row
L = (Y * pull).sum()

dL_dY = pull
dL_dV = X.T @ dL_dY

# Three copies went out, so three gradients come back and are added: down the columns. The
# sum along axis 1 has the shape (3,), which cannot be the gradient of four numbers.
dL_dc = dL_dY.sum(0)
