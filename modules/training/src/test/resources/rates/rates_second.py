"""Recomputes rates.json from docs/concepts/rates.md.

Written from that page alone by someone who had not read the Java or the first script, rates.py. Only the layout of
the flat lists, (clip, frame, step, neuron), is not on the page: a fair reading that agrees. Exits with 1 at the first
mismatch.

The slopes of the file turned out to be central differences of P with a step of 1e-6. Such differences are compared
with them to 1e-9, and the exact derivative to 1e-7: rounding makes differences wrong by up to 1.3e-8.
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


def h(r, tau):
    """The charge for a rate, and its derivative."""
    if tau == 0:
        return r, 1.0
    w = tau / 4
    above, beyond = max(0.0, r - tau), max(0.0, r - tau - w)
    return (above**2 - beyond**2) / (2 * w), (above - beyond) / w


def penalty(case):
    """r, a and P of a layer, and the derivative of P by every output."""
    steps, lengths = case["steps"], case["lengths"]
    s = np.array(case["spikes"]).reshape(len(lengths), max(lengths), steps, -1)
    valid = np.arange(max(lengths)) < np.array(lengths)[:, None]
    frames, neurons = valid.sum(), s.shape[-1]
    r = s[valid].mean()
    a = (1 - np.prod(1 - s, axis=2))[valid].mean()
    charge, slope = h(r, case["tau"])
    p = case["lambda"] * charge + case["mu"] * (case["perRate"] * r + case["perActive"] * a)
    by_r = case["lambda"] * slope + case["mu"] * case["perRate"]
    by_a = case["mu"] * case["perActive"]
    slopes = np.zeros_like(s)
    for k in range(steps):
        others = np.prod(1 - np.delete(s, k, axis=2), axis=2)
        slopes[:, :, k] = by_r / (frames * steps * neurons) + by_a * others / (frames * neurons)
    return r, a, p, slopes * valid[:, :, None, None]


def differences(case, delta=1e-6):
    """Central differences of P by every output."""
    slopes = []
    for i, s in enumerate(case["spikes"]):
        up, down = (
            penalty(case | {"spikes": case["spikes"][:i] + [x] + case["spikes"][i + 1 :]})[2]
            for x in (s + delta, s - delta)
        )
        slopes.append((up - down) / (2 * delta))
    return slopes


def control(case):
    """μ after each step."""
    budget, weight = case["budget"], case["weight"]
    m0 = m = np.log(weight) if weight > 0 else np.log(0.1 / budget)
    weights = []
    for cycles in case["cycles"]:
        e = np.clip(cycles / budget - 1, -1, 1)
        m = np.clip(m + np.clip(0.08 * e, -0.02, 0.02), m0 - 12, m0 + 12)
        weights.append(np.exp(m + e))
    return weights


cases = json.loads(Path(__file__).with_name("rates.json").read_text())
for n, case in enumerate(cases["penalty"]):
    r, a, p, slopes = penalty(case)
    check(f"penalty {n} rate", r, case["rate"])
    check(f"penalty {n} active", a, case["active"])
    check(f"penalty {n} penalty", p, case["penalty"])
    check(f"penalty {n} differences", differences(case), case["slopes"])
    check(f"penalty {n} slopes", slopes, case["slopes"], 1e-7)
for n, case in enumerate(cases["control"]):
    check(f"control {n} weights", control(case), case["weights"])
print("rates.json agrees")
