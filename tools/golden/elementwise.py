"""Elementwise operations: values, broadcasting, kinks, extremes and special values."""

import torch
import torch.nn.functional as F

from recorder import Values, bools, floats, longs, positive

UNARY = {
    "neg": torch.neg,
    "abs": torch.abs,
    "sign": torch.sign,
    "exp": torch.exp,
    "log": torch.log,
    "sqrt": torch.sqrt,
    "rsqrt": torch.rsqrt,
    "reciprocal": torch.reciprocal,
    "square": torch.square,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "gelu": lambda x, approximate="none": F.gelu(x, approximate=approximate),
    "silu": F.silu,
    "softplus": lambda x, beta=1, threshold=20: F.softplus(x, beta, threshold),
    "erf": torch.erf,
    "sin": torch.sin,
    "cos": torch.cos,
}
POSITIVE_DOMAIN = {"log", "sqrt", "rsqrt", "reciprocal"}

ARITHMETIC = {
    "add": torch.add,
    "sub": torch.sub,
    "mul": torch.mul,
    "div": torch.div,
    "pow": torch.pow,
}
EXTREME = {"maximum": torch.maximum, "minimum": torch.minimum}
COMPARISONS = {
    "eq": torch.eq,
    "ne": torch.ne,
    "lt": torch.lt,
    "le": torch.le,
    "gt": torch.gt,
    "ge": torch.ge,
}
LOGICAL = {
    "logicalAnd": torch.logical_and,
    "logicalOr": torch.logical_or,
    "logicalXor": torch.logical_xor,
}


def binary(function):
    """A binary operation: two tensors, or one and a number on its right ("other") or its left."""

    def apply(*inputs, other=None, left=None):
        if left is None:
            return function(inputs[0], inputs[1] if other is None else other)
        # Of these functions only pow takes a plain number on its left.
        number = left if function is torch.pow else torch.tensor(left, dtype=inputs[0].dtype)
        return function(number, inputs[0])

    return apply


APPLY = {
    **UNARY,
    **{op: binary(f) for op, f in {**ARITHMETIC, **EXTREME, **COMPARISONS, **LOGICAL}.items()},
    "clamp": lambda x, min=None, max=None: torch.clamp(x, min, max),
    "where": torch.where,
    "logicalNot": torch.logical_not,
    "isnan": torch.isnan,
    "isfinite": torch.isfinite,
}

SPECIAL = [float("nan"), float("inf"), float("-inf"), 0.0, -0.0, 1e308, -1e308, 5e-324]

# Name and shapes of both operands.
BROADCASTS = [
    ("same-shape", (2, 3), (2, 3)),
    ("row-right", (2, 3), (3,)),
    ("row-left", (3,), (2, 3)),
    ("column-right", (2, 3), (2, 1)),
    ("column-left", (2, 1), (2, 3)),
    ("both-ways", (2, 1), (1, 3)),
    ("three-axes", (2, 1, 3), (4, 1)),
    ("0-d-right", (2, 3), ()),
    ("0-d-left", (), (2, 3)),
    ("0-d-both", (), ()),
    ("empty-row", (0, 3), (3,)),
    ("empty-one", (2, 0), (1,)),
]


def cases():
    yield from unary_cases()
    yield from arithmetic_cases()
    yield from pow_cases()
    yield from extreme_cases()
    yield from clamp_cases()
    yield from truth_cases()


