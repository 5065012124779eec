"""What the contestants in Python share: the answers to the requests that Server.java describes."""

import json
import sys
import time


class Unavailable(Exception):
    """The contestant cannot run here; the message says what is missing."""


def fingerprint(numbers):
    """What is compared of a flat list of numbers: see Fingerprint.java."""
    entries = min(32, len(numbers))
    picked = [numbers[i * len(numbers) // entries] for i in range(entries)]
    size = sum(abs(number) for number in numbers)
    return picked + [sum(numbers) / len(numbers), size / len(numbers)]


def serve(start, prepare):
    """Answers until standard input ends.

    `start` returns a name and version. `prepare` takes a task and returns a pair of functions
    without arguments, one that gives the answer to compare and one that does the task once, or
    None for a task that this contestant does not do.
    """
    out, sys.stdout = sys.stdout, sys.stderr

    def say(answer):
        out.write(json.dumps(answer) + "\n")
        out.flush()

    try:
        say({"ready": start()})
    except Unavailable as missing:
        say({"missing": str(missing)})
        return
    run = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "prepare" in request:
                run = None
                job = prepare(request["prepare"])
                if job is None:
                    say({})
                else:
                    answer, run = job
                    say({"answer": answer()})
            else:
                say({"nanoseconds": measure(run, request["time"])})
        except Exception as error:  # whatever a library raises is the answer to this request
            say({"failed": repr(error)})


def measure(run, count):
    """The time of `count` runs, in nanoseconds."""
    repetitions = range(count)
    begin = time.perf_counter_ns()
    for _ in repetitions:
        run()
    return time.perf_counter_ns() - begin
