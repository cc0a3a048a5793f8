#!/usr/bin/env python3
"""A second witness of saliencies.json.

Written from the comment of the compression package alone, by someone who had not read the Java or the first script.
Reads the inputs of saliencies.json, works out every expected value anew and exits 1 at the first that differs:
integers exactly, others by more than 1e-9 of themselves.
"""
import json
import math
import pathlib
import sys

import numpy as np

NEURONS1, NEURONS2, BANDS = 4, 3, 3


def tensors(d):
    return {k: np.array(v) for k, v in d.items()}


def second_order(w, clips):
    return {k: 0.5 * w[k] ** 2 * np.mean([c[k] ** 2 for c in clips], axis=0) for k in w}


def movement(path, gradients):
    return {k: -np.sum([w[k] * g[k] for w, g in zip(path, gradients)], axis=0) for k in path[0]}


def structures(s):
    """Of a neuron or band: the sum over the weights that its outputs meet, columns of matrices stored by rows."""
    def columns(name, n):
        return s[name].reshape(-1, n).sum(axis=0)

    return {
        "neurons1": columns("layer1.recurrent", NEURONS1) + columns("layer2.weight", NEURONS1),
        "neurons2": columns("layer2.recurrent", NEURONS2) + columns("readout.hidden.weight", NEURONS2),
        "bands": columns("layer1.weight", BANDS),
    }


def ramp(r, all_of_it):
    e, b, k = r["epochs"], r["batches"], r["steps"]
    epochs = min(e - 1, max(1, math.floor(r["ramp"] * e + 0.5)))
    parts = [1 - (1 - i / k) ** 3 for i in range(1, k + 1)]
    return {
        "rampEpochs": epochs,
        "calmEpochs": e - epochs,
        "updates": [i * epochs * b // k for i in range(1, k + 1)],
        "parts": parts,
        "gone": [math.floor(p * all_of_it) for p in parts],
    }


def compare(name, got, wanted):
    got, wanted = np.asarray(got), np.asarray(wanted)
    if got.shape != wanted.shape:
        sys.exit(f"{name}: {got.shape} values, not {wanted.shape}")
    if wanted.dtype.kind == "i":
        same = got == wanted
    else:
        same = np.abs(got - wanted) <= 1e-9 * np.abs(wanted)
    if not np.all(same):
        sys.exit(f"{name}: worked out\n{got}\nin the JSON\n{wanted}")


def main():
    d = json.loads(pathlib.Path(__file__).with_name("saliencies.json").read_text())
    found = {
        "secondOrder": second_order(tensors(d["weights"]), [tensors(c) for c in d["clips"]]),
        "movement": movement([tensors(w) for w in d["path"]], [tensors(g) for g in d["gradients"]]),
    }
    for kind, s in found.items():
        s = {**s, **structures(s)}
        if s.keys() != d[kind].keys():
            sys.exit(f"{kind}: other values than {list(d[kind])}")
        for k, v in s.items():
            compare(f"{kind} {k}", v, d[kind][k])
    for i, r in enumerate(d["ramps"]):
        # How much is to go in all stands in the JSON only as what has gone in the end, so that one value is no check.
        # That parts are rounded down was not in the comment then: it was read off the values.
        for k, v in ramp(r, r["gone"][-1]).items():
            compare(f"ramp {i + 1} {k}", v, r[k])
    print("saliencies.json: every value agrees")


if __name__ == "__main__":
    main()