def unary_cases():
    for op in UNARY:
        draw = positive if op in POSITIVE_DOMAIN else Values
        yield op, "matrix", [draw(2, 3)]
        yield op, "0-d", [draw()]
        yield op, "empty", [draw(0)]
        yield op, "empty-middle", [draw(2, 0, 3)]
        yield op, "special", [floats(SPECIAL)], {}, False
    yield "gelu", "tanh-form", [Values(3, 4, low=-4, high=4)], {"approximate": "tanh"}
    yield "gelu", "tanh-form-0-d", [Values()], {"approximate": "tanh"}
    yield "gelu", "tanh-form-special", [floats(SPECIAL)], {"approximate": "tanh"}, False
    yield "softplus", "beta", [Values(2, 3)], {"beta": 2.0}
    yield "softplus", "threshold", [Values(6, low=-3, high=3)], {"beta": 2.0, "threshold": 3.0}
    around_zero = floats([-1.5, -0.0, 0.0, 0.5])
    for op in ("relu", "abs", "sign", "square", "sqrt", "rsqrt", "reciprocal", "log"):
        at = around_zero if op not in POSITIVE_DOMAIN else floats([0.0, 0.5])
        yield op, "at-zero", [at]
    large = floats([-1000.0, -40.0, -21.0, -20.0, 20.0, 21.0, 40.0, 1000.0])
    for op in ("tanh", "sigmoid", "gelu", "silu", "softplus", "erf", "relu"):
        yield op, "large", [large]
    yield "gelu", "tanh-form-large", [large], {"approximate": "tanh"}
    yield "exp", "large", [floats([-1000.0, -745.0, -700.0, 700.0, 709.0])]
    tiny = floats([-1e-8, 1e-8, 1e-300, -1e-300])
    for op in ("tanh", "erf", "gelu", "silu", "sin", "sigmoid", "softplus"):
        yield op, "tiny", [tiny]
    yield "neg", "int64", [longs([[1, -2], [0, 3]])]
    yield "abs", "int64", [longs([[1, -2], [0, 3]])]
    yield "sign", "int64", [longs([[1, -2], [0, 3]])]
    yield "square", "int64", [longs([[1, -2], [0, 3]])]
    yield "relu", "int64", [longs([[1, -2], [0, 3]])]


def arithmetic_cases():
    for op in ARITHMETIC:
        left = positive if op == "pow" else Values
        right = positive if op == "div" else Values
        for name, a, b in BROADCASTS:
            yield op, name, [left(*a), right(*b)]
        for name, n in (("number-right", 2.5), ("integer-right", 3), ("number-negative", -1.5)):
            yield op, name, [left(2, 3)], {"other": n}
        yield op, "number-left", [right(2, 3)], {"left": 2.5}
        yield op, "number-0-d", [left()], {"other": 2}
    for op in ("add", "sub", "mul", "div"):
        a = floats([[v] for v in SPECIAL])
        yield op, "special", [a, floats(SPECIAL)], {}, False
    yield "div", "by-zero", [floats([1.0, -1.0, 0.0]), floats([0.0, 0.0, 0.0])], {}, False
    yield "div", "int64", [longs([7, -7, 1]), longs([2, 2, 3])], {}, False
    for op in ("add", "sub", "mul"):
        yield op, "int64", [longs([[7, -7, 1]]), longs([[2], [3]])]


def pow_cases():
    signed = floats([-2.0, -0.5, 0.0, 0.5, 3.0])
    for n in (0, 1, 2, 3, 4, 0.0, 1.0, 2.0, 3.0):
        yield "pow", f"signed-base-number-{n}", [signed], {"other": n}
    for n in (-1, -2, 0.5, -0.5, 1.5):
        yield "pow", f"base-number-{n}", [floats([0.25, 0.5, 1.0, 3.0])], {"other": n}
    yield "pow", "zero-base-number-0.5", [floats([0.0, 1.0])], {"other": 0.5}
    yield "pow", "zero-base-number-1.5", [floats([0.0, 1.0])], {"other": 1.5}
    yield "pow", "zero-base", [floats([0.0] * 5), floats([0.0, 0.5, 1.0, 2.0, 3.5])]
    yield "pow", "zero-base-negative-exponent", [floats([0.0]), floats([-1.0])], {}, False
    yield "pow", "zero-exponent", [floats([-2.0, 0.5, 3.0]), floats([0.0, 0.0, 0.0])], {}, False
    yield "pow", "zero-exponent-positive-base", [positive(3), floats([0.0, 0.0, 0.0])]
    yield "pow", "negative-base", [floats([-2.0] * 4), floats([2.0, 3.0, -1.0, 0.5])], {}, False
    yield "pow", "number-left-zero", [floats([0.0, 1.0, 2.5])], {"left": 0.0}
    yield "pow", "number-left-one", [floats([0.0, 1.0, -2.5])], {"left": 1.0}
    specials = [float("nan"), float("inf"), float("-inf"), 0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -3.0]
    yield "pow", "special", [floats([[v] for v in specials]), floats(specials)], {}, False
    yield "pow", "int64", [longs([[-2, 0, 3]]), longs([[0], [1], [3]])]


