#!/usr/bin/env python3
"""A second witness of scales.json.

Written from docs/concepts/scales.md, and the grid and integer network of quantization.md that it points to, by
someone who had not read the Java or the first script. Reads the inputs of scales.json, works out every expected value
anew and exits 1 at the first that differs: integers exactly, others by more than 1e-9 of themselves.
"""
import json
import pathlib
import sys

import numpy as np

# What the JSON does not hold: the recipe's defaults, and one step a frame.
WEIGHT_BITS, MEMBRANE_BITS, STEPS = 4, 16, 1
M_MAX = 2 ** (MEMBRANE_BITS - 1) - 1
BIAS_MAX = 2 ** 15 - 1
ORDER = [0] + [s * k for k in range(1, 65) for s in (-1, 1)]
CANDIDATES = [2.0 ** (k / 16) for k in ORDER]


def grid(x, bits):
    return np.clip(np.floor(np.asarray(x, float) + 0.5), -2 ** (bits - 1), 2 ** (bits - 1) - 1)


def weights(x, f):
    return grid(np.asarray(x) * 2.0 ** f, WEIGHT_BITS)


def row_error(w, f, alpha):
    return w - weights(alpha * w, f) * 2.0 ** -f / alpha


def spread(e, mean, variance):
    return np.sum(variance * e ** 2) + np.sum(mean * e) ** 2


