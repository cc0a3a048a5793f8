"""Golden values of desire backpropagation in float64, from the equations of docs/concepts/learning-rules.md alone; desire_witness.py,
by somebody else, computes the same.
usage: desire.py SEED OUTDIR
Writes network-desire (keywords, encoder, one step a frame), network-desire-norm (keywords, encoder, batch norm, two steps)
and network-desire-framewise (a label for every frame, clips of different length, batch norm, two steps). Every change is
computed forward in time, with the traces of inputs; only the gradient through batch norm needs the other form. A draw is
kept if nothing is near a threshold and all three desires are found in every layer. With batch norm there are also the
statistics of the batch, mean and variance; with them as running statistics every spike is the same when scoring."""
import json
import os
import struct
import sys

import numpy as np

TAU_OUTPUT, TAU_HIDDEN, KAPPA, OMEGA, EPSILON = 0.3, 0.05, 0.875, 0.5, 1e-5
MARGIN = 5e-5


def save(path, tensors, meta):
    head, offset, blobs = {'__metadata__': {k: str(v) for k, v in meta.items()}}, 0, []
    for name, value in tensors.items():
        a = np.ascontiguousarray(value)
        kind = 'F64' if a.dtype.kind == 'f' else 'I32'
        data = a.astype('<f8' if kind == 'F64' else '<i4').tobytes()
        head[name] = {'dtype': kind, 'shape': list(a.shape), 'data_offsets': [offset, offset + len(data)]}
        offset += len(data)
        blobs.append(data)
    header = json.dumps(head).encode()
    header += b' ' * (-len(header) % 8)
    with open(path, 'wb') as out:
        out.write(struct.pack('<Q', len(header)) + header + b''.join(blobs))


def single(a):
    """Rounded to float32, so that every engine starts from the same numbers."""
    return np.asarray(a, np.float32).astype(np.float64)


class Near(Exception):
    """A value too near to a threshold, or a desire that does not occur."""


def apart(values):
    if np.abs(values).min() < MARGIN:
        raise Near


def ternary(x, tau):
    apart(np.abs(x) - tau)
    q = np.where(np.abs(x) >= tau, np.sign(x), 0.0)
    return q


def mixed(q):
    if min((q == v).mean() for v in (-1, 0, 1)) < 0.08:
        raise Near
    return q


def classes(E):
    """The desires of the classes, rows of K: 1 for the smallest error, -1 for the largest."""
    order = np.sort(E, -1)
    counted = np.abs(E).sum(-1) > 0
    apart(order[counted][:, 1] - order[counted][:, 0])
    apart(order[counted][:, -1] - order[counted][:, -2])
    apart(-order[..., 0] - TAU_OUTPUT)
    active = -E.min(-1, keepdims=True) >= TAU_OUTPUT
    if active.all() or not active.any():
        raise Near
    K = E.shape[-1]
    return (np.eye(K)[E.argmin(-1)] - np.eye(K)[E.argmax(-1)]) * active


def encode(x, rho, kappa):
    """(B, T, C) to (B, T, 4C)."""
    d1 = np.log1p(np.exp(rho)) + 1e-4
    d2 = d1 / (1 + np.exp(-kappa))
    estimate, residual, out = np.zeros_like(x[:, 0]), np.zeros_like(x[:, 0]), []
    for t in range(x.shape[1]):
        e = x[:, t] - estimate
        apart(np.stack([e - d1, -e - d1]))
        up, down = (e >= d1) * 1.0, (-e >= d1) * 1.0
        estimate = estimate + d1 * (up - down)
        e = x[:, t] - estimate - residual
        apart(np.stack([e - d2, -e - d2]))
        up2, down2 = (e >= d2) * 1.0, (-e >= d2) * 1.0
        residual = residual + d2 * (up2 - down2)
        out.append(np.concatenate([up, down, up2, down2], 1))
    return np.stack(out, 1)


