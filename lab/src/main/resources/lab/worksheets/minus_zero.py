import torch

zero = torch.tensor(0.0)
minus_zero = zero * -0.7227

print("equal:", (zero == minus_zero).item())
print("the number itself:", minus_zero.item())

# A worksheet needs a loss, if only to be one.
loss = minus_zero