def extreme_cases():
    for op in EXTREME:
        for name, a, b in BROADCASTS:
            yield op, name, [Values(*a), Values(*b)]
        yield op, "ties", [floats([1.0, 2.0, -1.0, 0.0]), floats([1.0, 3.0, -1.0, -0.0])]
        yield op, "ties-broadcast", [floats([[1.0, 2.0], [2.0, 1.0]]), floats([2.0])]
        a = floats([[v] for v in SPECIAL])
        yield op, "special", [a, floats(SPECIAL)], {}, False


def clamp_cases():
    x = floats([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0])
    yield "clamp", "at-bounds", [x], {"min": -1.0, "max": 1.0}
    yield "clamp", "min-only", [x], {"min": 0.0}
    yield "clamp", "max-only", [x], {"max": 0.5}
    yield "clamp", "min-above-max", [x], {"min": 1.0, "max": -1.0}
    yield "clamp", "matrix", [Values(3, 4)], {"min": -0.7, "max": 1.1}
    yield "clamp", "0-d", [Values()], {"min": 5, "max": 6}
    yield "clamp", "empty", [Values(0, 2)], {"min": 0, "max": 1}
    yield "clamp", "special", [floats(SPECIAL)], {"min": -1.0, "max": 1.0}, False


def truth_cases():
    a = floats([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
    for op in COMPARISONS:
        yield op, "broadcast", [a, floats([1.0, 2.0, 2.0])]
        yield op, "number", [a], {"other": 2}
        yield op, "special", [floats([[v] for v in SPECIAL]), floats(SPECIAL)], {}, False
        yield op, "int64", [longs([1, 2, 3]), longs([[2], [3]])]
        yield op, "bool", [bools([False, True]), bools([[False], [True]])]
        yield op, "empty", [Values(0, 3), Values(3)]
    for op in LOGICAL:
        yield op, "bool", [bools([False, True]), bools([[False], [True]])]
        yield op, "numbers", [floats([0.0, -0.0, 0.5, float("nan")]), floats([[0.0], [-2.0]])]
        yield op, "int64", [longs([0, 2]), longs([[0], [-1]])]
    yield "logicalNot", "bool", [bools([[False, True]])]
    yield "logicalNot", "numbers", [floats([0.0, -0.0, 0.5, float("nan")])]
    yield "logicalNot", "int64", [longs([0, 2])]
    yield "isnan", "special", [floats(SPECIAL)]
    yield "isfinite", "special", [floats(SPECIAL)]
    mask = bools([[True, False, True], [False, False, True]])
    yield "where", "matrix", [mask, Values(2, 3), Values(2, 3)]
    yield "where", "broadcast-values", [mask, Values(2, 1), Values(3)]
    yield "where", "broadcast-mask", [bools([True, False, False]), Values(2, 3), Values(2, 3)]
    yield "where", "0-d-values", [mask, Values(), Values()]
    yield "where", "0-d", [bools(True), Values(), Values()]
    yield "where", "empty", [bools([]), Values(0), Values(0)]
    # The side that is not chosen must not reach the gradient, however bad it is.
    yield "where", "unchosen-infinite", [
        bools([True, False]),
        floats([1.0, float("inf")]),
        floats([float("nan"), 2.0]),
    ]
