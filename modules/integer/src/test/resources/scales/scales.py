"""Golden values of scales of neurons: written from docs/concepts/scales.md and quantization.md, before and without a look
at the code that they test, with whole numbers and float64 only. python3 scales.py > scales.json"""
import json
import math

import numpy as np

BITS = 4
MEMBRANE = 16
M16 = 2 ** (MEMBRANE - 1) - 1
T = 6


def clip(x, low, high):
    return max(low, min(high, x))


def on_grid(x, f, low, high, scale=1.0):
    """The integer of a value."""
    return int(clip(math.floor(x / scale * 2.0 ** f + 0.5), low, high))


def weight(x, f, scale=1.0):
    return on_grid(x, f, -(2 ** (BITS - 1)), 2 ** (BITS - 1) - 1, scale)


CANDIDATES = [0.0] + [s * k for k in range(1, 65) for s in (-1.0, 1.0)]
CANDIDATES = [2.0 ** (k / 16) for k in CANDIDATES]


def row_error(alpha, parts):
    """parts: (weights, f, scale of the grid, means, variances)"""
    spread = 0.0
    mean = 0.0
    for w, f, scale, mu, var in parts:
        for j in range(len(w)):
            e = w[j] - weight(alpha * w[j], f, scale) * 2.0 ** -f * scale / alpha
            spread += var[j] * e * e
            mean += mu[j] * e
    return spread + mean * mean


def first_least(candidates, error):
    errors = [error(a) for a in candidates]
    i = int(np.argmin(errors))
    return candidates[i], errors[i]


def worst(layer, f_w, f_u, fraction):
    full = 2 ** (BITS - 1)
    sum_w = layer["largest_in"] * layer["W"].shape[1] * full * 2.0 ** (fraction - f_w - layer["i"])
    sum_u = layer["largest_out"] * layer["W"].shape[0] * full * 2.0 ** (fraction - f_u - layer["o"])
    return sum_w + sum_u + (3 if "gamma" in layer else 2) * 2 ** 15


def possible(layer, f_w, f_u, fraction):
    shifts = (fraction - f_w - layer["i"], fraction - f_u - layer["o"])
    return all(0 <= s <= 15 for s in shifts) and worst(layer, f_w, f_u, fraction) < 2 ** 24


def fits(layer, n, alpha, fraction):
    sixteen = max(abs(layer["b"][n]), abs(layer["gamma"][n]) if "gamma" in layer else 0)
    return (alpha * max(1, layer["P"][n]) * 2.0 ** fraction <= M16
            and alpha * sixteen * 2.0 ** fraction <= 32767)


def search(layer, f_w, f_u0, f0):
    o = layer["o"]
    f1 = f0 - 1
    if f1 < o or f1 - f_w - layer["i"] < 0 or f1 - f_u0 - o < 0:
        f1 = f0
    rows = layer["W"].shape[0]
    best = None
    for move in (0, -1, 1, -2, 2):
        f_u = f_u0 + move
        if not possible(layer, f_w, f_u, f1):
            continue
        alphas, total = [], 0.0
        for n in range(rows):
            parts = [(layer["W"][n], f_w, 1.0, layer["mu_in"], layer["var_in"]),
                     (layer["U"][n], f_u, 1.0, layer["mu_out"], layer["var_out"])]
            low = min(1.0, 2.0 ** (o - f1 + 3))
            allowed = [a for a in CANDIDATES if a >= low and fits(layer, n, a, f1)]
            a, e = first_least(allowed, lambda a: row_error(a, parts))
            alphas.append(a)
            total += e
        if best is None or total < best[0]:
            best = (total, f_u, alphas)
    _, f_u, alphas = best
    fraction = max(f for f in range(f1, 15) if f == f1 or (
        possible(layer, f_w, f_u, f) and all(fits(layer, n, alphas[n], f) for n in range(rows))))
    return alphas, f_u, fraction


