"""Views, joining, splitting and counting."""

import torch

from recorder import Values


def part_of_split(x, part, dim=0, size=None, sizes=None):
    return torch.split(x, size if sizes is None else sizes, dim)[part]


APPLY = {
    "reshape": lambda x, shape: x.reshape(shape),
    "view": lambda x, shape: x.view(shape),
    "transpose": lambda x, dim0, dim1: x.transpose(dim0, dim1),
    "permute": lambda x, dims: x.permute(dims),
    "expand": lambda x, shape: x.expand(shape),
    "squeeze": lambda x, dim=None: x.squeeze() if dim is None else x.squeeze(dim),
    "unsqueeze": lambda x, dim: x.unsqueeze(dim),
    "flatten": lambda x, startDim=0, endDim=-1: x.flatten(startDim, endDim),
    "slice": lambda x, dim, start=None, end=None, step=1: x[
        (slice(None),) * (dim % x.dim()) + (slice(start, end, step),)
    ],
    "select": lambda x, dim, index: x.select(dim, index),
    "narrow": lambda x, dim, start, length: x.narrow(dim, start, length),
    "split": part_of_split,
    "chunk": lambda x, chunks, part, dim=0: torch.chunk(x, chunks, dim)[part],
    "cat": lambda *x, dim=0: torch.cat(x, dim),
    "stack": lambda *x, dim=0: torch.stack(x, dim),
    "arange": lambda start, end, step, dtype: torch.arange(
        start, end, step, dtype=getattr(torch, dtype)
    ),
}


def cases():
    yield from shape_cases()
    yield from part_cases()
    yield from joining_cases()
    yield from made_cases()


def shape_cases():
    for op in ("reshape", "view"):
        yield op, "to-rows", [Values(2, 6)], {"shape": [3, 4]}
        yield op, "inferred", [Values(2, 3, 2)], {"shape": [2, -1]}
        yield op, "to-vector", [Values(2, 3)], {"shape": [-1]}
        yield op, "to-0-d", [Values(1, 1)], {"shape": []}
        yield op, "from-0-d", [Values()], {"shape": [1, 1]}
        yield op, "empty", [Values(0, 3)], {"shape": [3, 0, 2]}
    yield "transpose", "matrix", [Values(2, 3)], {"dim0": 0, "dim1": 1}
    yield "transpose", "negative", [Values(2, 3, 2)], {"dim0": -1, "dim1": 0}
    yield "transpose", "same-dim", [Values(2, 3)], {"dim0": 1, "dim1": 1}
    yield "transpose", "0-d", [Values()], {"dim0": 0, "dim1": -1}
    yield "transpose", "empty", [Values(0, 3)], {"dim0": 0, "dim1": 1}
    yield "permute", "three-axes", [Values(2, 3, 4)], {"dims": [2, 0, 1]}
    yield "permute", "negative", [Values(2, 3)], {"dims": [-1, 0]}
    yield "permute", "0-d", [Values()], {"dims": []}
    yield "expand", "column", [Values(2, 1)], {"shape": [2, 3]}
    yield "expand", "new-axis", [Values(3)], {"shape": [2, 3]}
    yield "expand", "keep-size", [Values(2, 1)], {"shape": [4, -1, 3]}
    yield "expand", "0-d", [Values()], {"shape": [2, 2]}
    yield "expand", "to-empty", [Values(1, 3)], {"shape": [0, 3]}
    yield "squeeze", "all", [Values(1, 3, 1)]
    yield "squeeze", "dim", [Values(1, 3, 1)], {"dim": 0}
    yield "squeeze", "negative-dim", [Values(1, 3, 1)], {"dim": -1}
    yield "squeeze", "nothing-to-do", [Values(2, 3)], {"dim": 1}
    yield "squeeze", "to-0-d", [Values(1, 1)]
    for dim in (0, 1, -1, -2):
        yield "unsqueeze", f"dim{dim}", [Values(2, 3)], {"dim": dim}
    yield "unsqueeze", "0-d", [Values()], {"dim": 0}
    yield "flatten", "all", [Values(2, 3, 2)]
    yield "flatten", "from-1", [Values(2, 3, 2)], {"startDim": 1}
    yield "flatten", "first-two", [Values(2, 3, 2)], {"startDim": 0, "endDim": 1}
    yield "flatten", "negative", [Values(2, 3, 2)], {"startDim": -2, "endDim": -1}
    yield "flatten", "0-d", [Values()]
    yield "flatten", "empty", [Values(2, 0, 3)], {"startDim": 1}


