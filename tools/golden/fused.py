"""Losses, normalisations and attention."""

import math
import warnings

import torch
import torch.nn.functional as F

from recorder import Values, bools, floats, longs, positive


def batch_norm(x, *parameters, training=True, unbiased=False, eps=1e-5):
    """PyTorch's own, over every axis but the second. It knows only the variance over n in
    training; the one over n − 1 is PyTorch's formula with that single change. Not training, the
    last two inputs are the running mean and variance, which get no gradient."""
    if not training:
        *affine, mean, variance = parameters
        running = (mean.detach(), variance.detach())
        return F.batch_norm(x, *running, *affine, training=False, eps=eps)
    if not unbiased:
        return F.batch_norm(x, None, None, *parameters, training=True, eps=eps)
    axes = [d for d in range(x.dim()) if d != 1]
    column = [1, -1] + [1] * (x.dim() - 2)
    spread = torch.sqrt(x.var(axes, unbiased=True, keepdim=True) + eps)
    y = (x - x.mean(axes, keepdim=True)) / spread
    if parameters:
        weight, bias = parameters
        y = y * weight.reshape(column) + bias.reshape(column)
    return y


def attention(query, key, value, mask=None, isCausal=False):
    """softmax(q kᵀ / √d + mask) v, as PyTorch documents it; public there only from 2.0 on. A bool
    mask is true where a query may look."""
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if isCausal:
        allowed = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
        scores = scores.masked_fill(~allowed, -math.inf)
    elif mask is not None and mask.dtype == torch.bool:
        scores = scores.masked_fill(~mask, -math.inf)
    elif mask is not None:
        scores = scores + mask
    return torch.softmax(scores, -1) @ value


APPLY = {
    "crossEntropy": F.cross_entropy,
    "mseLoss": F.mse_loss,
    "binaryCrossEntropyWithLogits": F.binary_cross_entropy_with_logits,
    "batchNorm": batch_norm,
    "layerNorm": lambda x, *affine, normalizedShape, eps=1e-5: F.layer_norm(
        x, normalizedShape, *affine, eps=eps
    ),
    "scaledDotProductAttention": attention,
}

# mseLoss/broadcast is meant: that the loss broadcasts at all is what the case records.
warnings.filterwarnings("ignore", message="Using a target size")

REDUCTIONS = ("mean", "sum", "none")


def cases():
    yield from cross_entropy_cases()
    yield from two_sided_loss_cases()
    yield from batch_norm_cases()
    yield from layer_norm_cases()
    yield from attention_cases()


def cross_entropy_cases():
    op = "crossEntropy"
    soft = floats([[0.2, 0.5, 0.3], [1.0, 0.0, 0.0]])
    for reduction in REDUCTIONS:
        given = {"reduction": reduction}
        yield op, f"classes-{reduction}", [Values(3, 4), longs([1, 3, 1])], given
        yield op, f"soft-{reduction}", [Values(2, 3), soft], given
        yield op, f"positions-{reduction}", [Values(2, 3, 2), longs([[0, 2], [1, 1]])], given
    yield op, "default", [Values(3, 4), longs([0, 0, 2])]
    yield op, "one-row", [Values(1, 3), longs([2])]
    yield op, "no-batch", [Values(3), longs(1)]
    yield op, "no-batch-soft", [Values(3), floats([0.1, 0.2, 0.7])]
    yield op, "soft-not-normalised", [Values(2, 3), Values(2, 3)]
    yield op, "soft-positions", [Values(2, 3, 2), Values(2, 3, 2)]
    yield op, "large", [floats([[1000.0, 0.0], [-1000.0, 0.0]]), longs([0, 0])]
    yield op, "masked-logit", [floats([[1.0, -math.inf, 2.0]]), longs([2])]
    yield op, "empty-none", [Values(0, 3), longs([])], {"reduction": "none"}
    yield op, "empty-sum", [Values(0, 3), longs([])], {"reduction": "sum"}
    yield op, "empty-mean", [Values(0, 3), longs([])], {}, False