def integers(layer, alphas, f_w, f_u, fraction):
    o = layer["o"]
    theta = [2 ** o * on_grid(a, fraction - o, 1, M16 // 2 ** o) for a in alphas]
    hat = [t * 2.0 ** -fraction for t in theta]
    rows = range(len(alphas))
    out = {
        "theta": theta,
        "W": [[weight(hat[n] * x, f_w) for x in layer["W"][n]] for n in rows],
        "U": [[weight(hat[n] * x, f_u) for x in layer["U"][n]] for n in rows],
        "b": [on_grid(hat[n] * layer["b"][n], fraction, -2 ** 15, 2 ** 15 - 1) for n in rows],
        "beta": [on_grid(x, 8, 0, 255) for x in layer["beta"]],
        "shiftW": fraction - f_w - layer["i"],
        "shiftU": fraction - f_u - o,
    }
    if "gamma" in layer:
        out["gamma"] = [on_grid(hat[n] * layer["gamma"][n], fraction, -2 ** 15, 2 ** 15 - 1) for n in rows]
        out["rho"] = [on_grid(x, 8, 0, 255) for x in layer["rho"]]
        out["a"] = [on_grid(x, 8, -128, 127) for x in layer["a"]]
    return out


def run(first, second, readout, frames, levels):
    n1, n2 = len(first["theta"]), len(second["theta"])
    v1, s1 = [0] * n1, [0] * n1
    v2, s2, w2 = [0] * n2, [0] * n2, [0] * n2
    counts = [0] * n2
    spikes1, spikes2 = [], []
    sat = lambda x: clip(x, -M16 - 1, M16)
    for x in frames:
        new1 = []
        for n in range(n1):
            current = (sum(w * y for w, y in zip(first["W"][n], x)) << first["shiftW"]) \
                + (sum(w * y for w, y in zip(first["U"][n], s1)) << first["shiftU"]) + first["b"][n]
            u = sat(((first["beta"][n] * v1[n] + 128) >> 8) + current)
            s = 0
            for k in range(levels):
                if u >= first["theta"][n] >> k:
                    s = 2 ** (levels - 1 - k)
                    break
            v1[n] = u - ((first["theta"][n] * s) >> (levels - 1))
            new1.append(s)
        s1 = new1
        new2 = []
        for n in range(n2):
            current = (sum(w * y for w, y in zip(second["W"][n], s1)) << second["shiftW"]) \
                + (sum(w * y for w, y in zip(second["U"][n], s2)) << second["shiftU"]) + second["b"][n]
            w2[n] = sat(((second["rho"][n] * w2[n] + second["a"][n] * v2[n] + 128) >> 8) + second["gamma"][n] * s2[n])
            u = sat(((second["beta"][n] * v2[n] + 128) >> 8) + current - w2[n])
            s = int(u >= second["theta"][n])
            v2[n] = u - second["theta"][n] * s
            new2.append(s)
        s2 = new2
        counts = [c + s for c, s in zip(counts, s2)]
        spikes1.append(s1)
        spikes2.append(s2)
    h = []
    for row, c in zip(readout["H1"], readout["c1"]):
        value = max(0, sum(w * y for w, y in zip(row, counts)) + c)
        r = readout["r"]
        h.append(min(255, (value + (2 ** (r - 1) if r else 0)) >> r))
    logits = [sum(w * y for w, y in zip(row, h)) + c for row, c in zip(readout["H2"], readout["c2"])]
    return spikes1, spikes2, logits


def main():
    random = np.random.default_rng(20)
    f32 = lambda x: np.asarray(x, dtype=np.float32).astype(np.float64)
    levels = 3
    n, m, n2, r, classes = 4, 5, 4, 3, 3

    def layer(rows, inputs, spread, **more):
        size = np.exp(random.normal(0, spread, (rows, 1)))
        made = {
            "W": f32(random.normal(0.4, 1, (rows, inputs)) * size * 0.5),
            "U": f32(random.normal(0, 0.4, (rows, rows)) * size),
            "b": f32(random.normal(0, 0.3, rows)),
            "beta": f32(random.uniform(0.3, 0.95, rows)),
            "mu_in": f32(random.uniform(0.05, 0.6, inputs)),
            "var_in": f32(random.uniform(0.02, 0.3, inputs)),
            "mu_out": f32(random.uniform(0.05, 0.4, rows)),
            "var_out": f32(random.uniform(0.02, 0.2, rows)),
            "P": f32(random.uniform(0.5, 40, rows)),
        }
        made.update(more)
        return made

    one = layer(n, m, 0.8, i=4, o=levels - 1, largest_in=255, largest_out=4)
    two = layer(n2, n, 0.8, i=levels - 1, o=0, largest_in=4, largest_out=1,
                gamma=f32(random.uniform(-0.5, 0.8, n2)), rho=f32(random.uniform(0.8, 0.98, n2)),
                a=f32(random.uniform(-0.2, 0.2, n2)))
    formats = [(9, 2, 3), (9, 2, 3)]
    chosen = []
    for made, (f0, f_w, f_u) in zip((one, two), formats):
        alphas, f_u, fraction = search(made, f_w, f_u, f0)
        chosen.append({"alpha": alphas, "fU": f_u, "F": fraction,
                       "integers": integers(made, alphas, f_w, f_u, fraction)})
    f1, shift, f2 = 4, 2, 2
    mean = f32(random.uniform(0.05, 0.6, n2))
    var = f32(random.uniform(0.01, 0.1, n2))
    square = f32(random.uniform(0.2, 4, r))
    largest = f32(random.uniform(0.5, 20, r))
    h1 = f32(random.normal(1, 3, (r, n2)) * np.exp(random.normal(0, 0.7, (r, 1))))
    c1 = f32(random.normal(0, 0.3, r))
    h2 = f32(random.normal(0, 0.6, (classes, r)))
    c2 = f32(random.normal(0, 0.3, classes))
    limit = max(255 * 2.0 ** (shift - f1), float(np.max(largest)))
    alphas = []
    for i in range(r):
        def error(a):
            energy = float(np.sum(h2[:, i] ** 2))
            d = [x - a * weight(x / a, f2) * 2.0 ** -f2 for x in h2[:, i]]
            return energy * row_error(a, [(h1[i], f1, float(T), mean, var)]) + square[i] * sum(x * x for x in d)
        allowed = [a for a in CANDIDATES if a * largest[i] <= limit
                   and a * abs(c1[i]) * 2.0 ** f1 <= max(32767, abs(c1[i]) * 2.0 ** f1)]
        alphas.append(first_least(allowed, error)[0])
    logit = f1 - shift + f2
    readout = {
        "H1": [[weight(a * x, f1, float(T)) for x in row] for a, row in zip(alphas, h1)],
        "c1": [on_grid(a * x, f1, -2 ** 15, 2 ** 15 - 1) for a, x in zip(alphas, c1)],
        "r": shift,
        "H2": [[weight(x / a, f2) for a, x in zip(alphas, row)] for row in h2],
        "c2": [on_grid(x, logit, -2 ** 15, 2 ** 15 - 1) for x in c2],
    }
    frames = random.integers(0, 60, (T, m)).tolist()
    spikes1, spikes2, logits = run(chosen[0]["integers"], chosen[1]["integers"], readout, frames, levels)
    strip = lambda made: {k: (v.tolist() if isinstance(v, np.ndarray) else v) for k, v in made.items()}
    print(json.dumps({
        "layers": [strip(one), strip(two)],
        "formats": formats,
        "chosen": chosen,
        "readout": {"format": [f1, shift, f2], "mean": mean.tolist(), "variance": var.tolist(),
                    "square": square.tolist(), "largest": largest.tolist(), "H1": h1.tolist(), "c1": c1.tolist(),
                    "H2": h2.tolist(), "c2": c2.tolist(), "alpha": alphas, "integers": readout},
        "frames": frames, "spikes1": spikes1, "spikes2": spikes2, "logits": logits}, indent=1))


main()
