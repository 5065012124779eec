"""Runs a worksheet under real PyTorch and records the gradient of each of its steps.

The worksheet is executed as it stands, except that after every top-level assignment the name
is noted, and that a float tensor which does not require a gradient is made to: Chainrule
shows the gradient of every step. PyTorch records nothing under `no_grad`, so the steps of a
forward pass inside one have no gradient here.
"""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

import torch


class NoteSteps(ast.NodeTransformer):
    """Adds a call of `__step__(name, ...)` after each top-level statement that writes names.

    The variable of a `for` is only seen (`__see__`): what it names has an owner elsewhere.
    """

    def visit_FunctionDef(self, node):
        return node

    def visit_ClassDef(self, node):
        return node

    def visit_Lambda(self, node):
        return node

    def visit_Assign(self, node):
        target = node.targets[0]
        if isinstance(target, ast.Attribute) and target.attr == "requires_grad":
            return self.call(node, "__require__", [target.value, node.value])
        return [node, *self.notes(node, node.targets)]

    def visit_AugAssign(self, node):
        return [node, *self.notes(node, [node.target])]

    def visit_Expr(self, node):
        call = node.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            return node
        if call.func.attr == "backward" and not call.keywords:
            # What is computed once before a loop now has a graph too, and is needed again.
            call.keywords = [ast.keyword("retain_graph", ast.Constant(True))]
        writes = call.func.attr.endswith("_")
        return [node, *self.notes(node, [call.func.value])] if writes else node

    def visit_For(self, node):
        self.generic_visit(node)
        node.body = [*self.notes(node, [node.target], "__see__"), *node.body]
        return node

    def notes(self, node, targets, function="__step__"):
        names = [ast.Constant(name) for target in targets for name in written(target)]
        return [self.call(node, function, names)] if names else []

    def call(self, node, function, arguments):
        call = ast.Call(ast.Name(function, ast.Load()), arguments, [])
        return ast.copy_location(ast.Expr(call), node)


def written(target):
    """The names that an assignment to `target` writes; for `a[i]` and `a.data`, that is `a`."""
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for element in target.elts for name in written(element)]
    if isinstance(target, (ast.Subscript, ast.Attribute, ast.Starred)):
        return written(target.value)
    return []


@dataclass
class Captured:
    """What a name was when a loss was computed; no `grad` where the loss does not depend on it."""

    value: torch.Tensor
    grad: torch.Tensor | None


class Run:
    """One execution of a worksheet under PyTorch, with the gradients of each of its losses."""

    def __init__(self, path):
        source = Path(path).read_text(encoding="utf-8")
        tree = ast.parse(source, filename=str(path))
        self.losses = loss_names(tree)
        self.clock = 0  # steps so far
        self.captures = {}  # loss name -> {name: Captured}
        self.captured_at = {}  # loss name -> number of the step
        self.written_at = {}  # name -> number of the step that wrote it last
        self.names = {
            "__name__": "__main__",
            "__step__": self.step,
            "__see__": self.see,
            "__require__": require,
        }
        loss_lines = [node.lineno for node in ast.walk(tree) if is_write(node, self.losses)]
        self.last_forward_line = max(loss_lines, default=0)
        code = ast.fix_missing_locations(NoteSteps().visit(tree))
        exec(compile(code, str(path), "exec"), self.names)
        self.losses = [name for name in self.losses if name in self.captures]

    def see(self, *names):
        for name in names:
            self.clock += 1
            self.written_at[name] = self.clock

    def step(self, *names):
        self.see(*names)
        line = sys._getframe(1).f_lineno
        for name in names:
            if line <= self.last_forward_line:
                self.names[name] = recorded(self.names[name])
        for name in names:
            if name in self.losses:
                self.capture(name)

    def capture(self, loss_name):
        loss = self.names[loss_name]
        if not isinstance(loss, torch.Tensor) or loss.numel() != 1 or not loss.requires_grad:
            return
        tensors = {name: value for name, value in self.names.items() if is_float(value)}
        inputs = {name: value for name, value in tensors.items() if value.requires_grad}
        grads = torch.autograd.grad(
            loss.sum(), list(inputs.values()), retain_graph=True, allow_unused=True
        )
        grad_of = dict(zip(inputs, grads))
        self.captures[loss_name] = {
            name: Captured(value.detach().clone(), grad_of.get(name))
            for name, value in tensors.items()
        }
        self.captured_at[loss_name] = self.written_at[loss_name]

    def find(self, name):
        """The loss that a name has a path to, in the order of the losses, and what it was then."""
        known = [
            (loss, self.captures[loss][name])
            for loss in self.losses
            if name in self.captures[loss]
        ]
        reached = [(loss, captured) for loss, captured in known if captured.grad is not None]
        return (reached or known or [(None, None)])[0]

    def hand_gradients(self):
        """Pairs (name of the hand gradient, name of the variable), as the design defines them."""
        for name, written_at in self.written_at.items():
            for prefix in ("dloss_d", "dL_d", "grad_", "d"):
                of = name.removeprefix(prefix)
                loss, captured = self.find(of) if of != name else (None, None)
                if captured is not None and written_at > self.captured_at[loss]:
                    yield name, of
                    break


def recorded(value):
    """The value with a gradient of its own, if it is a float tensor that has none.

    A copy of a leaf rather than a leaf, since PyTorch forbids writing into a leaf in place.
    """
    if not is_float(value) or value.requires_grad:
        return value
    copy = value.detach().clone().requires_grad_().clone()
    copy.retain_grad()
    return copy


def require(tensor, required):
    """Does `tensor.requires_grad = required`, which the copies of `recorded` do not permit."""
    if tensor.is_leaf:
        tensor.requires_grad = required


def is_float(value):
    return isinstance(value, torch.Tensor) and value.is_floating_point()


def is_write(node, names):
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return isinstance(node, (ast.Assign, ast.AugAssign)) and any(
        name in names for target in targets for name in written(target)
    )


def loss_names(tree):
    """What `.backward()` is called on, then `loss`, then `L`."""
    called = [
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "backward"
        and isinstance(node.func.value, ast.Name)
    ]
    return list(dict.fromkeys([*called, "loss", "L"]))
