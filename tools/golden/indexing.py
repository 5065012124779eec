"""Everything that reads or writes by index or mask."""

import math

import torch
import torch.nn.functional as F

from recorder import Values, bools, longs


def python_index(items, tensors):
    """An index as Python takes it. An item is a whole number, null (a new axis), "..." (the axes
    not named), {"start", "stop", "step"} (a slice, null where open) or {"input": k} (the k-th
    input)."""

    def one(item):
        if isinstance(item, dict):
            if "input" in item:
                return tensors[item["input"]]
            return slice(item["start"], item["stop"], item["step"])
        return ... if item == "..." else item

    return tuple(one(i) for i in items)


def index_put(x, value, *tensors, index, accumulate=False):
    """x with value written, or added, where the index points; inputs are counted from x, which is
    number 0."""
    where = python_index(index, (x, value) + tensors)
    if accumulate:
        return x.index_put(where, value, accumulate=True)
    written = x.clone()
    written[where] = value
    return written


APPLY = {
    "gather": lambda x, index, dim: torch.gather(x, dim, index),
    "indexSelect": lambda x, index, dim: torch.index_select(x, dim, index),
    "embedding": lambda weight, index: F.embedding(index, weight),
    "scatterAdd": lambda x, index, source, dim: torch.scatter_add(x, dim, index, source),
    "indexAdd": lambda x, index, source, dim: torch.index_add(x, dim, index, source),
    "maskedFill": lambda x, mask, value: x.masked_fill(mask, value),
    "index": lambda x, *tensors, index: x[python_index(index, (x,) + tensors)],
    "indexPut": index_put,
    "oneHot": lambda x, numClasses=-1: F.one_hot(x, numClasses),
    "tril": lambda x, diagonal=0: x.tril(diagonal),
    "triu": lambda x, diagonal=0: x.triu(diagonal),
}


def open_slice(start=None, stop=None, step=None):
    return {"start": start, "stop": stop, "step": step}


def at(*items):
    """Attributes that hold an index; a tensor among the inputs is written by its number, as #1."""
    return {
        "index": [
            {"input": int(i[1:])} if isinstance(i, str) and i.startswith("#") else i for i in items
        ]
    }


def cases():
    yield from reading_cases()
    yield from masking_cases()
    yield from adding_cases()
    yield from indexed_read_cases()
    yield from indexed_write_cases()
    yield "oneHot", "vector", [longs([0, 2, 1])], {"numClasses": 4}
    yield "oneHot", "counted", [longs([0, 2, 1])]
    yield "oneHot", "matrix", [longs([[0, 1], [1, 1]])], {"numClasses": 2}
    yield "oneHot", "0-d", [longs(1)], {"numClasses": 3}
    yield "oneHot", "nothing", [longs([])], {"numClasses": 3}


def reading_cases():
    nothing = torch.zeros(2, 0, dtype=torch.int64)
    yield "gather", "columns", [Values(2, 4), longs([[3, 0], [1, 1]])], {"dim": 1}
    yield "gather", "rows", [Values(3, 2), longs([[2, 0], [2, 1], [0, 0], [1, 1]])], {"dim": 0}
    yield "gather", "smaller-index", [Values(3, 4), longs([[1], [2]])], {"dim": -1}
    yield "gather", "three-axes", [Values(2, 3, 2), longs([[[0, 2]], [[1, 1]]])], {"dim": 1}
    yield "gather", "empty-index", [Values(2, 3), nothing], {"dim": 1}
    yield "indexSelect", "rows", [Values(4, 3), longs([2, 0, 2])], {"dim": 0}
    yield "indexSelect", "columns", [Values(2, 4), longs([3, 3, 1])], {"dim": -1}
    yield "indexSelect", "nothing", [Values(2, 4), longs([])], {"dim": 0}
    yield "indexSelect", "middle", [Values(2, 3, 2), longs([1, 1])], {"dim": 1}
    yield "embedding", "vector", [Values(4, 3), longs([1, 2])]
    yield "embedding", "repeated", [Values(4, 3), longs([1, 1, 3])]
    yield "embedding", "matrix", [Values(5, 2), longs([[0, 4, 4], [2, 4, 0]])]
    yield "embedding", "0-d", [Values(4, 3), longs(2)]
    yield "embedding", "nothing", [Values(4, 3), longs([])]


def masking_cases():
    mask = bools([[True, False, True], [False, False, True]])
    yield "maskedFill", "matrix", [Values(2, 3), mask], {"value": 1.5}
    yield "maskedFill", "minus-infinity", [Values(2, 3), mask], {"value": -math.inf}
    yield "maskedFill", "broadcast-mask", [Values(2, 3), bools([True, False, True])], {"value": -2}
    yield "maskedFill", "all", [Values(2), bools([True, True])], {"value": 0}
    for op in ("tril", "triu"):
        for diagonal in (0, 1, -1):
            yield op, f"diagonal{diagonal}", [Values(3, 4)], {"diagonal": diagonal}
        yield op, "batch", [Values(2, 3, 2)]
        yield op, "empty", [Values(0, 3)]