class Layer:
    """A recurrent layer on inputs (B, rows, M), rows = T or T · TS; valid (B, T)."""

    def __init__(self, P, name, x, valid, steps):
        self.P, self.n, self.steps = P, name, steps
        frames = valid.shape[1]
        self.per = x.shape[1] // frames
        self.x = x
        W, b = P['W' + name], P['b' + name]
        self.J = x @ W.T + b
        self.rows = np.repeat(valid, self.per, 1)[..., None]
        self.norm = 'gamma' + name in P
        self.factor = np.ones(len(b))
        if self.norm:
            count = self.rows.sum()
            self.mean = (self.J * self.rows).sum((0, 1)) / count
            self.variance = ((self.J - self.mean) ** 2 * self.rows).sum((0, 1)) / count
            self.deviation = np.sqrt(self.variance + EPSILON)
            self.factor = P['gamma' + name] / self.deviation
            y = P['gamma' + name] * (self.J - self.mean) / self.deviation + P['shift' + name]
        else:
            y = self.J
        if self.per != steps:
            y = np.repeat(y, steps, 1)
        U, beta = P['U' + name], P['beta' + name]
        total = frames * steps
        v = np.zeros_like(y[:, 0])
        S, V, D, G = [], [], [], []
        for i in range(total):
            delayed = S[i - steps] if i >= steps else np.zeros_like(v)
            u = beta * v + y[:, i] + delayed @ U.T
            apart(u - 1)
            apart(u - 1 - OMEGA)
            s = (u >= 1) * 1.0
            G.append(s * (u < 1 + OMEGA))
            V.append(v)
            D.append(delayed)
            S.append(s)
            v = u - s
        self.s, self.before, self.delayed = np.stack(S, 1), np.stack(V, 1), np.stack(D, 1)
        self.teaches = np.stack(G, 1)
        if not 0.2 < self.teaches.sum() / max(1, self.s.sum()) < 0.9:
            raise Near
        self.validSteps = np.repeat(valid, steps, 1)[..., None]
        self.rate = (self.s * self.validSteps).sum() / (valid.sum() * steps * len(b))

    def changes(self, desire, rate_weight, valid_frames):
        """desire (B, T · TS, N), already divided by what it is divided by."""
        P, n = self.P, self.n
        N = self.s.shape[2]
        delta = (self.validSteps * rate_weight / (valid_frames * self.steps * N) - desire) * self.teaches
        B, total, _ = delta.shape
        step_input = self.x if self.per == self.steps else np.repeat(self.x, self.steps, 1)
        # Forward: what every input has left behind.
        tx, td, t1, tv = np.zeros((B, self.x.shape[2])), np.zeros((B, N)), 0.0, np.zeros((B, N))
        dW, dU, db, dbeta = 0.0, 0.0, 0.0, 0.0
        for i in range(total):
            tx = KAPPA * tx + step_input[:, i]
            td = KAPPA * td + self.delayed[:, i]
            t1 = KAPPA * t1 + 1
            tv = KAPPA * tv + self.before[:, i]
            dW = dW + delta[:, i].T @ tx
            dU = dU + delta[:, i].T @ td
            db = db + delta[:, i].sum(0) * t1
            dbeta = dbeta + (delta[:, i] * tv).sum(0)
        found = {'U' + n: dU, 'beta' + n: dbeta}
        if not self.norm:
            found.update({'W' + n: dW, 'b' + n: db})
            return found
        d, later = np.zeros_like(delta), np.zeros_like(delta[:, 0])
        for i in range(total - 1, -1, -1):
            later = delta[:, i] + KAPPA * later
            d[:, i] = later
        if self.per != self.steps:
            d = d.reshape(B, -1, self.steps, N).sum(2)
        count = self.rows.sum()
        normal = (self.J - self.mean) / self.deviation
        dgamma, dshift = (d * normal).sum((0, 1)), d.sum((0, 1))
        through = P['gamma' + n] * (d - self.rows * (dshift + normal * dgamma) / count) / self.deviation
        found.update({'gamma' + n: dgamma, 'shift' + n: dshift, 'b' + n: np.zeros(N)})
        found['W' + n] = np.einsum('btn,btm->nm', through, self.x)
        return found


def softmax(z):
    z = np.exp(z - z.max(-1, keepdims=True))
    return z / z.sum(-1, keepdims=True)


