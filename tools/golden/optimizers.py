"""Records 20 steps of PyTorch's optimisers, its schedules and clipping, for nn's golden tests.

Run: /usr/bin/python3 tools/golden/optimizers.py   (Debian's python3-torch, 1.13)
Writes to nn/src/test/resources/golden:

  optimizers.json, an array of cases
    {"id", "rule", "dtype", "groups": [{"rate", "settings"}], "rates": [[...] a step] or null,
     "start": [tensor, ...], "gradients": [[[...] or null, ...] a step], "parameters": the same}
    one parameter a group, or all in the only one; a gradient is null where there was none;
  schedules.json, an array of {"id", "rates": [...]};
  clip.json, an array of {"id", "max", "gradients": [[...], ...], "norm", "clipped"}.
"""

from pathlib import Path

import torch
from torch import optim

from recorder import DTYPES, Values, flat, tensor, write

GOLDEN = Path(__file__).resolve().parents[2] / "nn/src/test/resources/golden"
STEPS = 20
SHAPES = [(2, 3), (3,), ()]

RULES = {
    "Sgd": optim.SGD,
    "Adam": optim.Adam,
    "AdamW": optim.AdamW,
    "RmsProp": optim.RMSprop,
    "Adagrad": optim.Adagrad,
}

ONE_GROUP = [
    ("Sgd", "plain", 0.1, {}),
    ("Sgd", "decay", 0.1, {"weight_decay": 0.2}),
    ("Sgd", "momentum", 0.1, {"momentum": 0.9, "weight_decay": 0.05}),
    ("Sgd", "dampening", 0.1, {"momentum": 0.8, "dampening": 0.3}),
    ("Sgd", "nesterov", 0.1, {"momentum": 0.9, "nesterov": True, "weight_decay": 0.05}),
    ("Adam", "default", 1e-3, {}),
    ("Adam", "settings", 0.1, {"betas": [0.8, 0.95], "eps": 1e-3, "weight_decay": 0.1}),
    ("AdamW", "default", 1e-3, {}),
    ("AdamW", "settings", 0.1, {"betas": [0.8, 0.95], "eps": 1e-3, "weight_decay": 0.1}),
    ("RmsProp", "default", 1e-2, {}),
    ("RmsProp", "momentum", 0.05, {"momentum": 0.9, "alpha": 0.9, "weight_decay": 0.1}),
    ("RmsProp", "centered", 0.05, {"centered": True, "alpha": 0.9, "eps": 1e-4}),
    (
        "RmsProp",
        "all",
        0.05,
        {"centered": True, "alpha": 0.9, "eps": 1e-4, "momentum": 0.5, "weight_decay": 0.1},
    ),
    ("Adagrad", "default", 1e-2, {}),
    (
        "Adagrad",
        "settings",
        0.1,
        {"lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-6},
    ),
]


def run(name, rule, dtype, groups, missing=(), schedule=None):
    """Gradients are given, not computed, so that a case shows the optimiser alone."""
    generator = torch.Generator().manual_seed(2026)
    start = [Values(*shape).draw(generator).to(dtype) for shape in SHAPES]
    parameters = [p.clone().requires_grad_() for p in start]
    parts = [parameters] if len(groups) == 1 else [[p] for p in parameters]
    optimizer = RULES[rule](
        [{"params": p, "lr": rate, **settings} for p, (rate, settings) in zip(parts, groups)],
        lr=groups[0][0],
        **groups[0][1],  # Adagrad takes what its sums begin with from here alone
    )
    scheduler = schedule(optimizer) if schedule else None
    gradients, after, rates = [], [], []
    for step in range(STEPS):
        for i, p in enumerate(parameters):
            drawn = Values(*p.shape).draw(generator).to(dtype)
            p.grad = None if (step, i) in missing else drawn
        gradients.append([None if p.grad is None else flat(p.grad) for p in parameters])
        rates.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step()
        if scheduler:
            scheduler.step()
        after.append([flat(p) for p in parameters])
    return {
        "id": f"{rule}/{name}/{DTYPES[dtype]}",
        "rule": rule,
        "dtype": DTYPES[dtype],
        "groups": [{"rate": rate, "settings": settings} for rate, settings in groups],
        "rates": rates if scheduler else None,
        "start": [tensor(p) for p in start],
        "gradients": gradients,
        "parameters": after,
    }


def optimizer_cases():
    late = {(step, 1) for step in (0, 1, 5)}
    for dtype in (torch.float64, torch.float32):
        for rule, name, rate, settings in ONE_GROUP:
            yield run(name, rule, dtype, [(rate, settings)])
        for rule, settings in (("Sgd", {"momentum": 0.9, "dampening": 0.5}), ("Adam", {})):
            yield run("late-gradient", rule, dtype, [(0.1, settings)], late)
        groups = [
            (0.1, {"betas": [0.9, 0.95], "weight_decay": 0.1}),
            (0.01, {"betas": [0.8, 0.9], "weight_decay": 0.0}),
            (0.2, {"betas": [0.9, 0.95], "weight_decay": 0.1}),
        ]
        cosine = lambda o: optim.lr_scheduler.CosineAnnealingLR(o, STEPS)
        yield run("groups-cosine", "AdamW", dtype, groups, late, cosine)
        steps = lambda o: optim.lr_scheduler.MultiStepLR(o, [5, 12])
        yield run("steps", "Sgd", dtype, [(0.1, {"momentum": 0.9})], (), steps)


def schedule_cases():
    lr = optim.lr_scheduler
    yield "steps", 0.1, lambda o: lr.MultiStepLR(o, [5, 12])
    yield "cosine", 0.1, lambda o: lr.CosineAnnealingLR(o, 19, 0.01)
    yield "linear", 0.1, lambda o: lr.LinearLR(o, 0.5, 0.25, 10)
    yield "warm-up-cosine", 0.1, lambda o: lr.SequentialLR(
        o, [lr.LinearLR(o, 1 / 4, 1, 3), lr.CosineAnnealingLR(o, 15)], [4]
    )


def record_schedule(name, rate, make):
    parameter = torch.zeros(1, requires_grad=True)
    optimizer = optim.SGD([parameter], lr=rate)
    scheduler = make(optimizer)
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return {"id": name, "rates": rates}


def record_clip(name, limit):
    generator = torch.Generator().manual_seed(11)
    parameters = [torch.zeros(s, dtype=torch.float64, requires_grad=True) for s in SHAPES]
    for p in parameters:
        p.grad = Values(*p.shape).draw(generator)
    gradients = [flat(p.grad) for p in parameters]
    norm = None
    if name.startswith("norm"):
        norm = torch.nn.utils.clip_grad_norm_(parameters, limit).item()
    else:
        torch.nn.utils.clip_grad_value_(parameters, limit)
    return {
        "id": name,
        "max": limit,
        "gradients": gradients,
        "norm": norm,
        "clipped": [flat(p.grad) for p in parameters],
    }


if __name__ == "__main__":
    write(GOLDEN / "optimizers.json", list(optimizer_cases()))
    write(GOLDEN / "schedules.json", [record_schedule(*case) for case in schedule_cases()])
    write(
        GOLDEN / "clip.json",
        [record_clip("norm", 0.75), record_clip("norm-within", 100.0), record_clip("value", 0.5)],
    )