def adding_cases():
    op = "scatterAdd"
    yield op, "columns", [Values(2, 3), longs([[0, 0, 2], [1, 2, 2]]), Values(2, 3)], {"dim": 1}
    yield op, "rows", [Values(4, 2), longs([[3, 0], [3, 1], [0, 0]]), Values(3, 2)], {"dim": 0}
    # PyTorch has no gradient for a source larger than its index.
    smaller = [Values(3, 3), longs([[2, 2]]), Values(2, 3)]
    yield op, "smaller-index", smaller, {"dim": 1}, False
    yield op, "vector", [Values(3), longs([1, 1, 1, 0]), Values(4)], {"dim": -1}
    yield "indexAdd", "rows", [Values(4, 3), longs([1, 1, 3]), Values(3, 3)], {"dim": 0}
    yield "indexAdd", "columns", [Values(2, 4), longs([3, 0]), Values(2, 2)], {"dim": 1}
    yield "indexAdd", "vector", [Values(3), longs([2, 2]), Values(2)], {"dim": 0}
    yield "indexAdd", "nothing", [Values(3, 2), longs([]), Values(0, 2)], {"dim": 0}


def indexed_read_cases():
    every = open_slice()
    yield "index", "integer", [Values(3, 4)], at(1)
    yield "index", "integers", [Values(3, 4)], at(2, -1)
    yield "index", "slices", [Values(4, 5)], at(open_slice(1), open_slice(None, -1, 2))
    yield "index", "new-axis", [Values(2, 3)], at(every, None)
    yield "index", "ellipsis", [Values(2, 3, 2)], at("...", 0)
    yield "index", "mixed-basic", [Values(2, 3, 4)], at(0, None, open_slice(1, 3), -2)
    yield "index", "vector-of-rows", [Values(4, 3), longs([3, 0, 3])], at("#1")
    yield "index", "matrix-of-rows", [Values(4, 2), longs([[0, 1], [3, 3]])], at("#1")
    yield "index", "negative-entries", [Values(4, 2), longs([-1, -4])], at("#1")
    pairs = [Values(4, 3), longs([0, 1, 3]), longs([2, 0, 2])]
    yield "index", "pairs", pairs, at("#1", "#2")
    crossed = [Values(4, 3), longs([[0], [3]]), longs([2, 0])]
    yield "index", "pairs-broadcast", crossed, at("#1", "#2")
    yield "index", "second-axis", [Values(2, 4), longs([3, 1, 1])], at(every, "#1")
    # Index tensors that stand apart put their axis first; side by side, it stays where they stood.
    apart = [Values(2, 3, 4), longs([0, 1]), longs([2, 2])]
    yield "index", "apart-goes-first", apart, at("#1", every, "#2")
    adjacent = [Values(2, 3, 4), longs([0, 1, 2]), longs([2, 2, 0])]
    yield "index", "adjacent-stays", adjacent, at(every, "#1", "#2")
    yield "index", "with-integer", [Values(2, 3, 4), longs([0, 2])], at(1, "#1", open_slice(0, 2))
    yield "index", "0-d-tensor", [Values(3, 2), longs(2)], at("#1")
    mask = bools([[True, False, True], [False, True, False]])
    yield "index", "mask", [Values(2, 3), mask], at("#1")
    yield "index", "mask-of-rows", [Values(3, 2), bools([True, False, True])], at("#1")
    yield "index", "mask-of-columns", [Values(2, 3), bools([True, False, True])], at(every, "#1")
    yield "index", "mask-of-nothing", [Values(3), bools([False, False, False])], at("#1")
    yield "index", "empty-index", [Values(3, 2), longs([])], at("#1")


def indexed_write_cases():
    op, every = "indexPut", open_slice()
    yield op, "row", [Values(3, 4), Values(4)], at(1)
    yield op, "element", [Values(3, 4), Values()], at(1, -2)
    yield op, "slice-broadcast", [Values(3, 4), Values(2)], at(every, open_slice(0, 4, 2))
    yield op, "rows", [Values(4, 2), Values(2, 2), longs([3, 0])], at("#2")
    yield op, "rows-broadcast", [Values(4, 2), Values(2), longs([3, 0])], at("#2")
    yield op, "pairs", [Values(3, 3), Values(3), longs([0, 1, 2]), longs([2, 0, 1])], at("#2", "#3")
    yield op, "columns", [Values(2, 4), Values(2, 2), longs([3, 1])], at(every, "#2")
    yield op, "mask", [Values(2, 2), Values(), bools([[True, False], [False, True]])], at("#2")
    left_column = bools([[True, False], [True, False]])
    yield op, "mask-values", [Values(2, 2), Values(2), left_column], at("#2")
    adding = {"accumulate": True}
    yield op, "accumulate", [Values(4, 2), Values(3, 2), longs([1, 1, 3])], {**at("#2"), **adding}
    rows, columns = longs([0, 0, 1]), longs([1, 1, 0])
    yield op, "accumulate-pairs", [Values(2, 2), Values(3), rows, columns], {
        **at("#2", "#3"),
        **adding,
    }
