"""Products: matmul in all its shapes, outer, dot, linear, einsum."""

import torch
import torch.nn.functional as F

from recorder import Values, longs

APPLY = {
    "matmul": torch.matmul,
    "outer": torch.outer,
    "dot": torch.dot,
    "linear": F.linear,
    "einsum": lambda *x, equation: torch.einsum(equation, *x),
}

MATMUL = [
    ("matrices", (2, 3), (3, 4)),
    ("vectors", (3,), (3,)),
    ("matrix-vector", (2, 3), (3,)),
    ("vector-matrix", (3,), (3, 4)),
    ("batch", (2, 2, 3), (2, 3, 2)),
    ("batch-matrix", (2, 2, 3), (3, 2)),
    ("matrix-batch", (2, 3), (2, 3, 2)),
    ("batch-vector", (2, 2, 3), (3,)),
    ("vector-batch", (3,), (2, 3, 2)),
    ("batch-broadcast", (2, 1, 2, 3), (3, 3, 2)),
    ("batch-broadcast-both", (2, 1, 1, 2), (1, 3, 2, 1)),
    ("row-column", (1, 3), (3, 1)),
    ("column-row", (3, 1), (1, 3)),
    ("no-rows", (0, 3), (3, 2)),
    ("no-inner", (2, 0), (0, 3)),
    ("no-batch", (0, 2, 3), (3, 2)),
    ("empty-vectors", (0,), (0,)),
]

LINEAR = [
    ("matrix", (2, 3), (4, 3), (4,)),
    ("matrix-no-bias", (2, 3), (4, 3), None),
    ("vector", (3,), (4, 3), (4,)),
    ("vector-no-bias", (3,), (4, 3), None),
    ("three-axes", (2, 2, 3), (4, 3), (4,)),
    ("three-axes-no-bias", (2, 2, 3), (4, 3), None),
    ("no-rows", (0, 3), (4, 3), (4,)),
]

EINSUM = [
    ("ij,jk->ik", (2, 3), (3, 4)),
    ("ij,jk", (2, 3), (3, 2)),
    ("ik,jk->ij", (2, 3), (4, 3)),
    ("ij,ij->", (2, 3), (2, 3)),
    ("ij,ij->i", (2, 3), (2, 3)),
    ("ij,j->i", (2, 3), (3,)),
    ("i,j->ij", (2,), (3,)),
    ("i,i->", (3,), (3,)),
    ("ij,k->ki", (2, 2), (3,)),
    ("bij,bjk->bik", (2, 2, 3), (2, 3, 2)),
    ("bij,jk->bik", (2, 2, 3), (3, 2)),
    ("bhqd,bhkd->bhqk", (2, 1, 2, 3), (2, 1, 3, 3)),
    ("...ij,...jk->...ik", (2, 2, 3), (3, 2)),
    ("bi,bj->bij", (2, 3), (2, 2)),
    ("bi,ijk,bk->bj", (2, 2), (2, 3, 2), (2, 2)),
    ("ij->ji", (2, 3)),
    ("ij->j", (2, 3)),
    ("ij->", (2, 3)),
    ("ba", (2, 3)),
    ("ii->i", (3, 3)),
    ("ii", (3, 3)),
]


def cases():
    for name, a, b in MATMUL:
        yield "matmul", name, [Values(*a), Values(*b)]
    yield "matmul", "int64", [longs([[1, 2], [3, 4]]), longs([[5, 6], [7, 8]])]
    yield "outer", "vectors", [Values(2), Values(3)]
    yield "outer", "one", [Values(1), Values(1)]
    yield "outer", "empty", [Values(0), Values(3)]
    yield "dot", "vectors", [Values(4), Values(4)]
    yield "dot", "empty", [Values(0), Values(0)]
    for name, x, weight, bias in LINEAR:
        inputs = [Values(*x), Values(*weight)] + ([] if bias is None else [Values(*bias)])
        yield "linear", name, inputs
    for equation, *shapes in EINSUM:
        yield "einsum", equation, [Values(*s) for s in shapes], {"equation": equation}