def case(g, C, widths, K, R, B, T, steps, norm, encoder, lengths, rate_weight, W_scale):
    frame_wise = R is None
    ups = lambda low, high, *shape: single(low + (high - low) * g.random(shape))
    P, inputs = {}, 4 * C if encoder else C
    for l, N in enumerate(widths, 1):
        P.update({
            f'W{l}': single(g.standard_normal((N, inputs)) * W_scale / inputs ** 0.5),
            f'U{l}': single(g.standard_normal((N, N)) * 0.15), f'b{l}': single(g.standard_normal(N) * 0.1),
            f'beta{l}': ups(0.5, 0.95, N)})
        if norm:
            P.update({f'gamma{l}': single((0.3 + 0.4 * g.random(N)) * np.where(g.random(N) < 0.15, -1, 1)),
                      f'shift{l}': single(g.standard_normal(N) * 0.1)})
        inputs = N
    if encoder:
        P.update(rho=single([-0.2]), kappa=single([0.3]))
        x = np.round(np.clip(np.cumsum(g.standard_normal((B, T, C)) * 0.5, 1) + 1, 0.06, None) * 1024) / 1024
    else:
        x = single(2 * g.random((B, T, C)))
    valid = (np.arange(T)[None] < np.asarray(lengths)[:, None]) * 1.0
    if not encoder:
        x = x * valid[..., None]
    V = valid.sum()
    s0 = encode(x, P['rho'], P['kappa']) if encoder else x
    layers, below = [], s0
    for l in range(1, len(widths) + 1):
        layer = Layer(P, str(l), below, valid, steps)
        if not 0.05 < layer.rate < 0.5:
            raise Near
        layers.append(layer)
        below = layer.s
    grads = {}
    N = widths[-1]
    if frame_wise:
        P.update(H=single(g.standard_normal((K, N)) * 0.25), c=single(g.standard_normal(K) * 0.1))
        y = g.integers(0, K, (B, T))
        merged = below.reshape(B, T, steps, N).sum(2)
        z = merged @ P['H'].T + P['c']
        p = softmax(z)
        hot = np.eye(K)[y]
        loss = -(np.log((p * hot).sum(2)) * valid).sum() / V
        E = (p - hot) * valid[..., None]
        grads.update(H=np.einsum('btk,btn->kn', E / V, merged), c=(E / V).sum((0, 1)))
        output = classes(E)
        q = mixed(ternary(output @ P['H'], TAU_HIDDEN))
        hidden = None
        spread = lambda q: np.repeat(q / V, steps, 1)
    else:
        P.update(H1=single(g.standard_normal((R, N)) * 0.04), c1=single(g.standard_normal(R) * 0.1),
                 H2=single(g.standard_normal((K, R)) * 0.08), c2=single(g.standard_normal(K) * 2))
        y = g.integers(0, K, B)
        mean = below.mean(1)
        before = mean @ P['H1'].T + P['c1']
        apart(before)
        a = np.maximum(before, 0)
        z = a @ P['H2'].T + P['c2']
        p = softmax(z)
        hot = np.eye(K)[y]
        loss = -np.log((p * hot).sum(1)).mean()
        E = p - hot
        grads.update(H2=(E / B).T @ a, c2=(E / B).sum(0))
        output = classes(E)
        hidden = mixed(ternary(output @ P['H2'], TAU_HIDDEN) * (a > 0))
        local = -hidden / B * (before > 0)
        grads.update(H1=local.T @ mean, c1=local.sum(0))
        q = mixed(ternary(hidden @ P['H1'], TAU_HIDDEN))
        spread = lambda q: np.repeat(q[:, None] / (B * T * steps), T * steps, 1)
    desires = {}
    for l in range(len(layers), 0, -1):
        layer = layers[l - 1]
        desires[f'desires{l}'] = q.astype(np.int32)
        grads.update(layer.changes(spread(q), rate_weight, V))
        if l > 1:
            q = mixed(ternary((q * layer.factor) @ P[f'W{l}'], TAU_HIDDEN))
    if encoder:
        grads.update(rho=np.zeros(1), kappa=np.zeros(1))
    loss += rate_weight * sum(layer.rate for layer in layers)
    tensors = dict(x=x, y=y.astype(np.int32), lengths=np.asarray(lengths, np.int32), **P)
    if encoder:
        tensors['spikes0'] = s0
    for l, layer in enumerate(layers, 1):
        if norm:
            tensors.update({f'mean{l}': layer.mean, f'variance{l}': layer.variance})
        tensors[f'spikes{l}'] = layer.s.reshape(B, T, steps, -1) if steps > 1 else layer.s
    tensors['desiresOutput'] = output.astype(np.int32)
    if hidden is not None:
        tensors['desiresHidden'] = hidden.astype(np.int32)
    tensors.update(desires)
    tensors.update(logits=z, loss=np.asarray([loss]))
    tensors.update({'d_' + n: v for n, v in grads.items()})
    return tensors


CASES = {
    'network-desire': dict(C=8, widths=(24, 20), K=5, R=12, B=4, T=30, steps=1, norm=False, encoder=True,
                           lengths=[30] * 4, rate_weight=0.1, W_scale=2.5),
    'network-desire-norm': dict(C=6, widths=(20, 18), K=4, R=10, B=4, T=15, steps=2, norm=True, encoder=True,
                                lengths=[15] * 4, rate_weight=0.1, W_scale=2),
    'network-desire-framewise': dict(C=6, widths=(16, 14), K=4, R=None, B=3, T=12, steps=2, norm=True, encoder=False,
                                     lengths=[12, 8, 5], rate_weight=0.1, W_scale=2),
}


def main(seed, out):
    os.makedirs(out, exist_ok=True)
    for number, (name, settings) in enumerate(CASES.items()):
        g = np.random.default_rng([seed, number])
        draws = 0
        while True:
            draws += 1
            try:
                tensors = case(g, **settings)
                break
            except Near:
                continue
        save(f'{out}/{name}.safetensors', tensors, {
            'rule': 'desire', 'timeSteps': settings['steps'], 'lambda': settings['rate_weight'],
            'outputThreshold': TAU_OUTPUT, 'hiddenThreshold': TAU_HIDDEN, 'traceDecay': KAPPA, 'overshoot': OMEGA, 'bnEps': EPSILON,
            'surrogate': 'triangle', 'k': 1.0, 'detachReset': True, 'seed': seed})
        print(name, draws, 'draws, loss', tensors['loss'][0])


if __name__ == '__main__':
    main(int(sys.argv[1]), sys.argv[2])
