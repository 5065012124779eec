#!/usr/bin/python3
"""Runs the snippets of worksheets that the tests use under real PyTorch, and records what they leave.

Run: /usr/bin/python3 tools/worksheets/snippets.py   (Debian's python3-torch, 1.13)
Reads worksheet/src/test/resources/pytorch/*.txt, writes recorded.json beside them.

A file holds snippets, each under a line `## name`. A line `#! text` says that the snippet is an
error, with Chainrule's text for it; PyTorch must refuse it too, unless a line `#~ reason` says why
it does not. Each snippet runs on its own, behind the line PREAMBLE, which is its line 1.

Recorded for each: {"name", "source", "error": text or null, "output", "variables": {name: value}},
where a tensor is {"dtype", "shape", "data", "requires_grad", "grad"}, `data` and `grad` flat, and
other values are {"int"|"float"|"bool"|"str"|"list"|"tuple": ...}.
"""

import contextlib
import io
import json
import math
import sys
import warnings
from pathlib import Path

import torch
import torch.nn.functional as F

FOLDER = Path(__file__).resolve().parents[2] / "worksheet/src/test/resources/pytorch"
PREAMBLE = "import torch, torch.nn.functional as F, math"


def attention(query, key, value, attn_mask=None, is_causal=False):
    """What newer PyTorch has under this name."""
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.size(-1))
    if is_causal:
        attn_mask = torch.ones(scores.shape[-2:]).tril().bool()
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        scores = scores.masked_fill(~attn_mask, float("-inf"))
    elif attn_mask is not None:
        scores = scores + attn_mask
    return scores.softmax(-1) @ value


def snippets(text):
    for part in text.split("## ")[1:]:
        name, _, rest = part.partition("\n")
        error, accepted, lines = None, False, []
        for line in rest.rstrip().split("\n"):
            if line.startswith("#! "):
                error = line[3:]
            elif line.startswith("#~ "):
                accepted = True
            else:
                lines.append(line)
        yield name, error, accepted, PREAMBLE + "\n" + "\n".join(lines) + "\n"


def number(value):
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def flat(tensor):
    return [number(v) for v in tensor.detach().reshape(-1).tolist()]


def described(value):
    """The value as JSON; None for what is not compared."""
    if isinstance(value, torch.Tensor):
        has_grad = value.is_leaf or value.retains_grad
        grad = value.grad if has_grad else None
        return {
            "dtype": str(value.dtype).removeprefix("torch."),
            "shape": list(value.shape),
            "data": flat(value),
            "requires_grad": value.requires_grad,
            "grad": None if grad is None else flat(grad),
        }
    for kind in (bool, int, float, str):
        if type(value) is kind:
            return {kind.__name__: number(value)}
    if isinstance(value, (list, tuple)):
        return {"list" if isinstance(value, list) else "tuple": [described(v) for v in value]}
    return None


def run(source):
    names = {"__name__": "snippet"}
    output = io.StringIO()
    torch.manual_seed(0)
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(source, "snippet", "exec"), names)
    variables = {}
    for name, value in names.items():
        if not name.startswith("__"):
            known = described(value)
            if known is not None:
                variables[name] = known
    return output.getvalue(), variables


def record(place, name, error, accepted, source):
    case = {"name": f"{place}: {name}", "source": source, "error": error}
    try:
        case["output"], case["variables"] = run(source)
    except Exception as problem:
        if error is None:
            raise RuntimeError(f"{case['name']}: {problem}") from problem
        return case
    if error is not None:
        if not accepted:
            raise RuntimeError(f"{case['name']}: PyTorch does not refuse it")
        del case["output"], case["variables"]
    return case


def main():
    if not hasattr(F, "scaled_dot_product_attention"):
        F.scaled_dot_product_attention = attention
    cases, problems = [], []
    for file in sorted(FOLDER.glob("*.txt")):
        for name, error, accepted, source in snippets(file.read_text()):
            try:
                cases.append(record(file.stem, name, error, accepted, source))
            except RuntimeError as problem:
                problems.append(str(problem))
    if problems:
        sys.exit("\n".join(problems))
    lines = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / "recorded.json").write_text(f"[\n{lines}\n]\n")
    print(len(cases), "snippets")


if __name__ == "__main__":
    main()
