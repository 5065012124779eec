"""Records what Python's `random` draws, for engine's PythonRandomTest.

Run: /usr/bin/python3 tools/golden/python_random.py   (CPython 3.11)
Writes engine/src/test/resources/golden/python-random.json: one object per seed, with the results of
the same calls, one after the other, on one generator. Integers are written as strings: some are
wider than 64 bits.
"""

import json
import random
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "engine/src/test/resources/golden/python-random.json"

SEEDS = [0, 1, 42, -42, 1337, 2**32 - 1, 2**32, 2**63 - 1, -(2**63), 10**40, "", "text", "größe 😀"]
BITS = [0, 1, 2, 5, 31, 32, 33, 53, 63, 64, 65, 200]
BOUNDS = [1, 2, 3, 10, 27, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**62 + 1, 2**63 - 1]
RANGES = [(0, 0), (0, 1), (-5, 5), (1, 6), (0, 2**32), (-(2**63), 2**63 - 1)]
SIZES = [0, 1, 2, 10, 700]


def shuffled(generator, size):
    items = list(range(size))
    generator.shuffle(items)
    return items


def record(seed):
    g = random.Random()
    g.seed(seed)
    return {
        "seed": str(seed) if isinstance(seed, int) else seed,
        "isText": isinstance(seed, str),
        "random": [g.random() for _ in range(5)],
        "bits": [[k, str(g.getrandbits(k))] for k in BITS],
        "below": [[str(n), str(g.randrange(n))] for n in BOUNDS],
        "between": [[str(a), str(b), str(g.randint(a, b))] for a, b in RANGES],
        "shuffle": [shuffled(g, size) for size in SIZES],
        "gauss": [g.gauss(0.5, 2.0) for _ in range(5)],
        "last": g.random(),
    }


def main():
    cases = [record(seed) for seed in SEEDS]
    TARGET.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    print(f"{TARGET.name}: {len(cases)} seeds, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
