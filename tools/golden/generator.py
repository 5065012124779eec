"""Records what PyTorch's CPU generator draws, for engine's GeneratorGoldenTest.

Run: /usr/bin/python3 tools/golden/generator.py   (Debian's python3-torch, 1.13, built without MKL)
Writes engine/src/test/resources/golden/random.json: one object per seed and sequence of calls, and
after each call the numbers it gave. float32 numbers are written as the float64 of equal value.
"""

import base64
import json
from pathlib import Path

import torch

TARGET = Path(__file__).resolve().parents[2] / "engine/src/test/resources/golden/random.json"

DRAW = {
    "rand": lambda g, n: torch.rand(n, generator=g),
    "randDouble": lambda g, n: torch.rand(n, generator=g, dtype=torch.float64),
    "randn": lambda g, n: torch.randn(n, generator=g),
    "randnDouble": lambda g, n: torch.randn(n, generator=g, dtype=torch.float64),
    "randperm": lambda g, n: torch.randperm(n, generator=g),
    "randint": lambda g, n, low, high: torch.randint(low, high, (n,), generator=g),
    "uniform": lambda g, n, low, high: torch.empty(n).uniform_(low, high, generator=g),
    "uniformDouble": lambda g, n, low, high: torch.empty(n, dtype=torch.float64).uniform_(
        low, high, generator=g
    ),
    "bernoulli": lambda g, n, p: torch.empty(n).bernoulli_(p, generator=g),
    "multinomial": lambda g, n, weights, replacement: torch.multinomial(
        torch.tensor(weights), n, replacement, generator=g
    ),
    "multinomialDouble": lambda g, n, weights, replacement: torch.multinomial(
        torch.tensor(weights, dtype=torch.float64), n, replacement, generator=g
    ),
}

SIZES = [0, 1, 2, 3, 7, 15, 16, 17, 31, 32, 33, 100]
SEEDS = [0, 1, 42, 1337, 2147483647, -1, 2**32 - 1, 2**32 + 7, 67280421310721, 2**63 - 1]


def call(kind, n, **arguments):
    return {"kind": kind, "n": n, **arguments}


def sequence(seed, *calls):
    """Runs the calls one after the other on one generator; None leaves the default seed."""
    generator = torch.Generator()
    if seed is not None:
        generator.manual_seed(seed)
    recorded = []
    for c in calls:
        arguments = {k: v for k, v in c.items() if k not in ("kind", "n")}
        values = DRAW[c["kind"]](generator, c["n"], **arguments)
        recorded.append({**c, "values": values.tolist()})
    state = base64.b64encode(bytes(generator.get_state().tolist())).decode()
    return {"seed": seed, "calls": recorded}, state


def sequences():
    for kind in ("rand", "randDouble", "randn", "randnDouble", "randperm"):
        for size in SIZES:
            yield 42, [call(kind, size)]
        for seed in SEEDS:
            yield seed, [call(kind, 5), call(kind, 18)]
    for seed in SEEDS:
        yield seed, [call("randint", 9, low=0, high=27), call("randint", 3, low=-5, high=5)]
        yield seed, [
            call("randint", 4, low=-(2**31), high=2**31 - 1),
            call("randint", 4, low=0, high=2**32 - 1),
            call("randint", 4, low=0, high=2**32),
            call("randint", 4, low=-(2**40), high=2**61 + 12345),
            call("randint", 4, low=-(2**63), high=2**63 - 1),
            call("randint", 2, low=3, high=4),
        ]
        # The second half of a pair of normals waits across calls of every other kind.
        yield seed, [
            call("randn", 5),
            call("rand", 3),
            call("randn", 7),
            call("randint", 4, low=0, high=10),
            call("randnDouble", 1),
            call("randn", 1),
            call("randn", 16),
            call("randn", 2),
            call("randnDouble", 17),
            call("randDouble", 3),
            call("randperm", 6),
            call("randn", 3),
        ]
    yield None, [call("rand", 4), call("randn", 4)]
    yield 42, [call("rand", 1300)]  # more than one refill of the 624 words
    yield 7, [call("randperm", 1000)]
    yield 3, [call("randn", 1000)]
    yield 3, [call("randnDouble", 1000)]
    for p in (0.0, 0.1, 0.5, 0.9, 1.0):
        yield 5, [call("bernoulli", 20, p=p), call("rand", 1)]
    yield 5, [
        call("uniform", 20, low=-0.1, high=0.1),
        call("uniform", 5, low=2.0, high=3.5),
        call("uniformDouble", 20, low=-0.1, high=0.1),
        call("uniformDouble", 3, low=1.0, high=1.0),
    ]
    weights = [0.1, 0.0, 3.0, 0.7, 0.2, 1.5]
    for kind in ("multinomial", "multinomialDouble"):
        for seed in (0, 2147483647):
            one = call(kind, 1, weights=weights, replacement=True)
            yield seed, [one] * 8 + [
                call(kind, 30, weights=weights, replacement=True),
                call(kind, 5, weights=weights, replacement=False),
                call(kind, 3, weights=weights, replacement=False),
                call("rand", 1),
            ]


def main():
    cases = [sequence(seed, *calls)[0] for seed, calls in sequences()]
    # The bytes of get_state, once with and once without a normal number that waits.
    states = []
    for seed, calls in ((42, []), (-1, [call("rand", 700)]), (2**32 + 7, [call("randn", 3)])):
        case, state = sequence(seed, *calls)
        states.append({**case, "state": state})
    lines = ",\n".join(json.dumps(case) for case in cases + states)
    TARGET.write_text("[\n" + lines + "\n]\n")
    print(f"{TARGET.name}: {len(cases) + len(states)} sequences, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
