"""Three parameters: the smallest network whose backward pass is worth writing by hand.

Two inputs, one sigmoid unit, one output, squared error:

    z = w . x      h = sigmoid(z)      y_hat = v h      loss = (y_hat - y)^2

Every step is a single rule, so the chain rule can be followed with pencil and paper.
"""

import torch

# What goes in, and what should come out.
x = torch.tensor([1.0, 0.5])
y = torch.tensor(1.0)

# The three parameters: two weights in w, one in v.
w = torch.tensor([0.4, 0.6], requires_grad=True)
v = torch.tensor(0.8, requires_grad=True)

# Forward. Each line is one step that the backward pass will undo.
z = (w * x).sum()
h = torch.sigmoid(z)
y_hat = v * h
loss = (y_hat - y) ** 2

# Backward, from the last step to the first. Each line reads: the local derivative of the
# step, times the gradient that has already arrived at its result.
dy_hat = 2 * (y_hat - y)

# A product hands each factor the other one.
dv = h * dy_hat
dh = v * dy_hat

# The sigmoid's slope can be read off its output; here it is 0.2217.
dz = h * (1 - h) * dh

# The sum copies dz to both products, and each product hands its weight its input. This is
# a rate, not a step: how fast the loss would rise per unit of each weight.
dw = x * dz
