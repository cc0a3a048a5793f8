"""Recomputes cycles.json from docs/concepts/rates.md and docs/hardware/machine.md.

Written from those pages alone by someone who had not read the Java or the first script, cycles.py. q, the cycles of a
weight word, is an input of the file, and so are the mean bits of a frame that are 1 where features go straight in.
Exits with 1 at the first mismatch.
"""

import json
import sys
from pathlib import Path

import numpy as np


def check(name, ours, theirs, relative=1e-9):
    ours, theirs = np.ravel(ours), np.ravel(theirs)
    if ours.shape != theirs.shape:
        sys.exit(f"{name}: {ours.size} values, the file has {theirs.size}")
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if not abs(a - b) <= relative * max(abs(a), abs(b)):
            sys.exit(f"{name}[{i}]: {a!r}, the file has {b!r}")


def cost(case):
    """base, A₀, and A and B of each layer."""
    q, steps, neurons, outputs = case["q"], case["steps"], case["neurons"], case["outputs"]

    def groups(x):
        return -(-x // case["lanes"])

    serial = 1 if case["parallel"] else steps
    base = groups(case["bands"]) + groups(outputs)
    base += sum(steps * (3 if case["adapts"] else 1) * groups(n) for n in neurons)
    base += q * groups(neurons[0]) * serial * case["bits"]
    encoder = case["channels"] * q * groups(neurons[0]) * serial
    per_rate, per_active = [], []
    for n, following in zip(neurons, neurons[1:] + [None]):
        own = q * groups(n) if case["recurrent"] else 0
        if following:
            parts = [(q * groups(following), case["parallel"]), (own, case["parallel"])]
        else:
            parts = [(q * groups(outputs), case["merged"]), (own, case["parallel"])]
        per_rate.append(sum(n * steps * c for c, at_once in parts if not at_once))
        per_active.append(sum(n * c for c, at_once in parts if at_once))
    return base, encoder, per_rate, per_active


for n, case in enumerate(json.loads(Path(__file__).with_name("cycles.json").read_text())):
    for name, ours in zip(["base", "encoder", "perRate", "perActive"], cost(case)):
        check(f"case {n} {name}", ours, case[name])
print("cycles.json agrees")
