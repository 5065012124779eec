"""Views and joins: backward undoes each of them, and computes nothing."""
import torch

torch.manual_seed(17)
x = torch.randn(2, 3, 4, requires_grad=True)
e = torch.randn(3, requires_grad=True)

turned = x.permute(2, 0, 1)                 # (4, 2, 3)
flat = turned.reshape(4, 6)
left, right = flat.chunk(2, dim=1)          # (4, 3) each
first, rest = left.split([1, 3])            # (1, 3), (3, 3)
joined = torch.cat([rest, first, right], 0)  # (8, 3)
pair = torch.stack([joined, joined * e], dim=1)  # (8, 2, 3)
flipped = pair.transpose(1, 2)              # (8, 3, 2)
some = flipped[1:7:2, :, -1]                # (3, 3)
loss = (some**2).sum() + flipped[..., 0].mean()

dsome = 2 * some
dflipped = torch.zeros(8, 3, 2)
dflipped[1:7:2, :, 1] += dsome
dflipped[:, :, 0] += 1 / 24
dpair = dflipped.transpose(1, 2)
djoined = dpair[:, 0] + dpair[:, 1] * e
de = (dpair[:, 1] * joined).sum(0)
drest, dfirst, dright = djoined[:3], djoined[3:4], djoined[4:]
dleft = torch.cat((dfirst, drest), dim=0)
dflat = torch.cat([dleft, dright], 1)
dturned = dflat.view(4, 2, 3)
dx = dturned.permute(1, 2, 0)