class Layer:
    """A layer's inputs, and what of the search depends on F and on f of its matrices."""

    def __init__(self, given, fmt):
        self.g = {k: np.array(v) if isinstance(v, list) else v for k, v in given.items()}
        self.f0, self.fw, self.fu = fmt
        self.adaptive = "gamma" in given

    def shifts(self, F, fu):
        return F - self.fw - self.g["i"], F - fu - self.g["o"]

    def holds(self, F, fu):
        sw, su = self.shifts(F, fu)
        if not (0 <= sw <= 15 and 0 <= su <= 15):
            return False
        half = 2 ** (WEIGHT_BITS - 1)
        n, m = self.g["W"].shape
        worst = (self.g["largest_in"] * m * half << sw) + (self.g["largest_out"] * n * half << su)
        return worst + 2 ** 15 * (3 if self.adaptive else 2) < 2 ** 24

    def fits(self, n, alpha, F):
        g = self.g
        bias = max(abs(g["b"][n]), abs(g["gamma"][n]) if self.adaptive else 0.0)
        return (min(1.0, 2.0 ** (g["o"] - F + 3)) <= alpha and alpha * max(1.0, g["P"][n]) * 2.0 ** F <= M_MAX
                and alpha * bias * 2.0 ** F <= BIAS_MAX)

    def search_row(self, n, F, fu):
        g = self.g
        mean, variance = np.concatenate([g["mu_in"], g["mu_out"]]), np.concatenate([g["var_in"], g["var_out"]])
        best = None
        for alpha in CANDIDATES:
            if not self.fits(n, alpha, F):
                continue
            e = np.concatenate([row_error(g["W"][n], self.fw, alpha), row_error(g["U"][n], fu, alpha)])
            error = spread(e, mean, variance)
            if best is None or error < best[0]:
                best = (error, alpha)
        return best

    def search(self):
        f1 = self.f0 - 1
        if f1 < self.g["o"] or min(self.shifts(f1, self.fu)) < 0:
            f1 = self.f0
        best = None
        for d in (0, -1, 1, -2, 2):
            fu = self.fu + d
            if not self.holds(f1, fu):
                continue
            rows = [self.search_row(n, f1, fu) for n in range(len(self.g["W"]))]
            total = sum(r[0] for r in rows)
            if best is None or total < best[0]:
                best = (total, fu, [r[1] for r in rows])
        _, fu, alpha = best
        F = max(F for F in range(f1, 15)
                if self.holds(F, fu) and all(self.fits(n, a, F) for n, a in enumerate(alpha)))
        return np.array(alpha), fu, F

    def integers(self, alpha, fu, F):
        g, o = self.g, self.g["o"]
        theta = 2 ** o * np.clip(np.floor(alpha * 2.0 ** (F - o) + 0.5), 1, M_MAX // 2 ** o)
        hat = theta * 2.0 ** -F
        sw, su = self.shifts(F, fu)
        out = {
            "theta": theta,
            "W": weights(hat[:, None] * g["W"], self.fw),
            "U": weights(hat[:, None] * g["U"], fu),
            "b": grid(hat * g["b"] * 2.0 ** F, 16),
            "beta": np.clip(np.floor(g["beta"] * 256 + 0.5), 0, 255),
        }
        if self.adaptive:
            out["gamma"] = grid(hat * g["gamma"] * 2.0 ** F, 16)
            out["rho"] = np.clip(np.floor(g["rho"] * 256 + 0.5), 0, 255)
            out["a"] = grid(g["a"] * 256, 8)
        out = {k: v.astype(np.int64) for k, v in out.items()}
        out["shiftW"], out["shiftU"] = sw, su
        return out


def readout(r, o, frames):
    """α of every row of the first map, and the readout's integers; o is the last layer's."""
    f1, shift, f2 = r["format"]
    mean, variance, square, largest, h1, c1, h2, c2 = (
        np.array(r[k]) for k in ("mean", "variance", "square", "largest", "H1", "c1", "H2", "c2"))
    per = 2.0 ** -o / (frames * STEPS)  # H₁ is on the grid for counts
    unit = 2.0 ** (f1 - shift)
    room = max(255.0, np.max(largest) * unit)
    alphas = []
    for n in range(len(h1)):
        best = None
        for alpha in CANDIDATES:
            if alpha * largest[n] * unit > room or alpha * abs(c1[n]) * 2.0 ** f1 > max(
                    BIAS_MAX, abs(c1[n]) * 2.0 ** f1):
                continue
            e = row_error(h1[n] * per, f1, alpha) / per
            d = h2[:, n] - alpha * weights(h2[:, n] / alpha, f2) * 2.0 ** -f2
            error = np.sum(h2[:, n] ** 2) * spread(e, mean, variance) + square[n] * np.sum(d ** 2)
            if best is None or error < best[0]:
                best = (error, alpha)
        alphas.append(best[1])
    alpha = np.array(alphas)
    integers = {
        "H1": weights(alpha[:, None] * h1 * per, f1),
        "c1": grid(alpha * c1 * 2.0 ** f1, 16),
        "r": np.int64(shift),
        "H2": weights(h2 / alpha, f2),
        "c2": grid(c2 * 2.0 ** (f1 - shift + f2), 16),
    }
    return alpha, {k: v.astype(np.int64) for k, v in integers.items()}


def sat(x, bits):
    return np.clip(x, -2 ** (bits - 1), 2 ** (bits - 1) - 1)


def run(layer, q, inputs):
    """The outputs of one layer in integers, without delays and with one step a frame."""
    o = layer.g["o"]
    n = len(q["theta"])
    v, w, s = (np.zeros(n, np.int64) for _ in range(3))
    out = []
    for x in inputs:
        current = (q["W"] @ x << q["shiftW"]) + (q["U"] @ s << q["shiftU"]) + q["b"]
        if layer.adaptive:
            w = sat((q["rho"] * w + q["a"] * v + 128 >> 8) + q["gamma"] * s, 16)
            current = current - w
        u = sat((q["beta"] * v + 128 >> 8) + current, MEMBRANE_BITS)
        s = np.zeros(n, np.int64)
        for k in range(o, -1, -1):  # spikes are powers of two with the one level K = 1
            s = np.where(u >= q["theta"] >> k, 2 ** (o - k), s)
        v = u - (q["theta"] * s >> o)
        out.append(s)
    return np.array(out)


def logits(q, outputs):
    r = int(q["r"])
    h = np.maximum(0, q["H1"] @ outputs.sum(axis=0) + q["c1"])
    h = np.minimum(255, h + 2 ** (r - 1) >> r if r else h)
    return q["H2"] @ h + q["c2"]


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
    d = json.loads(pathlib.Path(__file__).with_name("scales.json").read_text())
    outputs = np.array(d["frames"])
    for i, (given, fmt, chosen) in enumerate(zip(d["layers"], d["formats"], d["chosen"])):
        layer = Layer(given, fmt)
        alpha, fu, F = layer.search()
        compare(f"layer {i + 1} fU", fu, chosen["fU"])
        compare(f"layer {i + 1} alpha", alpha, chosen["alpha"])
        compare(f"layer {i + 1} F", F, chosen["F"])
        integers = layer.integers(alpha, fu, F)
        if integers.keys() != chosen["integers"].keys():
            sys.exit(f"layer {i + 1}: other integers than {list(chosen['integers'])}")
        for k, v in integers.items():
            compare(f"layer {i + 1} {k}", v, chosen["integers"][k])
        outputs = run(layer, integers, outputs)
        compare(f"spikes{i + 1}", outputs, d[f"spikes{i + 1}"])
    alpha, integers = readout(d["readout"], d["layers"][-1]["o"], len(d["frames"]))
    compare("readout alpha", alpha, d["readout"]["alpha"])
    for k, v in integers.items():
        compare(f"readout {k}", v, d["readout"]["integers"][k])
    compare("logits", logits(integers, outputs), d["logits"])
    print("scales.json: every value agrees")


if __name__ == "__main__":
    main()
