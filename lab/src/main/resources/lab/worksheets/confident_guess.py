"""Three first guesses of a model that has learned nothing: logits drawn larger and larger."""
import torch
import torch.nn.functional as F

torch.manual_seed(7)
noise = torch.randn(32, 27)
targets = torch.randint(0, 27, (32,))
small = noise * 0.1
large = noise * 10.0
loss_small = F.cross_entropy(small, targets)
loss_large = F.cross_entropy(large, targets)
print('logits of size 0.1: loss', round(loss_small.item(), 2))
print('logits of size 10:  loss', round(loss_large.item(), 2))
loss = loss_small + loss_large
