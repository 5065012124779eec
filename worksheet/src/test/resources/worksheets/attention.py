"""One head of causal self-attention, written out."""
import math
import torch

torch.manual_seed(1337)
B, T, C, H = 2, 4, 6, 3
x = torch.randn(B, T, C)
Wq = torch.randn(C, H, requires_grad=True)
Wk = torch.randn(C, H, requires_grad=True)
Wv = torch.randn(C, H, requires_grad=True)
pull = torch.randn(B, T, H)
mask = torch.tril(torch.ones(T, T)) == 0

q = x @ Wq
k = x @ Wk
v = x @ Wv
scores = q @ k.transpose(-2, -1) / math.sqrt(H)
masked = scores.masked_fill(mask, float("-inf"))
att = torch.softmax(masked, dim=-1)
out = att @ v
loss = (out * pull).sum()

dout = pull
datt = dout @ v.transpose(1, 2)
dv = att.transpose(1, 2) @ dout
dmasked = att * (datt - (att * datt).sum(-1, keepdim=True))
dscores = dmasked.masked_fill(mask, 0.0)
dq = dscores @ k / math.sqrt(H)
dk = dscores.transpose(-2, -1) @ q / math.sqrt(H)
dWq = x.view(-1, C).T @ dq.view(-1, H)
dWk = x.reshape(-1, C).t() @ dk.reshape(-1, H)
dWv = (x.transpose(1, 2) @ dv).sum(0)
dx = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
