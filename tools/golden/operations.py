"""Records values and gradients of every operation under PyTorch, in float64.

Run: /usr/bin/python3 tools/golden/operations.py   (Debian's python3-torch, 1.13)
Writes engine/src/test/resources/golden/operations.json, an array of cases. What an attribute means
is said by the dictionary APPLY of the module that has the operation.

  {"op", "id", "inputs": [{"shape", "dtype", "data"}], "attributes", "output": {…},
   "gradOutput": [...] or null, "gradients": [[...] or null per input]}

flat and row-major; NaN and infinities are the strings "NaN", "Infinity", "-Infinity". gradOutput is
null where nothing is to be differentiated: whole numbers, comparisons, and special values, at which
PyTorch's gradients are accidents of its formulas. A gradient is null for an input that has none.
"""

from collections import Counter
from pathlib import Path

import elementwise
import fused
import indexing
import products
import recorder
import reductions
import views

TARGET = Path(__file__).resolve().parents[2] / "engine/src/test/resources/golden/operations.json"


def main():
    cases = []
    for module in (elementwise, reductions, views, indexing, products, fused):
        for op, name, inputs, *rest in module.cases():
            try:
                cases.append(recorder.record(module.APPLY[op], op, name, inputs, *rest))
            except Exception as e:
                raise RuntimeError(f"{op}/{name}") from e
    repeated = [i for i, n in Counter(c["id"] for c in cases).items() if n > 1]
    if repeated:
        raise ValueError(f"ids used twice: {repeated}")
    recorder.write(TARGET, cases)
    print(", ".join(f"{op} {n}" for op, n in Counter(c["op"] for c in cases).items()))


if __name__ == "__main__":
    main()