def two_sided_loss_cases():
    for reduction in REDUCTIONS:
        given = {"reduction": reduction}
        yield "mseLoss", f"matrix-{reduction}", [Values(2, 3), Values(2, 3)], given
        yield "binaryCrossEntropyWithLogits", f"matrix-{reduction}", [
            Values(2, 3, low=-4, high=4),
            Values(2, 3, low=0, high=1),
        ], given
    yield "mseLoss", "default", [Values(4), Values(4)]
    yield "mseLoss", "0-d", [Values(), Values()]
    yield "mseLoss", "broadcast", [Values(2, 3), Values(2, 1)]
    yield "mseLoss", "empty-sum", [Values(0), Values(0)], {"reduction": "sum"}
    yield "mseLoss", "empty-mean", [Values(0), Values(0)], {}, False
    op = "binaryCrossEntropyWithLogits"
    yield op, "default", [Values(4), floats([0.0, 1.0, 1.0, 0.0])]
    yield op, "at-zero", [floats([0.0, 0.0, -0.0]), floats([0.0, 1.0, 0.5])], {"reduction": "none"}
    yield op, "large", [floats([800.0, -800.0, 800.0, -800.0]), floats([1.0, 0.0, 0.0, 1.0])], {
        "reduction": "none"
    }
    yield op, "0-d", [Values(), floats(1.0)]


def batch_norm_cases():
    op = "batchNorm"
    for unbiased in (False, True):
        name = "bessel" if unbiased else "biased"
        given = {"unbiased": unbiased}
        yield op, f"{name}-matrix", [Values(4, 3), positive(3), Values(3)], given
        yield op, f"{name}-plain", [Values(4, 3)], given
        yield op, f"{name}-three-axes", [Values(2, 3, 2), positive(3), Values(3)], given
        yield op, f"{name}-two-rows", [Values(2, 3), positive(3), Values(3)], given
        yield op, f"{name}-eps", [Values(3, 2), positive(2), Values(2)], {**given, "eps": 0.1}
        constant = floats([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]])
        yield op, f"{name}-constant-column", [constant, positive(2), Values(2)], given
    running = [Values(3), positive(3)]
    given = {"training": False}
    yield op, "running", [Values(4, 3), positive(3), Values(3), *running], given
    yield op, "running-one-row", [Values(1, 3), positive(3), Values(3), *running], given


def layer_norm_cases():
    op = "layerNorm"
    yield op, "rows", [Values(2, 4), positive(4), Values(4)], {"normalizedShape": [4]}
    yield op, "plain", [Values(2, 4)], {"normalizedShape": [4]}
    yield op, "three-axes", [Values(2, 2, 3), positive(3), Values(3)], {"normalizedShape": [3]}
    yield op, "two-normalised", [Values(2, 2, 3), positive(2, 3), Values(2, 3)], {
        "normalizedShape": [2, 3]
    }
    yield op, "vector", [Values(4), positive(4), Values(4)], {"normalizedShape": [4]}
    yield op, "eps", [Values(2, 3), positive(3), Values(3)], {"normalizedShape": [3], "eps": 0.1}
    yield op, "constant-row", [floats([[2.0, 2.0, 2.0], [1.0, 2.0, 4.0]])], {"normalizedShape": [3]}
    yield op, "no-rows", [Values(0, 3), positive(3), Values(3)], {"normalizedShape": [3]}


def attention_cases():
    op = "scaledDotProductAttention"

    def heads(*shape, keys=None):
        *batch, length, size = shape
        longer = (*batch, keys or length, size)
        return [Values(*shape), Values(*longer), Values(*longer)]

    yield op, "matrices", heads(3, 2)
    yield op, "causal-matrices", heads(3, 2), {"isCausal": True}
    yield op, "heads", heads(2, 2, 2, 2)
    yield op, "causal-heads", heads(2, 1, 3, 2), {"isCausal": True}
    yield op, "more-keys", heads(1, 2, 2, keys=3)
    yield op, "wider-values", [Values(2, 2), Values(2, 2), Values(2, 3)], {"isCausal": True}
    may_look = bools([[True, False, True], [True, True, False], [False, False, True]])
    yield op, "bool-mask", heads(3, 2) + [may_look]
    yield op, "float-mask", heads(3, 2) + [Values(3, 3)]
