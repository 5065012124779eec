"""Branches on floats. In float32 the sum is above the threshold, in float64 it is below: a
second run in float64 has to take the branch that the first one took."""
import torch

a = torch.tensor(0.1, requires_grad=True)
b = torch.tensor(0.2, requires_grad=True)
x = torch.tensor([1.0, -2.0, 4.0], requires_grad=True)

s = a + b
if s.item() > 0.30000001:
    y = 3 * x * s
else:
    y = 7 * x

terms = []
for value in x:
    if value > 0:
        terms.append(value * value)
    elif value > -1:
        terms.append(value)
    else:
        terms.append(-2 * value)
z = sum(terms)

count = 0
while s.item() * count < 1 and count < 10:
    count += 1
loss = y.sum() + z + count * s

dy = torch.ones(3)
dz = 1.0
ds = (3 * x).sum() + count
da = ds
db = ds
dx = 3 * s * dy + torch.tensor([2.0, -2.0, 8.0])