def part_cases():
    yield "slice", "rows", [Values(5, 2)], {"dim": 0, "start": 1, "end": 4}
    yield "slice", "columns-step", [Values(2, 5)], {"dim": 1, "start": 0, "end": 5, "step": 2}
    yield "slice", "negative-bounds", [Values(5)], {"dim": 0, "start": -3, "end": -1}
    yield "slice", "past-the-end", [Values(5)], {"dim": 0, "start": 3, "end": 100}
    yield "slice", "empty-result", [Values(5, 2)], {"dim": 0, "start": 3, "end": 3}
    yield "slice", "negative-dim", [Values(2, 5)], {"dim": -1, "start": 2, "end": 4}
    yield "select", "row", [Values(3, 4)], {"dim": 0, "index": 1}
    yield "select", "last-column", [Values(3, 4)], {"dim": 1, "index": -1}
    yield "select", "negative-dim", [Values(2, 3, 2)], {"dim": -2, "index": 2}
    yield "select", "to-0-d", [Values(4)], {"dim": 0, "index": 2}
    yield "narrow", "rows", [Values(5, 2)], {"dim": 0, "start": 1, "length": 3}
    yield "narrow", "columns", [Values(2, 5)], {"dim": -1, "start": 3, "length": 2}
    yield "narrow", "nothing", [Values(2, 5)], {"dim": 1, "start": 2, "length": 0}
    for part in (0, 1, 2):
        yield "split", f"size2-part{part}", [Values(5, 2)], {"size": 2, "dim": 0, "part": part}
        yield "chunk", f"three-part{part}", [Values(2, 7)], {"chunks": 3, "dim": 1, "part": part}
    yield "split", "sizes", [Values(2, 6)], {"sizes": [1, 3, 2], "dim": -1, "part": 1}
    yield "split", "size-zero", [Values(2, 6)], {"sizes": [0, 6], "dim": 1, "part": 0}
    yield "chunk", "more-than-rows", [Values(2, 3)], {"chunks": 4, "dim": 0, "part": 1}


def joining_cases():
    yield "cat", "rows", [Values(2, 3), Values(1, 3)], {"dim": 0}
    yield "cat", "columns", [Values(2, 3), Values(2, 1), Values(2, 2)], {"dim": -1}
    yield "cat", "one", [Values(2, 3)], {"dim": 1}
    yield "cat", "empty-part", [Values(2, 3), Values(0, 3)], {"dim": 0}
    yield "cat", "legacy-empty", [Values(2, 3), Values(0)], {"dim": 0}
    yield "cat", "three-axes", [Values(2, 1, 2), Values(2, 2, 2)], {"dim": 1}
    yield "stack", "rows", [Values(3), Values(3)], {"dim": 0}
    yield "stack", "last", [Values(2, 3), Values(2, 3)], {"dim": -1}
    yield "stack", "middle", [Values(2, 3), Values(2, 3), Values(2, 3)], {"dim": 1}
    yield "stack", "0-d", [Values(), Values(), Values()], {"dim": 0}


def made_cases():
    for start, end, step, dtype in (
        (0, 5, 1, "int64"),
        (2, 11, 3, "int64"),
        (5, 0, -2, "int64"),
        (3, 3, 1, "int64"),
        (0.0, 1.0, 0.25, "float32"),
        (0.0, 1.0, 0.1, "float64"),
        (1.0, -1.0, -0.3, "float64"),
        (0, 4, 1, "float32"),
    ):
        name = f"{start}-{end}-{step}-{dtype}"
        attributes = {"start": start, "end": end, "step": step, "dtype": dtype}
        yield "arange", name, [], attributes
