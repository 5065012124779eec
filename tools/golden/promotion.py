"""Records which dtype PyTorch gives to the result of operations on mixed operands.

Run: /usr/bin/python3 tools/golden/promotion.py   (Debian's python3-torch, 1.13)
Writes engine/src/test/resources/golden/promotion.json: an array of

  {"op", "operands": [{"kind": "tensor" | "0-d" | "number", "dtype"}], "result": dtype or null}

"number" is a plain Python number, of dtype "int", "float" or "bool". The result is null where
PyTorch refuses the operands.
"""

import json
from collections import Counter
from itertools import product
from pathlib import Path

import torch
import torch.nn.functional as F

from recorder import DTYPES

TARGET = Path(__file__).resolve().parents[2] / "engine/src/test/resources/golden/promotion.json"

OPERANDS = {
    **{("tensor", name): torch.ones(2, dtype=dtype) for dtype, name in DTYPES.items()},
    **{("0-d", name): torch.ones((), dtype=dtype) for dtype, name in DTYPES.items()},
    ("number", "int"): 1,
    ("number", "float"): 1.0,
    ("number", "bool"): True,
}

# Written with Python's operators, so that a number may stand on either side.
BINARY = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "eq": lambda a, b: a == b,
    "lt": lambda a, b: a < b,
}
TENSORS_ONLY = {
    "maximum": torch.maximum,
    "where": lambda a, b: torch.where(torch.tensor([True, False]), a, b),
    "logicalAnd": torch.logical_and,
}
SAME_SHAPE = {
    "matmul": torch.matmul,
    "cat": lambda a, b: torch.cat([a, b]),
    "stack": lambda a, b: torch.stack([a, b]),
}
UNARY = {
    "neg": torch.neg,
    "abs": torch.abs,
    "sign": torch.sign,
    "square": torch.square,
    "relu": torch.relu,
    "exp": torch.exp,
    "log": torch.log,
    "sqrt": torch.sqrt,
    "rsqrt": torch.rsqrt,
    "reciprocal": torch.reciprocal,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "erf": torch.erf,
    "sin": torch.sin,
    "cos": torch.cos,
    "gelu": F.gelu,
    "silu": F.silu,
    "softplus": F.softplus,
    "logicalNot": torch.logical_not,
    "sum": torch.sum,
    "mean": torch.mean,
    "var": torch.var,
    "prod": torch.prod,
    "max": torch.max,
    "argmax": torch.argmax,
    "all": torch.all,
    "any": torch.any,
    "logsumexp": lambda x: torch.logsumexp(x, 0),
    "cumsum": lambda x: torch.cumsum(x, 0),
    "softmax": lambda x: torch.softmax(x, 0),
    "logSoftmax": lambda x: torch.log_softmax(x, 0),
    "tril": lambda x: torch.tril(x.reshape(1, 2)),
}


def result(function, operands):
    try:
        return DTYPES[function(*operands).dtype]
    except (RuntimeError, TypeError, IndexError):
        return None


def cases():
    everything = list(OPERANDS.items())
    tensors = [o for o in everything if o[0][0] != "number"]
    whole = [o for o in tensors if o[0][0] == "tensor"]
    for op, function in BINARY.items():
        for left, right in product(everything, everything):
            if left[0][0] != "number" or right[0][0] != "number":
                yield op, function, (left, right)
    for op, function in TENSORS_ONLY.items():
        for pair in product(tensors, tensors):
            yield op, function, pair
    for op, function in SAME_SHAPE.items():
        for pair in product(whole, whole):
            yield op, function, pair
    for op, function in UNARY.items():
        for one in whole:
            yield op, function, (one,)


def main():
    recorded = [
        {
            "op": op,
            "operands": [{"kind": kind, "dtype": dtype} for (kind, dtype), _ in operands],
            "result": result(function, [value for _, value in operands]),
        }
        for op, function, operands in cases()
    ]
    TARGET.write_text("[\n" + ",\n".join(json.dumps(c) for c in recorded) + "\n]\n")
    print(f"{TARGET.name}: {len(recorded)} cases, {TARGET.stat().st_size} bytes")
    print("refused:", dict(Counter(c["op"] for c in recorded if c["result"] is None)))


if __name__ == "__main__":
    main()
