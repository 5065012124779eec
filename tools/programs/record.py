"""Writes down what real Python prints for each program that the worksheets' tests run.

    python3 tools/programs/record.py

The tests read the recorded texts and need no Python. The programs are written for Python 3.11,
which PyTorch 1.13 runs on.
"""

import pathlib
import subprocess
import sys

PROGRAMS = pathlib.Path(__file__).parents[2] / "worksheet/src/test/resources/dev/chainrule/worksheet/programs"

for program in sorted(PROGRAMS.glob("*.py")):
    run = subprocess.run([sys.executable, program], capture_output=True, check=True)
    program.with_suffix(".txt").write_bytes(run.stdout)
