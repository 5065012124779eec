"""Reductions over all elements, one dimension or several; softmax; running sums."""

import torch

from recorder import Values, bools, floats, longs

NAN, INF = float("nan"), float("inf")


def over_dims(function):
    """Reduces "dims" (all without it)."""

    def apply(x, dims=None, keepDim=False, **more):
        if dims is None:
            dims = list(range(x.dim()))
        return function(x, dims, keepdim=keepDim, **more)

    return apply


def over_dim(function):
    """Reduces one "dim"; without it everything, by PyTorch's own full reduction."""

    def apply(x, dim=None, keepDim=False):
        if dim is None:
            return function(x)
        result = function(x, dim, keepdim=keepDim)
        return result if isinstance(result, torch.Tensor) else result.values

    return apply


APPLY = {
    "sum": lambda x, dims=None, keepDim=False: (
        x.sum() if dims is None else x.sum(dims, keepdim=keepDim)
    ),
    "mean": lambda x, dims=None, keepDim=False: (
        x.mean() if dims is None else x.mean(dims, keepdim=keepDim)
    ),
    "var": over_dims(torch.var),
    "std": over_dims(torch.std),
    "logsumexp": over_dims(torch.logsumexp),
    "amax": over_dims(torch.amax),
    "amin": over_dims(torch.amin),
    "max": over_dim(torch.max),
    "min": over_dim(torch.min),
    "prod": over_dim(torch.prod),
    "all": over_dim(torch.all),
    "any": over_dim(torch.any),
    "argmax": lambda x, dim=None, keepDim=False: torch.argmax(x, dim, keepDim),
    "argmin": lambda x, dim=None, keepDim=False: torch.argmin(x, dim, keepDim),
    "cumsum": lambda x, dim: torch.cumsum(x, dim),
    "softmax": lambda x, dim: torch.softmax(x, dim),
    "logSoftmax": lambda x, dim: torch.log_softmax(x, dim),
}

SEVERAL = ("sum", "mean", "var", "std", "logsumexp", "amax", "amin")
SINGLE = ("max", "min", "prod")


def cases():
    for op in SEVERAL + SINGLE:
        yield op, "all", [Values(2, 3)]
        yield op, "all-three-axes", [Values(2, 3, 2)]
        yield op, "vector", [Values(4)]
    for op in SEVERAL:
        yield op, "dim0", [Values(3, 4)], {"dims": [0]}
        yield op, "dim-1", [Values(3, 4)], {"dims": [-1]}
        yield op, "dim-1-keepdim", [Values(3, 4)], {"dims": [-1], "keepDim": True}
        yield op, "dims-0-2", [Values(2, 3, 2)], {"dims": [0, 2]}
        yield op, "dims-2-0-keepdim", [Values(2, 3, 2)], {"dims": [2, 0], "keepDim": True}
        yield op, "dims-negative", [Values(2, 3, 2)], {"dims": [-1, -2]}
        yield op, "all-keepdim", [Values(2, 3)], {"dims": [0, 1], "keepDim": True}
    for op in SINGLE:
        yield op, "dim0", [Values(3, 4)], {"dim": 0}
        yield op, "dim-1", [Values(3, 4)], {"dim": -1}
        yield op, "dim-1-keepdim", [Values(3, 4)], {"dim": -1, "keepDim": True}
        yield op, "dim1-three-axes", [Values(2, 3, 2)], {"dim": 1}
    for op in ("sum", "mean", "logsumexp", "amax", "amin", "max", "min", "prod"):
        yield op, "0-d", [Values()]
    yield from spread_cases()
    yield from empty_cases()
    yield from tie_cases()
    yield from special_cases()
    yield from zero_product_cases()
    yield from index_cases()
    yield from truth_cases()
    yield from running_cases()


def spread_cases():
    for op in ("var", "std"):
        for unbiased in (True, False):
            name = "unbiased" if unbiased else "biased"
            yield op, f"{name}-all", [Values(2, 3)], {"unbiased": unbiased}
            yield op, f"{name}-dim0-keepdim", [Values(4, 3)], {
                "dims": [0],
                "unbiased": unbiased,
                "keepDim": True,
            }
            yield op, f"{name}-dims", [Values(2, 3, 2)], {"dims": [0, 2], "unbiased": unbiased}
        yield op, "one-element-biased", [floats([3.0])], {"dims": [0], "unbiased": False}
        yield op, "one-element-unbiased", [floats([3.0])], {"dims": [0]}, False
        yield op, "one-row-unbiased", [floats([[3.0, 4.0]])], {"dims": [0]}, False
        yield op, "constant", [floats([[2.0, 2.0], [1.0, 3.0]])], {"dims": [1]}
        yield op, "large-mean", [floats([1e8 + 1, 1e8 + 2, 1e8 + 4])], {}
        yield op, "0-d-biased", [floats(2.5)], {"unbiased": False}


def empty_cases():
    for op in ("sum", "mean", "prod"):
        yield op, "empty", [Values(0)]
    for op in ("sum", "mean", "logsumexp", "var", "std"):
        yield op, "empty-reduced-dim", [Values(0, 3)], {"dims": [0]}, op in ("sum", "logsumexp")
        yield op, "empty-kept-dim", [Values(0, 3)], {"dims": [1]}
        yield op, "empty-kept-dim-keepdim", [Values(0, 3)], {"dims": [1], "keepDim": True}
    yield "prod", "empty-reduced-dim", [Values(0, 3)], {"dim": 0}
    for op in ("max", "min"):
        yield op, "empty-kept-dim", [Values(0, 3)], {"dim": 1}
    for op in ("amax", "amin"):
        yield op, "empty-kept-dim", [Values(0, 3)], {"dims": [1]}
    for op in ("softmax", "logSoftmax", "cumsum"):
        yield op, "empty", [Values(0)], {"dim": 0}
        yield op, "empty-other-dim", [Values(0, 3)], {"dim": 1}
        yield op, "empty-dim", [Values(3, 0)], {"dim": 1}


