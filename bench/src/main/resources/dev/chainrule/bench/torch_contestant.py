"""PyTorch, as a contestant: one thread unless the environment says otherwise."""

import os

from contestant import Unavailable, serve

try:
    import numpy
    import torch
    import torch.nn.functional as F
except ImportError as error:
    torch = None
    reason = str(error)

BATCH, RATE, COMPARED, SEED = 32, 0.1, 20, 42


def start():
    if torch is None:
        raise Unavailable(reason)
    torch.set_num_threads(int(os.environ.get("CHAINRULE_THREADS", "1")))
    return "PyTorch " + torch.__version__


def fingerprint(tensor):
    numbers = tensor.detach().double().flatten()
    entries = min(32, numbers.numel())
    picked = [numbers[i * numbers.numel() // entries].item() for i in range(entries)]
    return picked + [numbers.mean().item(), numbers.abs().mean().item()]


def read(task):
    """The inputs of a task by name, in its order."""
    return {
        entry["name"]: torch.from_numpy(
            numpy.fromfile(entry["file"], dtype=entry["type"]).reshape(entry["shape"])
        )
        for entry in task["inputs"]
    }


def character_step(task):
    settings, x = task["settings"], read(task)
    contexts, next_characters = x["contexts"], x["next"]
    names = ["embedding", "weight1", "bias1", "gain", "shift", "weight2", "bias2"]
    parameters = [x[name].requires_grad_() for name in names]
    table, weight1, bias1, gain, shift, weight2, bias2 = parameters
    divisor = BATCH - settings["correction"]
    torch.manual_seed(SEED)

    def plain(characters):
        inputs = F.embedding(characters, table).view(BATCH, -1) @ weight1 + bias1
        difference = inputs - inputs.sum(0, keepdim=True) / BATCH
        variance = (difference**2).sum(0, keepdim=True) / divisor
        normalized = difference * (variance + 1e-5) ** -0.5
        return torch.tanh(gain * normalized + shift) @ weight2 + bias2

    def fused(characters):
        inputs = F.linear(F.embedding(characters, table).view(BATCH, -1), weight1, bias1)
        normalized = F.batch_norm(inputs, None, None, gain, shift, training=True, eps=1e-5)
        return F.linear(torch.tanh(normalized), weight2, bias2)

    forward = fused if settings["fused"] else plain

    def step():
        rows = torch.randint(0, contexts.shape[0], (BATCH,))
        loss = F.cross_entropy(forward(contexts[rows]), next_characters[rows])
        for parameter in parameters:
            parameter.grad = None
        loss.backward()
        for parameter in parameters:
            parameter.data.add_(parameter.grad, alpha=-RATE)
        return loss.item()

    return lambda: [[step() for _ in range(COMPARED)]], step


def gpt_step(task):
    heads, batch = task["settings"]["heads"], task["settings"]["batch"]
    x = read(task)
    blocks, next_tokens = x.pop("blocks"), x.pop("next")
    parameters = {name: value.requires_grad_() for name, value in x.items()}
    layers = sum(name.endswith(".linear1.weight") for name in parameters)
    optimizer = torch.optim.AdamW(parameters.values(), lr=1e-3)
    vocabulary, channels = parameters["tokens"].shape
    length = blocks.shape[1]
    unseen = torch.ones(length, length, dtype=torch.bool).triu(1)
    torch.manual_seed(SEED)

    def attention(h, weight, bias, out_weight, out_bias):
        parts = F.linear(h, weight, bias).split(channels, -1)
        q, k, v = (part.view(batch, length, heads, -1).transpose(1, 2) for part in parts)
        scores = q @ k.mT * (channels // heads) ** -0.5
        attended = scores.masked_fill(unseen, -float("inf")).softmax(-1) @ v
        return F.linear(attended.transpose(1, 2).reshape(batch, length, -1), out_weight, out_bias)

    def norm(h, name):
        return F.layer_norm(h, (channels,), parameters[name + ".weight"], parameters[name + ".bias"])

    def linear(h, name):
        return F.linear(h, parameters[name + ".weight"], parameters[name + ".bias"])

    def block(h, name):
        own = ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"]
        weights = [parameters[f"{name}.self_attn.{part}"] for part in own]
        h = h + attention(norm(h, name + ".norm1"), *weights)
        return h + linear(F.gelu(linear(norm(h, name + ".norm2"), name + ".linear1")), name + ".linear2")

    def step():
        rows = torch.randint(0, blocks.shape[0], (batch,))
        h = F.embedding(blocks[rows], parameters["tokens"]) + parameters["positions"][:length]
        for i in range(layers):
            h = block(h, f"block{i}")
        logits = F.linear(norm(h, "norm"), parameters["head"])
        loss = F.cross_entropy(logits.view(-1, vocabulary), next_tokens[rows].view(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()

    return lambda: [[step() for _ in range(4)]], step


def matmul(task):
    x = read(task)
    a = x["a"].mT if task["settings"]["transposeA"] else x["a"]
    b = x["b"].mT if task["settings"]["transposeB"] else x["b"]
    return lambda: [fingerprint(a @ b)], lambda: a @ b


FUNCTIONS = {
    "add": lambda a, b: a + b,
    "mul": lambda a, b: a * b,
    "tanh": lambda x: torch.tanh(x),
    "exp": lambda x: torch.exp(x),
    "gelu": lambda x: F.gelu(x),
    "relu": lambda x: F.relu(x),
    "sigmoid": lambda x: torch.sigmoid(x),
    "sum": lambda x: x.sum(),
    "mean": lambda x: x.mean(),
    "max": lambda x: x.max(),
    "softmax": lambda x: F.softmax(x, -1),
    "layer norm": lambda x, weight, bias: F.layer_norm(x, weight.shape, weight, bias, 1e-5),
    "cross entropy": lambda x, target: F.cross_entropy(x, target),
    "embedding": lambda weight, index: F.embedding(index, weight),
}


def differentiated(task):
    """A function and its gradients, as Ours.java has it."""
    inputs = read(task)
    grad_output = inputs.pop("gradOutput", None)
    inputs = list(inputs.values())
    leaves = [x.requires_grad_() for x in inputs if x.is_floating_point()]
    function = FUNCTIONS[task["operation"]]

    def run():
        for leaf in leaves:
            leaf.grad = None
        function(*inputs).backward(grad_output)

    def answer():
        with torch.no_grad():
            value = function(*inputs)
        run()
        return [fingerprint(value)] + [fingerprint(leaf.grad) for leaf in leaves]

    return answer, run


def prepare(task):
    operation = task["operation"]
    if operation in ("character step", "character training"):
        return character_step(task)
    if operation == "gpt step":
        return gpt_step(task)
    if operation == "matmul":
        return matmul(task)
    return differentiated(task) if operation in FUNCTIONS else None


if __name__ == "__main__":
    serve(start, prepare)
