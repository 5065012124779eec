import torch

g = torch.Generator().manual_seed(5)
all_x = torch.randn((256, 8), generator=g, dtype=torch.float64)
all_dy = torch.randn((256, 8), generator=g, dtype=torch.float64)
gain = 1.3

sizes = [3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]
errors = []
residuals = []
for n in sizes:
    x = all_x[:n].clone().requires_grad_(True)
    dy = all_dy[:n]
    mean = x.mean(0, keepdim=True)
    s = (((x - mean) ** 2).sum(0, keepdim=True) / (n - 1) + 1e-5) ** 0.5
    x_hat = (x - mean) / s
    loss = (gain * x_hat * dy).sum()
    loss.backward()
    third = gain / s * x_hat * (dy * x_hat).sum(0, keepdim=True)
    wrong = gain / s * (dy - dy.mean(0, keepdim=True)) - third / n
    errors.append((wrong - x.grad).abs().max().item())
    residuals.append((third / (n * (n - 1))).abs().max().item())
    print(f"N = {n:3d}   error {errors[-1]:.2e}   formula {residuals[-1]:.2e}")

examples = torch.tensor(sizes, dtype=torch.float64)
largest_error = torch.tensor(errors, dtype=torch.float64)
formula = torch.tensor(residuals, dtype=torch.float64)
