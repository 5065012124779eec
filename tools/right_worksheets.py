#!/usr/bin/python3
"""Runs right worksheets under real PyTorch in float64: hand gradients against autograd.

    tools/right_worksheets.py DIR    a folder that `chainrule bench doctor --write DIR` wrote

In float64 rounding is nine digits below the tolerance, so what differs is wrong. Needs PyTorch
(Debian: apt-get install python3-torch). The exit code is 0 if every gradient is right, 1 if not.
"""

import sys
from pathlib import Path

import torch
from pytorch_run import Run

# Relative to the largest entry of a gradient; the floor is for those that are zero by theorem.
RELATIVE = 1e-9
FLOOR = 1e-12


def mistakes(path):
    """The hand gradients of a worksheet that differ from autograd's, and how many there are."""
    run = Run(path)
    found = []
    count = 0
    for name, of in run.hand_gradients():
        _, captured = run.find(of)
        truth = torch.zeros_like(captured.value) if captured.grad is None else captured.grad
        hand = torch.as_tensor(run.names[name]).detach().to(truth.dtype)
        count += 1
        if hand.shape != truth.shape:
            found.append(f"{name}: shape {list(hand.shape)} for {list(truth.shape)}")
        elif truth.numel():
            apart = (hand - truth).abs().max().item()
            if not apart <= RELATIVE * truth.abs().max().item() + FLOOR:
                found.append(f"{name}: differs by {apart:.3g}")
    return found, count


def main():
    if len(sys.argv) != 2:
        print("right_worksheets: needs one folder of worksheets", file=sys.stderr)
        sys.exit(2)
    torch.set_default_dtype(torch.float64)
    torch.Tensor.float = torch.Tensor.double
    files = sorted(Path(sys.argv[1]).glob("*.py"))
    wrong = 0
    gradients = 0
    for file in files:
        try:
            found, count = mistakes(file)
        except Exception as problem:
            found, count = [f"{type(problem).__name__}: {problem}"], 0
        gradients += count
        wrong += bool(found)
        for line in found:
            print(f"{file.name}: {line}")
    print(f"{len(files) - wrong} of {len(files)} worksheets right, {gradients} gradients")
    sys.exit(1 if wrong or not files else 0)


if __name__ == "__main__":
    main()
