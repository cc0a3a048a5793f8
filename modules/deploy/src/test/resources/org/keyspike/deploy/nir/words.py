"""A network of three words, trained outside Keyspike: NumPy alone, written by the `nir` library of NIR's authors.

usage: words.py FEATURES words.nir          (the library and h5py on the path)

FEATURES is what `keyspike features recipe.yaml --out FEATURES` wrote of the words yes, no and up, synthesized by 24
voices for training and 8 for the rest, with 12 bands and a gain of 8. 16 recurrent leaky neurons and one for each word,
all reset to zero; the word whose neuron fires most is the answer. A frame is 0.01 s, so that time constants are in
seconds, as torch-based tools write them.
"""

import sys

import nir
import numpy as np

DT = 0.01
HIDDEN, WORDS, SLOPE = 16, 3, 5.0


def layer(current, U, beta):
    """Spikes and potentials of one layer; u > 1 fires, and then begins anew at zero."""
    clips, frames, neurons = current.shape
    u, s = np.zeros_like(current), np.zeros_like(current)
    v = fired = np.zeros((clips, neurons))
    for t in range(frames):
        u[:, t] = beta * v + current[:, t] + fired @ U.T
        s[:, t] = u[:, t] > 1
        v = (1 - s[:, t]) * u[:, t]
        fired = s[:, t]
    return u, s


def back(g, u, s, U, beta):
    """Gradients by the current and by U: surrogate 1/(1 + k|z|)^2, reset detached."""
    h = 1 / (1 + SLOPE * np.abs(u - 1)) ** 2
    by_u, by_U = np.zeros_like(u), np.zeros_like(U)
    by_v = by_s = np.zeros_like(u[:, 0])
    for t in reversed(range(u.shape[1])):
        by_u[:, t] = (g[:, t] + by_s) * h[:, t] + by_v * (1 - s[:, t])
        by_v = beta * by_u[:, t]
        by_s = by_u[:, t] @ U
        if t:
            by_U += by_u[:, t].T @ s[:, t - 1]
    return by_u, by_U


def forward(p, x):
    u1, s1 = layer(x @ p["W1"].T + p["b1"], p["U"], p["beta1"])
    u2, s2 = layer(s1 @ p["W2"].T, np.zeros((WORDS, WORDS)), p["beta2"])
    return u1, s1, u2, s2


def train(x, y, r):
    p = {
        "W1": r.standard_normal((HIDDEN, x.shape[2])) * 0.15,
        "b1": np.zeros(HIDDEN),
        "U": r.standard_normal((HIDDEN, HIDDEN)) * 0.1,
        "W2": r.standard_normal((WORDS, HIDDEN)) * 0.3,
    }
    beta = {"beta1": r.uniform(0.8, 0.96, HIDDEN), "beta2": np.full(WORDS, 0.9)}
    m, n = {k: 0 for k in p}, {k: 0 for k in p}
    for step in range(1, 301):
        u1, s1, u2, s2 = forward({**p, **beta}, x)
        logits = s2.sum(1) * 0.3
        e = np.exp(logits - logits.max(1, keepdims=True))
        e /= e.sum(1, keepdims=True)
        e[np.arange(len(y)), y] -= 1
        g2, _ = back(np.repeat(e[:, None] * 0.3 / len(y), x.shape[1], 1), u2, s2, np.zeros((WORDS, WORDS)), beta["beta2"])
        g1, by_U = back(g2 @ p["W2"] + 0.02 / s1.size, u1, s1, p["U"], beta["beta1"])
        grads = {
            "W1": np.einsum("btn,btm->nm", g1, x),
            "b1": g1.sum((0, 1)),
            "U": by_U,
            "W2": np.einsum("btn,btm->nm", g2, s1),
        }
        for k in p:
            m[k] = 0.9 * m[k] + 0.1 * grads[k]
            n[k] = 0.99 * n[k] + 0.01 * grads[k] ** 2
            p[k] = p[k] - 0.01 * (m[k] / (1 - 0.9**step)) / (np.sqrt(n[k] / (1 - 0.99**step)) + 1e-9)
    return {k: v.astype("f4") for k, v in {**p, **beta}.items()}


def neurons(beta):
    tau = DT / (1 - beta.astype("f8"))
    zero = np.zeros_like(tau)
    return nir.LIF(tau=tau, r=tau / DT, v_leak=zero, v_reset=zero, v_threshold=np.ones_like(tau))


def graph(p, bands):
    recurrent = nir.NIRGraph(
        {
            "input": nir.Input(np.array([HIDDEN])),
            "lif": neurons(p["beta1"]),
            "w_rec": nir.Linear(p["U"]),
            "output": nir.Output(np.array([HIDDEN])),
        },
        [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")],
    )
    return nir.NIRGraph(
        {
            "input": nir.Input(np.array([1, bands])),
            "flatten": nir.Flatten({"input": np.array([1, bands])}, 0, -1),
            "fc1": nir.Affine(p["W1"], p["b1"]),
            "hidden": recurrent,
            "fc2": nir.Linear(p["W2"]),
            "words": neurons(p["beta2"]),
            "output": nir.Output(np.array([WORDS])),
        },
        [
            ("input", "flatten"),
            ("flatten", "fc1"),
            ("fc1", "hidden"),
            ("hidden", "fc2"),
            ("fc2", "words"),
            ("words", "output"),
        ],
    )


if __name__ == "__main__":
    parts = {}
    for name in ("train", "validation", "test"):
        parts[name] = np.load(f"{sys.argv[1]}/{name}.npy"), np.load(f"{sys.argv[1]}/{name}-labels.npy")
    trained = train(*parts["train"], np.random.default_rng(26))
    for name, (x, y) in parts.items():
        _, s1, _, s2 = forward(trained, x)
        print(name, "accuracy", (s2.sum(1).argmax(1) == y).mean(), "rates", s1.mean(), s2.mean())
    if not hasattr(nir, "version"):  # a checkout that is not installed does not know its own
        nir.version = "1.0.8"
    nir.write(sys.argv[2], graph(trained, parts["train"][0].shape[2]))
