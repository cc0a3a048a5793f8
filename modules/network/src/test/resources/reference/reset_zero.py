"""Golden values of neurons that are reset to zero, from the equations in docs/concepts/neurons.md alone:
float64 with gradients by hand (reset detached and not), and in integers. usage: reset_zero.py OUTDIR"""

import json
import struct
import sys

import numpy as np


def save(path, tensors, meta):
    head, off, blobs = {"__metadata__": {k: str(v) for k, v in meta.items()}}, 0, []
    for k, v in tensors.items():
        a = np.ascontiguousarray(v)
        a = a.astype("<f8") if a.dtype.kind == "f" else a.astype("<i4")
        kind = "F64" if a.dtype.kind == "f" else "I32"
        head[k] = {"dtype": kind, "shape": list(a.shape), "data_offsets": [off, off + a.nbytes]}
        off += a.nbytes
        blobs.append(a.tobytes())
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


SLOPE = {"fast-sigmoid": 10.0, "triangle": 1.0}


def surrogate(z, kind):
    k = SLOPE[kind]
    if kind == "fast-sigmoid":
        return 1 / (1 + k * np.abs(z)) ** 2
    return k * np.maximum(0, 1 - k * np.abs(z))


def forward(x, W, U, b, beta):
    clips, frames, _ = x.shape
    u = np.zeros((clips, frames, len(b)))
    s = np.zeros_like(u)
    v = np.zeros_like(u)
    for t in range(frames):
        before = v[:, t - 1] if t else np.zeros((clips, len(b)))
        fired = s[:, t - 1] if t else np.zeros((clips, len(b)))
        u[:, t] = beta * before + x[:, t] @ W.T + b + fired @ U.T
        s[:, t] = u[:, t] >= 1
        v[:, t] = (1 - s[:, t]) * u[:, t]
    return u, s, v


def backward(x, W, U, b, beta, u, s, v, G, kind, detached):
    """Gradients of sum(G s) by everything."""
    grads = {k: np.zeros_like(a) for k, a in dict(dX=x, dW=W, dU=U, dB=b, dBeta=beta).items()}
    by_v = np.zeros_like(u[:, 0])
    by_s = np.zeros_like(u[:, 0])
    for t in reversed(range(x.shape[1])):
        h = surrogate(u[:, t] - 1, kind)
        v_by_u = 1 - s[:, t] - (0 if detached else u[:, t] * h)
        by_u = (G[:, t] + by_s) * h + by_v * v_by_u
        before = v[:, t - 1] if t else np.zeros_like(by_u)
        fired = s[:, t - 1] if t else np.zeros_like(by_u)
        grads["dX"][:, t] = by_u @ W
        grads["dW"] += by_u.T @ x[:, t]
        grads["dU"] += by_u.T @ fired
        grads["dB"] += by_u.sum(0)
        grads["dBeta"] += (by_u * before).sum(0)
        by_v = beta * by_u
        by_s = by_u @ U
    return grads


def floats(out, kind, detached, r):
    clips, frames, inputs, neurons = 3, 25, 12, 16
    while True:
        x = (r.random((clips, frames, inputs)) < 0.3) * 1.0
        W = r.standard_normal((neurons, inputs)) * 0.5
        U = r.standard_normal((neurons, neurons)) * 0.3
        b = r.standard_normal(neurons) * 0.1
        beta = 0.5 + 0.45 * r.random(neurons)
        u, s, v = forward(x, W, U, b, beta)
        edges = [np.abs(u - 1)] + ([np.abs(np.abs(u - 1) - 1)] if kind == "triangle" else [])
        if min(e.min() for e in edges) > 1e-5:
            break
    G = r.standard_normal(s.shape)
    grads = backward(x, W, U, b, beta, u, s, v, G, kind, detached)
    softly = u - s  # what a soft reset would leave: another network
    assert np.abs(softly - v).max() > 0.1 and 0.05 < s.mean() < 0.6
    name = f"reset-zero-{kind}-{'detached' if detached else 'attached'}"
    meta = {"surrogate": kind, "k": SLOPE[kind], "detachReset": detached, "reset": "zero"}
    tensors = dict(x=x, W=W, U=U, b=b, beta=beta, spikes=s, u=u, G=G, **grads)
    save(f"{out}/{name}.safetensors", tensors, {**meta, "theta": 1, "loss": "sum(G*spikes)"})
    print(name, "rate", s.mean())


def integers(out, r):
    """A direct encoder: features; two layers, two time steps a frame, a keyword readout."""
    T, C, sizes, R, K, TS = 60, 10, (24, 18), 12, 6, 2
    shift_w, shift_u, head = (0, 5), (3, 4), 3
    layers = []
    for l, n in enumerate(sizes):
        m = C if l == 0 else sizes[l - 1]
        layers.append(
            dict(
                W=r.integers(-8, 8, (n, m)),
                U=r.integers(-8, 8, (n, n)) * (r.random((n, n)) < 0.4),
                b=r.integers(-20, 21, n),
                beta=r.integers(150, 256, n),
                theta=r.integers(200, 321, n),
            )
        )
    x = np.clip(np.cumsum(r.integers(-9, 10, (T, C)), 0) + 40, 0, 255)
    v = [np.zeros(n, int) for n in sizes]
    past = [[np.zeros(n, int) for _ in range(TS)] for n in sizes]
    spikes, potentials = [[], []], [[], []]
    counts = np.zeros(sizes[-1], int)
    for t in range(T):
        for k in range(TS):
            s = x[t]
            for l, q in enumerate(layers):
                current = ((q["W"] @ s) << shift_w[l]) + ((q["U"] @ past[l][k]) << shift_u[l]) + q["b"]
                u = np.clip(((q["beta"] * v[l] + 128) >> 8) + current, -32768, 32767)
                s = (u >= q["theta"]).astype(int)
                v[l] = np.where(s == 1, 0, u)
                past[l][k] = s
                spikes[l].append(s)
                potentials[l].append(u)
            counts += s
    H1, c1 = r.integers(-8, 8, (R, sizes[-1])), r.integers(-50, 51, R)
    H2, c2 = r.integers(-8, 8, (K, R)), r.integers(-50, 51, K)
    hidden = np.minimum(255, (np.maximum(H1 @ counts + c1, 0) + (1 << (head - 1))) >> head)
    tensors = dict(x=x, counts=counts, hidden=hidden, logits=H2 @ hidden + c2, H1=H1, c1=c1, H2=H2, c2=c2)
    for l, q in enumerate(layers, 1):
        tensors[f"spikes{l}"] = np.array(spikes[l - 1])
        tensors[f"u{l}"] = np.array(potentials[l - 1])
        tensors.update({f"{name}{l}": value for name, value in q.items()})
    meta = {"encoder": "direct", "headShift": head, "timeSteps": TS, "membraneBits": 16, "reset": "zero"}
    for l in (1, 2):
        meta.update({f"shiftW{l}": shift_w[l - 1], f"shiftU{l}": shift_u[l - 1]})
    save(f"{out}/integer-reset-zero.safetensors", tensors, meta)
    print("integer", "rates", [np.mean(s) for s in spikes], "hidden", hidden, "logits", tensors["logits"])


if __name__ == "__main__":
    draws = np.random.default_rng(26)
    for shape in ("fast-sigmoid", "triangle"):
        for cut in (True, False):
            floats(sys.argv[1], shape, cut, draws)
    integers(sys.argv[1], draws)
