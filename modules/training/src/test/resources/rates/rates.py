#!/usr/bin/python3
"""Witness of the penalty on activity and of its control: values from the equations of docs/concepts/rates.md alone.

usage: rates.py > rates.json

Derivatives of P by spikes are central differences of P in float64, with the spikes off 0 and 1 on purpose: P is smooth
in them. Cases are drawn from a fixed seed.
"""
import json

import numpy as np

RANDOM = np.random.default_rng(19)


def hinge(r, tau):
    if tau == 0:
        return r
    w = tau / 4
    return (max(0.0, r - tau) ** 2 - max(0.0, r - tau - w) ** 2) / (2 * w)


def rate(s, valid):
    """s is (B, T, TS, N), valid (B, T)."""
    return float(s[valid].mean())


def active(s, valid):
    return float((1 - np.prod(1 - s[valid], axis=1)).mean())


def penalty(s, valid, lam, tau, mu, a, b):
    return lam * hinge(rate(s, valid), tau) + mu * (a * rate(s, valid) + b * active(s, valid))


def penalty_case(steps, lam, tau, mu, a, b, spikes):
    s = RANDOM.uniform(0, 1, (2, 3, steps, 4))
    if spikes:
        s = (s > 0.6).astype(float)
    lengths = [3, 2]
    valid = np.array([[t < n for t in range(3)] for n in lengths])
    slopes = np.zeros_like(s)
    for i in np.ndindex(s.shape):
        step = np.zeros_like(s)
        step[i] = 1e-6
        slopes[i] = (penalty(s + step, valid, lam, tau, mu, a, b) - penalty(s - step, valid, lam, tau, mu, a, b)) / 2e-6
    return {
        "steps": steps, "lambda": lam, "tau": tau, "mu": mu, "perRate": a, "perActive": b, "lengths": lengths,
        "spikes": s.ravel().tolist(), "rate": rate(s, valid), "active": active(s, valid),
        "penalty": penalty(s, valid, lam, tau, mu, a, b), "slopes": slopes.ravel().tolist(),
    }


def control_case(budget, weight, cycles):
    first = np.log(weight if weight > 0 else 0.1 / budget)
    m, weights = first, []
    for c in cycles:
        e = float(np.clip(c / budget - 1, -1, 1))
        m = float(np.clip(m + np.clip(0.08 * e, -0.02, 0.02), first - 12, first + 12))
        weights.append(float(np.exp(m + e)))
    return {"budget": budget, "weight": weight, "cycles": list(cycles), "weights": weights}


print(json.dumps({
    "penalty": [
        penalty_case(2, 0.5, 0.0, 0.0, 0, 0, True),
        penalty_case(2, 0.5, 0.2, 0.01, 0, 300, True),
        penalty_case(2, 0.7, 0.45, 0.02, 50, 300, False),
        penalty_case(1, 0.7, 0.9, 0.03, 20, 10, False),
    ],
    "control": [
        control_case(600, 0.0, [2000, 900, 610, 600, 590, 300, 10, 700]),
        control_case(100, 0.004, [120] * 5 + [80] * 5 + [100] * 2),
        control_case(1, 1.0, [9] * 700),
    ],
}))
