"""Runs one operation under PyTorch in float64 and writes down all that a comparison needs.

A case is pure data: the operation's name in the Java API, an id, inputs and named attributes. What
the attributes mean to PyTorch is said once per operation, in the dictionaries APPLY of the modules
elementwise, reductions, views, indexing, products and fused.
"""

import json
import math
import zlib

import torch

DTYPES = {
    torch.float32: "float32",
    torch.float64: "float64",
    torch.int64: "int64",
    torch.bool: "bool",
}


class Values:
    """An input still to be drawn: uniform between two bounds, rounded to three decimals."""

    def __init__(self, *shape, low=-2.0, high=2.0):
        self.shape, self.low, self.high = shape, low, high

    def draw(self, generator):
        u = torch.rand(self.shape, generator=generator, dtype=torch.float64)
        return torch.round((self.low + (self.high - self.low) * u) * 1000) / 1000


def positive(*shape):
    """Values away from 0, for divisors, logarithms, roots and bases."""
    return Values(*shape, low=0.25, high=3.0)


def floats(data):
    return torch.tensor(data, dtype=torch.float64)


def longs(data):
    return torch.tensor(data, dtype=torch.int64)


def bools(data):
    return torch.tensor(data, dtype=torch.bool)


def number(value):
    """A JSON value; what JSON has no number for becomes a string."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def flat(tensor):
    return [number(v) for v in tensor.detach().reshape(-1).tolist()]


def tensor(t):
    return {"shape": list(t.shape), "dtype": DTYPES[t.dtype], "data": flat(t)}


def record(function, op, name, inputs, attributes=None, gradients=True):
    """One case as a dictionary. Each case draws from its own seed, made of its name, so that a new
    case leaves the numbers of the others alone."""
    attributes = attributes or {}
    case_id = f"{op}/{name}"
    generator = torch.Generator().manual_seed(zlib.crc32(case_id.encode()))
    xs = [i.draw(generator) if isinstance(i, Values) else i.clone() for i in inputs]
    leaves = [x for x in xs if x.is_floating_point()]
    differentiable = gradients and len(leaves) > 0
    for x in leaves:
        x.requires_grad_(differentiable)
    output = function(*xs, **attributes)
    case = {
        "op": op,
        "id": case_id,
        "inputs": [tensor(x) for x in xs],
        "attributes": {name: number(value) for name, value in attributes.items()},
        "output": tensor(output),
        "gradOutput": None,
        "gradients": [None] * len(xs),
    }
    if differentiable and output.requires_grad:
        cotangent = Values(*output.shape).draw(generator)
        found = iter(torch.autograd.grad(output, leaves, cotangent, allow_unused=True))
        case["gradOutput"] = flat(cotangent)
        case["gradients"] = [
            flat(g) if x.is_floating_point() and (g := next(found)) is not None else None
            for x in xs
        ]
    return case


def write(path, cases):
    lines = ",\n".join(json.dumps(case, allow_nan=False) for case in cases)
    path.write_text("[\n" + lines + "\n]\n")
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size} bytes")
