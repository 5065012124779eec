#!/usr/bin/python3
"""Shows worksheets side by side with real PyTorch.

    tools/side_by_side.py [FILE ...]                  PyTorch against `chainrule trace --json`
    tools/side_by_side.py --trace TRACE.json [FILE]   the same, with a trace that was kept
    tools/side_by_side.py --hand [FILE ...]           PyTorch alone: hand gradients against autograd

Without a FILE, the five examples. Needs PyTorch (Debian: apt-get install python3-torch).
The exit code is 0 if everything agrees, 1 if something differs, 2 if a file cannot be used.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import torch
from pytorch_run import Run

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ["three_parameters", "bag_of_words", "classifier_head", "ninja", "ninja_shortcuts"]

# Rounding of float32 may differ by this much of a tensor's largest entry. The floor is for
# gradients that are zero by theorem, where all there is to compare is noise.
RELATIVE = 1e-5
FLOOR = 1e-8


def tolerance(reference):
    return RELATIVE * largest(reference) + FLOOR


def largest(tensor):
    return tensor.double().abs().max().item() if tensor.numel() else 0.0


def difference(left, right):
    """The largest difference of two tensors of one shape; equal infinities and NaNs differ by 0."""
    left, right = left.double(), right.double()
    same = (left == right) | (left.isnan() & right.isnan())
    apart = (left - right).abs().masked_fill(same, 0.0)
    return largest(apart.nan_to_num(nan=float("inf"), posinf=float("inf")))


def run_worksheet(path):
    try:
        run = Run(path)
    except Exception as problem:
        unusable(f"{path}: {type(problem).__name__}: {problem}")
    if not run.losses:
        unusable(f"{path}: no loss (a scalar that depends on a float tensor) was found")
    return run


def unusable(message):
    print(f"side_by_side: {message}", file=sys.stderr)
    sys.exit(2)


def compare_by_hand(path):
    """Prints the comparison of hand gradients with autograd; returns whether all are right."""
    run = run_worksheet(path)
    loss = run.losses[0]
    print(f"{path}: {loss} = {run.names[loss].item():.6g}")
    right = True
    for name, of in run.hand_gradients():
        _, captured = run.find(of)
        truth = torch.zeros_like(captured.value) if captured.grad is None else captured.grad
        hand = torch.as_tensor(run.names[name]).detach()
        shape = list(truth.shape)
        if hand.numel() != truth.numel():
            verdict = f"WRONG: shape {list(hand.shape)} for {shape}"
            exact, apart = False, float("nan")
        else:
            apart = difference(hand.reshape(truth.shape), truth)
            exact = apart == 0.0
            verdict = "right" if apart <= tolerance(truth) else "WRONG"
            if verdict == "right" and hand.shape != truth.shape:
                verdict = f"right values, WRONG shape {list(hand.shape)}"
        right &= verdict == "right"
        approximate = apart <= tolerance(truth)
        print(f"  {name:24} {str(shape):14} exact {str(exact):5} "
              f"approximate {str(approximate):5} maxdiff {apart:.3g}  {verdict}")
    return right


def compare_with_trace(path, trace):
    """Prints PyTorch beside a trace of the same worksheet; returns whether all agrees."""
    if "error" in trace:
        print(f"{path}: {trace['error']['message']}")
        return False
    run = run_worksheet(path)
    steps = {step["name"]: step for step in trace["steps"]}
    print(f"{path}: {trace['loss']['name']} = {trace['loss']['value']}")
    print(f"  {'step':24} {'shape':14} {'value differs by':>18} {'gradient differs by':>20}")
    agrees = trace["loss"]["name"] == run.losses[0]
    if not agrees:
        print(f"  the loss is {run.losses[0]}, the trace has {trace['loss']['name']}")
    tensors = [name for name in run.written_at if isinstance(run.names[name], torch.Tensor)]
    for name in tensors:
        verdict, shape, value, grad = compare_step(run, name, steps.get(name))
        agrees &= verdict == "same"
        print(f"  {name:24} {str(shape):14} {value:>18} {grad:>20}  {verdict}")
    return agrees


def compare_step(run, name, step):
    loss, captured = run.find(name)
    value = run.names[name].detach() if captured is None else captured.value
    shape = list(value.shape)
    if step is None:
        return "not in the trace", shape, "", ""
    if step["shape"] != shape:
        return f"the trace has shape {step['shape']}", shape, "", ""
    value_apart, value_agrees = apart_from(step["value"], value)
    grad = None if captured is None else captured.grad
    if grad is None and step["grad"] is None:
        return ("same" if value_agrees else "DIFFERS"), shape, value_apart, "-"
    if step["grad"] is None and loss != run.losses[0]:
        # The trace shows the gradients of the first loss; this step reaches only a later one.
        return ("same" if value_agrees else "DIFFERS"), shape, value_apart, f"(of {loss})"
    grad = torch.zeros_like(value) if grad is None else grad
    grad_apart, grad_agrees = apart_from(step["grad"] or [0.0] * value.numel(), grad)
    return ("same" if value_agrees and grad_agrees else "DIFFERS"), shape, value_apart, grad_apart


def apart_from(flat, reference):
    """How far a flat list of the trace is from a tensor, and whether that is rounding."""
    if len(flat) != reference.numel():
        return f"{len(flat)} entries", False
    # A trace writes NaN and the infinities as strings, which float() reads.
    given = torch.tensor([float(entry) for entry in flat], dtype=torch.float64)
    apart = difference(given.reshape(reference.shape), reference)
    return f"{apart:.3g}", apart <= tolerance(reference)


def traces(files, kept):
    """One trace for each file: from a file that holds one JSON object a line, or from chainrule."""
    if kept:
        return [json.loads(line) for line in Path(kept).read_text().splitlines() if line.strip()]
    found = []
    for file in files:
        command = [str(ROOT / "chainrule"), "trace", "--json", str(file)]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        except OSError as problem:
            unusable(str(problem))
        if not done.stdout.strip():
            unusable(f"{' '.join(command)} gave no trace (exit {done.returncode})")
        found.append(json.loads(done.stdout))
    return found


def main():
    parser = argparse.ArgumentParser(description="Worksheets side by side with real PyTorch.")
    parser.add_argument("--hand", action="store_true", help="hand gradients against autograd only")
    parser.add_argument("--trace", metavar="JSON", help="a kept trace, one object a line")
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    files = options.files or [ROOT / "examples" / f"{name}.py" for name in EXAMPLES]
    if options.hand:
        results = [compare_by_hand(file) for file in files]
    else:
        found = traces(files, options.trace)
        if len(found) != len(files):
            unusable(f"{len(files)} worksheets, but {len(found)} traces")
        results = [compare_with_trace(file, trace) for file, trace in zip(files, found)]
    print("all agree" if all(results) else "NOT all agree")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
