"""Records how PyTorch prints tensors.

Run: /usr/bin/python3 tools/golden/printing.py   (Debian's python3-torch, 1.13)
Writes engine/src/test/resources/golden/printing.json: an array of

  {"id", "tensor": {"shape", "dtype", "data"}, "text"}

float32 values are written as the float64 of equal value.
"""

import json
from pathlib import Path

import torch

import recorder

TARGET = Path(__file__).resolve().parents[2] / "engine/src/test/resources/golden/printing.json"

NAN, INF = float("nan"), float("inf")


def f32(data):
    return torch.tensor(data, dtype=torch.float32)


def drawn(name, *shape, scale=1.0, dtype=torch.float32):
    """Values of both signs with at most four decimals, drawn from a seed made of the name."""
    generator = torch.Generator().manual_seed(sum(name.encode()))
    u = torch.rand(shape, generator=generator, dtype=torch.float64)
    return (torch.round((u - 0.5) * 20000) / 10000 * scale).to(dtype)


def counted(*shape, dtype=torch.int64):
    return torch.arange(torch.Size(shape).numel()).reshape(shape).to(dtype)


def cases():
    yield from numbers()
    yield from float_vectors()
    yield from other_dtypes()
    yield from empties()
    yield from shapes()
    yield from summaries()


def numbers():
    for value in (0.0, -0.0, 1.0, -1.0, 0.5, 1 / 3, -2.0 / 3, 3.14159265, 100.0, 1234.5678):
        yield f"0-d/{value}", f32(value)
    for value in (1e-3, 1e-4, 9.9e-5, 1e-5, -1e-10, 1e5, 99999.5, 123456789.0, 1e8, 1e9, 1e20):
        yield f"0-d/{value}", f32(value)
    for value in (NAN, INF, -INF):
        yield f"0-d/{value}", f32(value)
    yield "0-d/float64", recorder.floats(2.5)
    yield "0-d/float64-whole", recorder.floats(2.0)
    yield "0-d/float64-thin", recorder.floats(1e-12)
    yield "0-d/int64", recorder.longs(7)
    yield "0-d/int64-negative", recorder.longs(-7)
    yield "0-d/bool", recorder.bools(True)


def float_vectors():
    rows = {
        "whole": [1.0, 2.0, 3.0],
        "whole-negative": [1.0, -2.0, 30.0],
        "decimals": [0.1, 0.25, 0.33333],
        "negative": [0.5, -0.25, 1.5],
        "widths": [1.5, 10.25, 100.125],
        "minus-zero": [-0.0, 0.0],
        "minus-zero-decimals": [-0.0, 0.5],
        "rounds-to-minus-zero": [-0.00001, 0.5, 0.02],
        "zeros": [0.0, 0.0, 0.0],
        "zeros-and-tiny": [0.0, 1e-6],
        "tiny": [1e-5, 2e-5, 3e-5],
        "just-not-tiny": [1e-4, 2e-4, 9e-2],
        "wide-ratio": [1e-2, 1.5, 20.5],
        "ratio-over-1000": [1e-3, 1.5, 2.5],
        "ratio-of-1000": [0.5, 500.0, 1.25],
        "large": [1e8, 2.5, 3.0],
        "large-whole": [1e7, 2.0, 3.0],
        "large-whole-scientific": [1e9, 2.0, 3.0],
        "huge": [1e30, -1e30],
        "whole-ratio-over-1000": [1.0, 2000.0, 30000.0],
        "scientific-negative": [-1e-6, 2.5e-7, 3.0],
        "nan": [NAN, 1.0, 2.5],
        "inf": [INF, -INF, 1.0],
        "only-nan-inf": [NAN, INF, -INF],
        "nan-whole": [NAN, 1.0, -20.0],
        "inf-scientific": [INF, 1e-6, 1.0],
        "zeros-and-inf": [0.0, INF],
        "half-even": [0.00005, 0.00015, 0.12345, 0.00025],
        "one": [0.7],
    }
    for name, data in rows.items():
        yield f"vector/{name}", f32(data)
        if name in ("whole", "decimals", "tiny", "nan", "negative", "half-even"):
            yield f"vector/{name}-float64", recorder.floats(data)


