import torch

X = torch.ones(32, 100)
W = torch.ones(100, 10, requires_grad=True)
b = torch.zeros(64, requires_grad=True)

Y = X @ W
H = torch.ones(32, 64) + b
loss = Y.sum() + H.sum()

dY = torch.ones(32, 10)
dW = X.T @ dY
dH = torch.ones(32, 64)
db = dH.sum(0)