def tie_cases():
    tied = floats([[1.0, 3.0, 3.0], [3.0, -1.0, -1.0], [2.0, 2.0, 2.0]])
    for op in ("max", "min"):
        yield op, "ties-all", [tied]
        yield op, "ties-dim0", [tied], {"dim": 0}
        yield op, "ties-dim1-keepdim", [tied], {"dim": 1, "keepDim": True}
    for op in ("amax", "amin"):
        yield op, "ties-all", [tied]
        yield op, "ties-dim1", [tied], {"dims": [1]}
        yield op, "ties-dims", [tied], {"dims": [0, 1], "keepDim": True}
    for op in ("argmax", "argmin"):
        yield op, "ties-all", [tied]
        yield op, "ties-dim0", [tied], {"dim": 0}
        yield op, "ties-dim1-keepdim", [tied], {"dim": 1, "keepDim": True}


def special_cases():
    rows = floats([[1.0, NAN, 2.0], [INF, 1.0, -INF], [-INF, -INF, -INF], [INF, INF, 0.0]])
    for op in SEVERAL:
        yield op, "special", [rows], {"dims": [1]}, False
    for op in SINGLE + ("argmax", "argmin", "cumsum", "softmax", "logSoftmax"):
        yield op, "special", [rows], {"dim": 1}, False
    for op in ("max", "min", "argmax", "argmin"):
        yield op, "special-all", [rows], {}, False
    masked = floats([[0.5, -INF, 1.5], [-INF, 2.0, -INF]])
    yield "softmax", "masked", [masked], {"dim": 1}
    yield "logsumexp", "masked", [masked], {"dims": [1]}
    large = floats([[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, 0.0]])
    yield "softmax", "large", [large], {"dim": 1}
    yield "logSoftmax", "large", [large], {"dim": 1}
    yield "logsumexp", "large", [large], {"dims": [1]}
    yield "sum", "minus-zero", [floats([-0.0, -0.0])], {}, False


def zero_product_cases():
    yield "prod", "one-zero", [floats([2.0, 0.0, 3.0])]
    yield "prod", "two-zeros", [floats([2.0, 0.0, 0.0, 3.0])]
    zeros = floats([[2.0, 3.0, 4.0], [0.0, 5.0, 6.0], [0.0, 0.0, 7.0]])
    yield "prod", "zeros-dim1", [zeros], {"dim": 1}
    yield "prod", "zeros-dim0-keepdim", [zeros], {"dim": 0, "keepDim": True}
    yield "prod", "zeros-all", [floats([[2.0, 3.0], [0.0, 5.0]])]


def index_cases():
    for op in ("argmax", "argmin"):
        yield op, "all", [Values(3, 4)]
        yield op, "dim0", [Values(3, 4)], {"dim": 0}
        yield op, "dim-1", [Values(3, 4)], {"dim": -1}
        yield op, "dim-1-keepdim", [Values(3, 4)], {"dim": -1, "keepDim": True}
        yield op, "three-axes", [Values(2, 3, 4)], {"dim": 1}
        yield op, "0-d", [Values()]
        yield op, "int64", [longs([[3, 1, 2], [1, 5, 5]])], {"dim": 1}
        yield op, "empty-kept-dim", [Values(0, 3)], {"dim": 1}


def truth_cases():
    mask = bools([[True, False], [True, True], [False, False]])
    for op in ("all", "any"):
        yield op, "bool", [mask]
        yield op, "bool-dim", [mask], {"dim": 1}
        yield op, "bool-dim-keepdim", [mask], {"dim": 0, "keepDim": True}
        yield op, "numbers", [floats([[0.0, -0.0], [0.5, NAN]])], {"dim": 1}, False
        yield op, "int64", [longs([[0, 2], [1, 3]])], {"dim": 0}
        yield op, "0-d", [bools(True)]
        yield op, "empty", [bools([])]
        yield op, "empty-dim", [torch.zeros(0, 3, dtype=torch.bool)], {"dim": 0}
    numbers = longs([[1, 2, 3], [4, 5, 6]])
    yield "sum", "int64", [numbers]
    yield "sum", "int64-dim", [numbers], {"dims": [1]}
    yield "sum", "bool", [mask]
    yield "sum", "bool-dim", [mask], {"dims": [0]}
    yield "prod", "int64", [numbers]
    yield "max", "int64", [numbers], {"dim": 1}
    yield "min", "int64", [numbers]
    yield "cumsum", "int64", [numbers], {"dim": 1}
    yield "cumsum", "bool", [mask], {"dim": 0}


def running_cases():
    for op in ("softmax", "logSoftmax", "cumsum"):
        yield op, "vector", [Values(4)], {"dim": 0}
        yield op, "dim0", [Values(3, 4)], {"dim": 0}
        yield op, "dim-1", [Values(3, 4)], {"dim": -1}
        yield op, "middle-of-three", [Values(2, 3, 2)], {"dim": 1}
        yield op, "0-d", [Values()], {"dim": 0}
        yield op, "one-element-dim", [Values(3, 1)], {"dim": 1}
