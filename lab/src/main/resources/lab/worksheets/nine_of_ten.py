import torch
import torch.nn.functional as F

z = torch.tensor([[9.0, 0.6, 0.4]]).log().requires_grad_(True)
loss = F.cross_entropy(z, torch.tensor([0]))
p = F.softmax(z, 1)
