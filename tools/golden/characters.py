"""Records the data of a character model in Python and PyTorch, for nn's CharactersGoldenTest.

Run: /usr/bin/python3 tools/golden/characters.py   (Debian's python3-torch, 1.13)
Writes nn/src/test/resources/golden/characters.json: the numbers of the characters, the lines of each
part after random.seed(42) and shuffle, each part's contexts and targets, the first batches that
torch.randint draws, and two epochs by torch.randperm.
"""

import json
import random
from pathlib import Path

import torch

TARGET = Path(__file__).resolve().parents[2] / "nn/src/test/resources/golden/characters.json"

LINES = (
    "ada alan anna barbara blaise carl christine donald edsger emmy ernst evelyn florence georg "
    "grace hedy hypatia isaac john karen kurt leonhard maria max niels olga paul rosa sofia "
    "терьма søren zoë 李明 𝔘𝔫𝔦 a"
).split()
CONTEXT = 3
PARTS = [("train", 0.0, 0.8), ("validation", 0.8, 0.9), ("test", 0.9, 1.0)]


def examples(lines, numbers):
    xs, ys = [], []
    for line in lines:
        context = [0] * CONTEXT
        for number in [numbers[c] for c in line] + [0]:
            xs.append(context)
            ys.append(number)
            context = context[1:] + [number]
    return xs, ys


def main():
    characters = sorted(set("".join(LINES)))
    numbers = {c: i + 1 for i, c in enumerate(characters)}
    lines = list(LINES)
    random.seed(42)
    random.shuffle(lines)
    parts = []
    for name, begin, end in PARTS:
        part = lines[int(begin * len(lines)) : int(end * len(lines))]
        xs, ys = examples(part, numbers)
        parts.append({"name": name, "lines": part, "x": xs, "y": ys})
    x, y = torch.tensor(parts[0]["x"]), torch.tensor(parts[0]["y"])
    g = torch.Generator().manual_seed(2147483647)
    batches = []
    for _ in range(25):
        ix = torch.randint(0, x.shape[0], (32,), generator=g)
        batches.append({"x": x[ix].tolist(), "y": y[ix].tolist()})
    g = torch.Generator().manual_seed(7)
    epochs = [torch.randperm(x.shape[0], generator=g).tolist() for _ in range(2)]
    golden = {"lines": LINES, "characters": "".join(characters), "parts": parts, "batches": batches, "epochs": epochs}
    TARGET.write_text(json.dumps(golden, ensure_ascii=False) + "\n")
    print(f"{TARGET.name}: {len(LINES)} lines, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
