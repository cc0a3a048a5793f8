#!/usr/bin/python3
"""Second witness of desire backpropagation: every value of a case, from the equations of docs/concepts/ alone.

usage: desire_witness.py network-desire.safetensors ...

Written by somebody who had read those pages and neither desire.py nor any Java. Takes a case's inputs, computes spikes,
desires, loss, logits and changes in float64 with forward traces, and compares them with those of the file: exit code 1 if
a value differs by more than 1e-9.

Inside, sequences are (B, T, TS, N); desires are (B, 1, N) for keywords and (B, T, N) with a label for every frame.
"""
import json
import os
import struct
import sys

import numpy as np

DTYPES = {"F64": "<f8", "F32": "<f4", "I64": "<i8", "I32": "<i4"}
THETA = 1.0


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[begin:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return metadata, tensors


def encode(x, rho, kappa):
    """The residual encoder's spikes (B, T, 4C)."""
    coarse = np.log1p(np.exp(rho)) + 1e-4
    fine = coarse / (1 + np.exp(-kappa))
    estimate, rest = np.zeros_like(x[:, 0]), np.zeros_like(x[:, 0])
    frames = []
    for frame in x.transpose(1, 0, 2):
        error = frame - estimate
        coarse_up, coarse_down = 1.0 * (error - coarse >= 0), 1.0 * (-error - coarse >= 0)
        estimate = estimate + coarse * (coarse_up - coarse_down)
        error = frame - estimate - rest
        fine_up, fine_down = 1.0 * (error - fine >= 0), 1.0 * (-error - fine >= 0)
        rest = rest + fine * (fine_up - fine_down)
        frames.append(np.concatenate([coarse_up, coarse_down, fine_up, fine_down], axis=1))
    return np.stack(frames, axis=1)


def traces(values, decay):
    """The trace of each value, step by step: y_t = value_t + decay · y_{t−1}, t over frames and their steps."""
    out, state = np.empty_like(values), 0.0
    for t in range(values.shape[1]):
        for k in range(values.shape[2]):
            state = out[:, t, k] = values[:, t, k] + decay * state
    return out


class Layer:
    """A recurrent leaky layer: it runs once and keeps what its synapses see."""

    def __init__(self, index, p, x, valid, eps):
        self.W, U, b, beta = (p[name + index] for name in ("W", "U", "b", "beta"))
        self.norm = "gamma" + index in p
        self.index, self.x, self.valid = index, x, valid
        J = x @ self.W.T + b
        self.factor = np.ones_like(b)
        if self.norm:
            # Both steps of a frame are samples of their own; frames beyond a clip's end are none.
            samples = J[valid]
            mean, variance = samples.mean((0, 1)), samples.var((0, 1))
            self.normed = (J - mean) / np.sqrt(variance + eps)
            self.factor = p["gamma" + index] / np.sqrt(variance + eps)
            J = p["gamma" + index] * self.normed + p["shift" + index]
        B, T, TS, N = J.shape
        self.u, self.s, self.v_before, self.s_before = (np.zeros(J.shape) for _ in range(4))
        v = np.zeros((B, N))
        for t in range(T):
            for k in range(TS):
                if t > 0:
                    # The recurrence brings the same step of the frame before.
                    self.s_before[:, t, k] = self.s[:, t - 1, k]
                self.v_before[:, t, k] = v
                self.u[:, t, k] = beta * v + J[:, t, k] + self.s_before[:, t, k] @ U.T
                self.s[:, t, k] = self.u[:, t, k] >= THETA
                v = self.u[:, t, k] - THETA * self.s[:, t, k]

    def changes(self, push, overshoot, decay):
        """Δ of all parameters. push, what a teaching spike counts, is (B, T, N)."""
        teaching = self.s * (self.u < THETA + overshoot)
        delta = push[:, :, None] * teaching * self.valid[:, :, None, None]

        def outer(values):
            return np.einsum("btkn,btkm->nm", delta, traces(values, decay))

        def each(values):
            return np.sum(delta * traces(values, decay), axis=(0, 1, 2))

        dW, total = outer(self.x), each(np.ones_like(self.u))
        out = {"U": outer(self.s_before), "b": total, "beta": each(self.v_before)}
        if self.norm:
            along = each(self.normed)
            out.update(gamma=along, shift=total, b=np.zeros_like(total))
            # Batch norm's exact derivative is factor (d − mean d − normed · mean(d · normed)). Times x and summed,
            # d occurs only in sums that traces give.
            x, normed = self.x[self.valid], self.normed[self.valid]
            n = x.shape[0] * x.shape[1]
            dW = dW - np.outer(total / n, x.sum((0, 1)))
            dW = dW - (along / n)[:, None] * np.einsum("fkn,fkm->nm", normed, x)
            dW = self.factor[:, None] * dW
        out["W"] = dW
        return {"d_" + name + self.index: value for name, value in out.items()}


def sign(x, threshold):
    """T_τ: the sign where |x| reaches the threshold, else 0."""
    return np.sign(x) * (np.abs(x) >= threshold)


def class_desires(E, threshold):
    low, high = E.argmin(-1)[..., None], E.argmax(-1)[..., None]
    out = np.zeros_like(E)
    np.put_along_axis(out, low, 1.0, -1)
    np.put_along_axis(out, high, -1.0, -1)
    return out * (-np.take_along_axis(E, low, -1) >= threshold)


def softmax_error(z, y, counts):
    """Cross-entropy of each answer and E = softmax(z) − target; both are 0 where the answer does not count."""
    z = z - z.max(-1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(-1, keepdims=True))
    # Labels beyond a clip's end may be anything.
    target = np.where(counts, y, 0)[..., None] == np.arange(z.shape[-1])
    return -np.sum(log_p * target, -1) * counts, (np.exp(log_p) - target) * counts[..., None]


def run(metadata, p):
    rate, trace_decay = float(metadata["lambda"]), float(metadata["traceDecay"])
    tau_o, tau_h = float(metadata["outputThreshold"]), float(metadata["hiddenThreshold"])
    overshoot, eps, TS = float(metadata["overshoot"]), float(metadata["bnEps"]), int(metadata["timeSteps"])
    x, y, out = p["x"], p["y"], {}
    B, T = x.shape[:2]
    framewise = "H" in p
    valid = np.arange(T) < p["lengths"][:, None]
    V = valid.sum()

    if "rho" in p:
        x = out["spikes0"] = encode(x, p["rho"], p["kappa"])
    steps = np.repeat(x[:, :, None], TS, axis=2)
    first = Layer("1", p, steps, valid, eps)
    second = Layer("2", p, first.s, valid, eps)
    for name, layer in ("spikes1", first), ("spikes2", second):
        out[name] = layer.s[:, :, 0] if TS == 1 else layer.s

    if framewise:
        merged = second.s.sum(2)
        z = merged @ p["H"].T + p["c"]
        cross_entropy, E = softmax_error(z, y, valid)
        qK = class_desires(E, tau_o)
        q2 = sign(qK @ p["H"], tau_h)
        e = E / V
        out.update(d_H=np.einsum("btk,btn->kn", e, merged), d_c=e.sum((0, 1)))
        loss, teach = cross_entropy.sum() / V, 1 / V
    else:
        assert valid.all(), "the keyword readout takes whole clips"
        mean = second.s.mean((1, 2))
        a = np.maximum(mean @ p["H1"].T + p["c1"], 0)
        z = a @ p["H2"].T + p["c2"]
        cross_entropy, E = softmax_error(z, y, np.ones(B, bool))
        qK = class_desires(E, tau_o)
        qh = sign(qK @ p["H2"], tau_h) * (a > 0)
        q2 = sign(qh @ p["H1"], tau_h)
        e, g = E / B, -qh / B
        out.update(d_H2=e.T @ a, d_c2=e.sum(0), d_H1=g.T @ mean, d_c1=g.sum(0), desiresHidden=qh.astype(int))
        loss, teach = cross_entropy.mean(), 1 / (B * T * TS)
    # Without dropout m is 1 everywhere.
    q1 = sign(q2 * second.factor @ second.W, tau_h)

    for layer, q in (first, q1), (second, q2):
        loss = loss + rate * layer.s[valid].mean()
        width = layer.s.shape[-1]
        push = rate / (V * TS * width) - teach * (q if framewise else q[:, None])
        out.update(layer.changes(np.broadcast_to(push, (B, T, width)), overshoot, trace_decay))
    out.update(logits=z, loss=loss, desiresOutput=qK.astype(int), desires2=q2.astype(int), desires1=q1.astype(int))
    for name in set(p) & {"rho", "kappa"}:
        out["d_" + name] = np.zeros_like(p[name])
    missing = {"d_" + name for name in p if name not in ("x", "y", "lengths")} - set(out)
    assert not missing, missing
    return out


def difference(expected, found, lengths):
    """The largest one; what lies behind a clip's end does not count."""
    delta = np.abs(expected - np.asarray(found, float).reshape(expected.shape))
    if delta.ndim > 2:
        for clip, length in enumerate(lengths):
            delta[clip, length:] = 0
    return delta.max()


def main():
    worst = 0.0
    for path in sys.argv[1:]:
        metadata, tensors = read(path)
        # Changes have the name of what they change.
        inputs = {k: v for k, v in tensors.items() if "d_" + k in tensors or k in ("x", "y", "lengths")}
        out = run(metadata, inputs)
        delta = {k: difference(tensors[k], v, tensors["lengths"]) for k, v in out.items()}
        name = max(delta, key=delta.get)
        worst = max(worst, delta[name])
        print(f"{os.path.basename(path)}: {len(out)} values compared, most apart {name}, {delta[name]:.1e}")
    sys.exit(1 if worst > 1e-9 else 0)


if __name__ == "__main__":
    main()
