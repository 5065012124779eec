import torch
import torch.nn.functional as F

z = torch.tensor([[0.8, 2.0, -0.5, 1.2, 0.0]])
higher = torch.tensor(0.0, requires_grad=True)
loss = F.cross_entropy(z + higher, torch.tensor([0]))
at_zero = loss.item()
at_five = F.cross_entropy(z + 5.0, torch.tensor([0])).item()
print(f"as they are: {at_zero:.4f}")
print(f"all raised by 5: {at_five:.4f}")
