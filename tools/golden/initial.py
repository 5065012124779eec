"""Records how PyTorch's parameters start for a seed, for nn's InitialGoldenTest.

Run: /usr/bin/python3 tools/golden/initial.py   (Debian's python3-torch, 1.13, built without MKL)
Writes nn/src/test/resources/golden/initial.json, an array of cases:

  {"id", "kind", "arguments", "dtype", "seed", "state": {name: tensor}}

A case of a function of torch.nn.init has one tensor named "value"; one of Dropout has what it made
of ones, twice.
"""

from pathlib import Path

import torch
from torch import nn

from recorder import DTYPES, tensor, write

TARGET = Path(__file__).resolve().parents[2] / "nn/src/test/resources/golden/initial.json"

FUNCTIONS = {
    "uniform": lambda t: nn.init.uniform_(t, -0.5, 2.0),
    "normal": lambda t: nn.init.normal_(t, 1.0, 0.25),
    "constant": lambda t: nn.init.constant_(t, 0.75),
    "kaimingUniformIn": lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu"),
    "kaimingUniformOut": lambda t: nn.init.kaiming_uniform_(t, 0.2, "fan_out", "leaky_relu"),
    "kaimingNormalIn": lambda t: nn.init.kaiming_normal_(t, nonlinearity="tanh"),
    "kaimingNormalOut": lambda t: nn.init.kaiming_normal_(t, 0.0, "fan_out", "linear"),
    "xavierUniform": lambda t: nn.init.xavier_uniform_(t, nn.init.calculate_gain("tanh")),
    "xavierNormal": lambda t: nn.init.xavier_normal_(t),
}

MODULES = {
    "Linear": nn.Linear,
    "Embedding": nn.Embedding,
    "EmbeddingBag": nn.EmbeddingBag,
    "MultiHeadAttention": lambda channels, heads: nn.MultiheadAttention(channels, heads),
    "TransformerBlock": lambda channels, heads: nn.TransformerEncoderLayer(
        channels, heads, 4 * channels
    ),
}


def cases():
    for dtype in (torch.float32, torch.float64):
        for kind, function in FUNCTIONS.items():
            for shape in ([3, 4], [5, 7], [4, 3, 2]):
                torch.manual_seed(42)
                yield case(kind, shape, dtype, 42, {"value": function(torch.empty(shape, dtype=dtype))})
        for kind, arguments in (
            ("Linear", [6, 5]),
            ("Linear", [1, 3]),
            ("Embedding", [5, 3]),
            ("Embedding", [9, 4]),
            ("EmbeddingBag", [6, 4]),
            ("MultiHeadAttention", [6, 2]),
            ("TransformerBlock", [4, 2]),
        ):
            torch.manual_seed(1337)
            torch.set_default_dtype(dtype)
            state = MODULES[kind](*arguments).state_dict()
            torch.set_default_dtype(torch.float32)
            yield case(kind, arguments, dtype, 1337, state)
        for p in (0.1, 0.5, 1.0):
            torch.manual_seed(7)
            dropout = nn.Dropout(p)
            ones = torch.ones(5, 4, dtype=dtype)
            yield case("Dropout", [p], dtype, 7, {"first": dropout(ones), "second": dropout(ones)})


def case(kind, arguments, dtype, seed, state):
    return {
        "id": f"{kind}/{'-'.join(str(a) for a in arguments)}/{DTYPES[dtype]}",
        "kind": kind,
        "arguments": arguments,
        "dtype": DTYPES[dtype],
        "seed": seed,
        "state": {name: tensor(value) for name, value in state.items()},
    }


if __name__ == "__main__":
    write(TARGET, list(cases()))
