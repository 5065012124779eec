"""Linear regression with F.mse_loss, and its gradient in matrix form."""
import torch
import torch.nn.functional as F

x = torch.linspace(-1, 1, 9).unsqueeze(1)
features = torch.cat([torch.ones_like(x), x, x**2], dim=1)
t = torch.sin(3 * x)
theta = torch.tensor([[0.1], [0.9], [-0.2]], requires_grad=True)

prediction = features @ theta
loss = F.mse_loss(prediction, t)

residual = prediction - t
dprediction = 2.0 / len(x) * residual
dtheta = 2.0 / len(x) * features.t().mm(features @ theta - t)
dt = -dprediction
