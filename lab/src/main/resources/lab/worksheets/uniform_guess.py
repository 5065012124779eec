"""What a model that knows nothing loses: 27 characters, all logits the same."""
import torch
import torch.nn.functional as F

logits = torch.zeros(1, 27, requires_grad=True)
loss = F.cross_entropy(logits, torch.tensor([5]))
loss.backward()