def other_dtypes():
    yield "int64/vector", recorder.longs([1, 2, 3])
    yield "int64/negative", recorder.longs([-1, 20, 300])
    yield "int64/large", recorder.longs([2**62, -1])
    yield "int64/matrix", recorder.longs([[1, -20], [300, 4]])
    yield "bool/vector", recorder.bools([True, False])
    yield "bool/all-true", recorder.bools([True, True])
    yield "bool/matrix", recorder.bools([[True, False], [False, False]])
    yield "float64/matrix", recorder.floats([[1.0, -2.5], [3.0, 4.25]])


def empties():
    for shape in ((0,), (0, 3), (2, 0), (2, 0, 3)):
        for dtype, name in recorder.DTYPES.items():
            yield f"empty/{list(shape)}-{name}", torch.zeros(shape, dtype=dtype)


def shapes():
    yield "matrix/whole", f32([[1.0, 0.0], [0.0, 1.0]])
    yield "matrix/decimals", drawn("m", 2, 3)
    yield "matrix/column", drawn("c", 3, 1)
    yield "matrix/row", drawn("r", 1, 3)
    yield "matrix/one", f32([[5.0]])
    yield "matrix/scientific", f32([[1e-6, 1.0], [20.0, -3.5]])
    yield "matrix/nan", f32([[NAN, 1.0], [-INF, 2.5]])
    yield "matrix/wide-columns", drawn("w", 2, 27)
    yield "matrix/wide-float64", drawn("w", 2, 12, dtype=torch.float64)
    yield "matrix/wide-negative", drawn("n", 3, 10, scale=-100.0)
    yield "3-d/decimals", drawn("t", 2, 2, 3)
    yield "3-d/whole", counted(2, 3, 2, dtype=torch.float32)
    yield "3-d/int64", counted(2, 2, 3)
    yield "3-d/bool", counted(2, 2, 2) % 2 == 0
    yield "3-d/ones", torch.ones(1, 1, 1)
    yield "3-d/wide", drawn("v", 2, 2, 12)
    yield "4-d/int64", counted(2, 2, 1, 2)
    yield "vector/wraps-at-80", drawn("l", 13)
    yield "vector/wraps-whole", counted(40, dtype=torch.float32)
    yield "vector/wraps-int64", counted(30)
    yield "vector/wraps-bool", counted(15) % 3 == 0
    yield "vector/wraps-scientific", drawn("s", 9, scale=1e-6)
    yield "vector/one-line-exactly", counted(9, dtype=torch.float32) + 0.5


def summaries():
    yield "summary/not-yet", counted(1000) % 10
    yield "summary/int64", counted(1001)
    yield "summary/float32", counted(1001, dtype=torch.float32) / 8
    yield "summary/float64", counted(1100, dtype=torch.float64)
    yield "summary/bool", counted(1001) % 2 == 0
    yield "summary/matrix", drawn("sum", 30, 40)
    yield "summary/few-rows", counted(2, 600)
    yield "summary/few-columns", counted(300, 4)
    yield "summary/six-rows", counted(6, 200)
    yield "summary/seven-rows", counted(7, 150)
    yield "summary/3-d", counted(10, 11, 10)
    yield "summary/3-d-thin", counted(2, 2, 300)
    # The format is chosen from the shown corners alone: the large number in the middle is hidden.
    hidden = counted(1001, dtype=torch.float32) / 1000
    hidden[500] = 1e20
    yield "summary/hidden-large", hidden
    shown = counted(1001, dtype=torch.float32)
    shown[1000] = 1e-6
    yield "summary/shown-tiny", shown


def main():
    recorded = [
        {"id": name, "tensor": recorder.tensor(tensor), "text": repr(tensor)}
        for name, tensor in cases()
    ]
    names = [c["id"] for c in recorded]
    if len(set(names)) != len(names):
        raise ValueError(f"ids used twice: {[n for n in names if names.count(n) > 1]}")
    TARGET.write_text("[\n" + ",\n".join(json.dumps(c) for c in recorded) + "\n]\n")
    print(f"{TARGET.name}: {len(recorded)} cases, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
