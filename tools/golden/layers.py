"""Records values and gradients of PyTorch's layers in float64, for nn's LayersGoldenTest.

Run: /usr/bin/python3 tools/golden/layers.py   (Debian's python3-torch, 1.13)
Writes nn/src/test/resources/golden/layers.json, an array of cases:

  {"id", "layer", "arguments", "training", "state": {name: tensor}, "input", "output", "gradOutput",
   "gradInput": [...] or null, "gradients": {name: [...]}, "buffers": {name: tensor}}

"state" is what the layer begins with, "buffers" what it holds afterwards; a tensor is {"shape",
"dtype", "data"}. Layers that PyTorch 1.13 has not, or has with fewer options, are written out below.
"""

import zlib
from pathlib import Path

import torch
from torch import nn

from recorder import Values, flat, longs, tensor, write

TARGET = Path(__file__).resolve().parents[2] / "nn/src/test/resources/golden/layers.json"


class RmsNorm(nn.Module):
    def __init__(self, features, eps):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(features))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.eps) * self.weight


class BesselBatchNorm(nn.BatchNorm1d):
    """PyTorch's formula with the variance over n - 1 for the batch too."""

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        axes = [0] if x.dim() == 2 else [0, 2]
        column = [1, -1] + [1] * (x.dim() - 2)
        with torch.no_grad():
            self.running_mean.lerp_(x.mean(axes), self.momentum)
            self.running_var.lerp_(x.var(axes, unbiased=False), self.momentum)
        spread = torch.sqrt(x.var(axes, unbiased=True, keepdim=True) + self.eps)
        y = (x - x.mean(axes, keepdim=True)) / spread
        return y * self.weight.reshape(column) + self.bias.reshape(column)


class Attention(nn.MultiheadAttention):
    def __init__(self, channels, heads, causal):
        super().__init__(channels, heads, batch_first=True)
        self.causal = causal

    def forward(self, x):
        return super().forward(x, x, x, attn_mask=mask(x, self.causal), need_weights=True)[0]


class Block(nn.TransformerEncoderLayer):
    def __init__(self, channels, heads, causal):
        super().__init__(
            channels, heads, 4 * channels, 0.0, "gelu", batch_first=True, norm_first=True
        )
        self.causal = causal

    def forward(self, x):
        return super().forward(x, src_mask=mask(x, self.causal))


def mask(x, causal):
    n = x.shape[1]
    return torch.ones(n, n, dtype=torch.bool).triu(1) if causal else None


class Residual(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner(x)


LAYERS = {
    "Linear": lambda i, out, bias=True: nn.Linear(i, out, bias),
    "Embedding": nn.Embedding,
    "EmbeddingBag": lambda rows, features: nn.EmbeddingBag(rows, features, mode="mean"),
    "BatchNorm1d": nn.BatchNorm1d,
    "BesselBatchNorm1d": BesselBatchNorm,
    "LayerNorm": nn.LayerNorm,
    "RmsNorm": RmsNorm,
    "MultiHeadAttention": Attention,
    "TransformerBlock": Block,
    "Classifier": lambda: nn.Sequential(
        nn.Embedding(7, 4),
        nn.Flatten(),
        nn.Linear(12, 6),
        nn.BatchNorm1d(6),
        nn.Tanh(),
        Residual(nn.Sequential(nn.Linear(6, 6), nn.SiLU())),
        nn.Linear(6, 7),
    ),
}


def cases():
    yield "Linear", "matrix", [3, 4], Values(5, 3)
    yield "Linear", "three-axes", [3, 2], Values(2, 4, 3)
    yield "Linear", "no-bias", [3, 2, False], Values(5, 3)
    yield "Embedding", "repeated", [5, 3], longs([[0, 2, 2], [4, 0, 2]])
    yield "EmbeddingBag", "bags", [5, 3], longs([[0, 2, 2], [4, 0, 1]])
    for training in (True, False):
        mode = "training" if training else "running"
        yield "BatchNorm1d", f"{mode}-matrix", [3], Values(6, 3), training
        yield "BatchNorm1d", f"{mode}-length", [3], Values(4, 3, 5), training
        yield "BatchNorm1d", f"{mode}-settings", [3, 1e-3, 0.4], Values(6, 3), training
    yield "BesselBatchNorm1d", "training", [3], Values(6, 3)
    yield "LayerNorm", "rows", [4], Values(2, 3, 4)
    yield "RmsNorm", "rows", [4, 1e-6], Values(2, 3, 4)
    for causal in (False, True):
        kind = "causal" if causal else "full"
        yield "MultiHeadAttention", kind, [6, 3, causal], Values(2, 4, 6)
        yield "TransformerBlock", kind, [4, 2, causal], Values(2, 3, 4)
    yield "Classifier", "training", [], longs([[1, 0, 3], [6, 6, 2], [5, 1, 4], [0, 0, 0]])


def record(layer, name, arguments, values, training=True):
    case_id = f"{layer}/{name}"
    generator = torch.Generator().manual_seed(zlib.crc32(case_id.encode()))
    module = LAYERS[layer](*arguments).double().train(training)
    with torch.no_grad():
        for key, value in module.state_dict().items():
            if value.is_floating_point():
                low = 0.5 if key.endswith("running_var") else -1.0
                value.copy_(Values(*value.shape, low=low, high=1.5).draw(generator))
    state = named(module.state_dict())
    x = values.draw(generator).requires_grad_() if isinstance(values, Values) else values
    output = module(x)
    cotangent = Values(*output.shape).draw(generator)
    output.backward(cotangent)
    return {
        "id": case_id,
        "layer": layer,
        "arguments": arguments,
        "training": training,
        "state": state,
        "input": tensor(x),
        "output": tensor(output),
        "gradOutput": flat(cotangent),
        "gradInput": flat(x.grad) if x.is_floating_point() else None,
        "gradients": {key: flat(p.grad) for key, p in module.named_parameters()},
        "buffers": named(dict(module.named_buffers())),
    }


def named(tensors):
    return {k: tensor(t) for k, t in tensors.items() if not k.endswith("num_batches_tracked")}


if __name__ == "__main__":
    write(TARGET, [record(*case) for case in cases()])
