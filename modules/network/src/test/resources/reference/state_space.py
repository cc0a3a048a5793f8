#!/usr/bin/python3
"""Golden values of the state-space backbone, from docs/concepts/state-space.md (and neurons.md) alone.

usage: state_space.py [FOLDER]

float64 with gradients by hand, and integers. Writes safetensors as the other files here, names their settings in the
metadata, and draws again until every value is at least 1e-5 away from each threshold of its own, or exactly on it. Before it writes it
checks itself: gradients by finite differences of the network in which every event is replaced by its tangent at the
base point, and the integers' lazy states against the eager ones.

Sequences are (B, T, channels); states (B, T, N, S).
"""
import json
import struct
import sys

import numpy as np

MARGIN = 1e-5
LADDER = {4: [2, 4, 6, 8], 8: [1, 2, 3, 4, 5, 6, 7, 8], 16: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8]}
LEAKS = {"u": [0, 0.5, 0.75, 0.875, 0.9375], "x": [0, 0.5, 0.75], "y": [0, 0.5, 0.75], "last": [0.5, 0.75, 0.875, 0.5]}
SLOPE = 10.0


class Near(Exception):
    """A value too close to a threshold."""


def apart(z):
    """Sums of shifted events may lie exactly on a threshold: they are exact in float32, too."""
    if ((z != 0) & (np.abs(z) < MARGIN)).any():
        raise Near


def h(z):
    """Fast sigmoid."""
    return 1 / (1 + SLOPE * np.abs(z)) ** 2


def leaks(name, n):
    return np.array([LEAKS[name][i % len(LEAKS[name])] for i in range(n)])


# Events. Each has a value and a slope by its potential; `base` holds (potential, value, slope) for the tangent.


def staircase(a, levels):
    """The largest of 1, 1/2 ... that a reaches, else 0, and its slope."""
    y, slope = np.zeros_like(a), np.zeros_like(a)
    for k in reversed(range(levels)):
        apart(a - 2.0 ** -k)
        y = np.where(a >= 2.0 ** -k, 2.0 ** -k, y)
        slope = slope + (2.0 ** -(k + 1) if k < levels - 1 else 2.0 ** -k) * h(a - 2.0 ** -k)
    return y, slope


def signed(b, levels):
    y = np.sign(b) * staircase(np.abs(b), levels)[0]
    apart(np.abs(b) - 2)
    return y, 1.0 * (np.abs(b) < 2)


def ticks(p):
    apart(p - np.round(p))
    return np.where(p < 0, 0, 2.0 ** np.minimum(3, np.floor(p))), np.log(2) * 2.0 ** p * ((p > -2) & (p < 4))


class Site:
    """A place where potentials become values: afterwards `a`, `y`, `slope`."""

    def __init__(self, rule):
        self.rule, self.base = rule, None

    def __call__(self, a):
        if self.base is None:
            self.a = a
            self.y, self.slope = self.rule(a)
            return self.y
        a0, y0, slope = self.base
        return y0 + slope * (a - a0)

    def fix(self):
        self.base = self.a, self.y, self.slope


class Neurons:
    """E: graded, or spiking with a membrane."""

    def __init__(self, spec, name, n):
        self.spec, self.beta, self.base = spec, leaks(name, n), None

    def __call__(self, i, tau):
        spec = self.spec
        if spec["form"] == "graded":
            size, top = 2.0 / 2 ** spec["A"], 2 ** spec["A"] - 1
            if self.base is None:
                apart(i - tau)
                apart(i / size - np.round(i / size))
                self.a, self.tau = i, tau
                self.y = np.where(i >= tau, np.clip(np.floor(i / size), 0, top) * size, 0)
                self.slope = 1.0 * ((i >= tau) & (i < 2))
                return self.y
            a0, y0, slope, tau0 = self.base
            return y0 + slope * (i - a0) - tau0 * h(a0 - tau0) * (tau - tau0)
        m, a, y = np.zeros_like(i[:, 0]), np.zeros_like(i), np.zeros_like(i)
        slope = np.zeros_like(i)
        for t in range(i.shape[1]):
            a[:, t] = self.beta * m + i[:, t]
            if self.base is None:
                y[:, t], slope[:, t] = staircase(a[:, t], spec["K"])
                m = a[:, t] - y[:, t]
            else:
                a0, y0, s0, _ = self.base
                y[:, t] = y0[:, t] + s0[:, t] * (a[:, t] - a0[:, t])
                m = a[:, t] - y0[:, t]
        if self.base is None:
            self.a, self.y, self.slope, self.tau = a, y, slope, tau
        return y

    def fix(self):
        self.base = self.a, self.y, self.slope, self.tau

    def back(self, g):
        """By the input, and by tau."""
        if self.spec["form"] == "graded":
            return g * self.slope, (-g * self.tau * h(self.a - self.tau)).sum((0, 1))
        out, after = np.zeros_like(g), np.zeros_like(g[:, 0])
        for t in reversed(range(g.shape[1])):
            after = g[:, t] * self.slope[:, t] + self.beta * after
            out[:, t] = after
        return out, None


class Map:
    """W s + b, with batch norm over clips and frames where there are a scale and a shift."""

    def __init__(self, P, G, name, norm):
        self.P, self.G, self.name, self.norm = P, G, name, norm

    def __call__(self, s):
        P, n = self.P, self.name
        self.s = s
        out = s @ P[n + ".weight"].T + P[n + ".bias"]
        if self.norm:
            mean, variance = out.mean((0, 1)), out.var((0, 1))
            self.deviation = np.sqrt(variance + 1e-5)
            self.normal = (out - mean) / self.deviation
            out = P[n + ".norm.scale"] * self.normal + P[n + ".norm.shift"]
        return out

    def back(self, g):
        n = self.name
        if self.norm:
            self.G[n + ".norm.scale"] = (g * self.normal).sum((0, 1))
            self.G[n + ".norm.shift"] = g.sum((0, 1))
            rows = g.shape[0] * g.shape[1]
            g = self.P[n + ".norm.scale"] / self.deviation * (
                g - g.sum((0, 1)) / rows - self.normal * (g * self.normal).sum((0, 1)) / rows)
        self.G[n + ".weight"] = np.einsum("bto,bti->oi", g, self.s)
        self.G[n + ".bias"] = g.sum((0, 1))
        return g @ self.P[n + ".weight"]


class Block:
    def __init__(self, P, G, name, spec):
        self.P, self.G, self.name, self.spec = P, G, name, spec
        M, N, S, H = (spec[k] for k in "MNSH")
        self.map_in, self.map_out = (Map(P, G, f"{name}.{io}", spec["norm"]) for io in ("in", "out"))
        self.e_u, self.e_x, self.e_y = Neurons(spec, "u", M), Neurons(spec, "x", N), Neurons(spec, "y", N)
        self.gate = Site(lambda a: staircase(a, spec["Kg"]))
        self.b_of, self.c_of = (Site(lambda a: signed(a, spec["KB"])) for _ in range(2))
        self.step, self.decay = Site(ticks), Site(self.halvings)
        self.j = np.array(LADDER[S], float)
        self.read = 2.0 ** -np.floor((self.j - 1) / 2)
        self.head = np.arange(N) * H // N

    def halvings(self, step):
        """step (B, T, H) -> 2^-k (B, T, H, S), and the slope by the step."""
        clock = np.cumsum(step, 1)
        before = clock - step
        life = 2.0 ** self.j
        self.clock = clock
        k = np.floor(clock[..., None] / life) - np.floor(before[..., None] / life)
        return 2.0 ** -k, -np.log(2) / life * 2.0 ** (-step[..., None] / life)

    def tau(self, name):
        return self.P.get(f"{self.name}.{name}.threshold")

    def __call__(self, r):
        M, N, S, H = (self.spec[k] for k in "MNSH")
        self.u = self.e_u(r, self.tau("stream"))
        self.v = self.map_in(self.u)
        xh, zh, bh, ch, p = np.split(self.v, np.cumsum([N, N, S, S]), 2)
        self.x, self.g = self.e_x(xh, self.tau("value")), self.gate(zh)
        self.b, self.c, self.d = self.b_of(bh), self.c_of(ch), self.step(p)
        if self.decay.base is None:
            factor = self.decay(self.d)
        else:
            d0, f0, slope = self.decay.base
            factor = f0 + slope * (self.d - d0)[..., None]
        self.f = factor[:, :, self.head]
        d = self.d[:, :, self.head]
        s = np.zeros(r.shape[:2] + (N, S))
        state = np.zeros((r.shape[0], N, S))
        for t in range(r.shape[1]):
            state = state * self.f[:, t] + (self.x[:, t] * d[:, t] / 2)[..., None] * self.b[:, t, None, :]
            s[:, t] = state
        self.s = s
        self.y = np.einsum("btcn,btn,n->btc", s, self.c, self.read)
        self.out = self.e_y(self.g * self.y, self.tau("output"))
        return r + self.map_out(self.out)

    def fix(self):
        for e in (self.e_u, self.e_x, self.e_y, self.gate, self.b_of, self.c_of, self.step):
            e.fix()
        self.decay.base = self.d, self.decay.y, self.decay.slope

    def back(self, g_r):
        """By r after the block -> by r before it."""
        spec, G, H = self.spec, self.G, self.spec["H"]
        g_i, tau = self.e_y.back(self.map_out.back(g_r))
        self.keep("output", tau)
        g_y, g_z = g_i * self.g, g_i * self.y * self.gate.slope
        d = self.d[:, :, self.head]
        g_c = np.einsum("btc,btcn,n->btn", g_y, self.s, self.read)
        g_x, g_b = np.zeros_like(self.x), np.zeros_like(self.b)
        by_take, by_factor = np.zeros_like(self.x), np.zeros_like(self.s)
        after = np.zeros_like(self.s[:, 0])
        for t in reversed(range(g_r.shape[1])):
            g_s = after + g_y[:, t, :, None] * (self.c[:, t] * self.read)[:, None, :]
            g_x[:, t] = d[:, t] / 2 * (g_s * self.b[:, t, None, :]).sum(2)
            g_b[:, t] = (g_s * (self.x[:, t] * d[:, t] / 2)[..., None]).sum(1)
            by_take[:, t] = self.x[:, t] / 2 * (g_s * self.b[:, t, None, :]).sum(2)
            if t:
                by_factor[:, t] = g_s * self.s[:, t - 1]
            after = g_s * self.f[:, t]
        g_d = np.zeros_like(self.d)
        for head in range(H):
            own = self.head == head
            g_d[:, :, head] = by_take[:, :, own].sum(2) \
                + (by_factor[:, :, own].sum(2) * self.decay.slope[:, :, head]).sum(2)
        g_xh, tau = self.e_x.back(g_x)
        self.keep("value", tau)
        g_v = np.concatenate(
            [g_xh, g_z, g_b * self.b_of.slope, g_c * self.c_of.slope, g_d * self.step.slope], 2)
        self.g_v = g_v
        through, tau = self.e_u.back(self.map_in.back(g_v))
        self.keep("stream", tau)
        return g_r + through

    def keep(self, name, tau):
        if tau is not None:
            self.G[f"{self.name}.{name}.threshold"] = tau


class Network:
    """Embedding, blocks, outputs, keyword readout; mean cross-entropy."""

    def __init__(self, P, spec):
        self.P, self.G, self.spec = P, {}, spec
        self.embedding = Map(P, self.G, "embedding", spec["norm"])
        self.blocks = [Block(P, self.G, f"block{n + 1}", spec) for n in range(spec["L"])]
        self.last = Neurons(spec, "last", spec["M"])
        self.relu = Site(lambda a: (np.maximum(a, 0), 1.0 * (a > 0)))

    def __call__(self, s, labels):
        P = self.P
        self.s, self.labels = s, labels
        self.late = delayed(s, P["embedding.delay"]) if "embedding.delay" in P else s
        r = self.embedding(self.late)
        for block in self.blocks:
            r = block(r)
        self.outputs = self.last(r, P.get("output.threshold"))
        self.mean = self.outputs.mean(1)
        self.hidden = self.relu(self.mean @ P["H1"].T + P["c1"])
        self.logits = self.hidden @ P["H2"].T + P["c2"]
        e = np.exp(self.logits - self.logits.max(1, keepdims=True))
        self.p = e / e.sum(1, keepdims=True)
        return -np.log(self.p[np.arange(len(labels)), labels]).mean()

    def fix(self):
        for part in (*self.blocks, self.last, self.relu):
            part.fix()

    def back(self):
        P, G = self.P, self.G
        B, T, _ = self.s.shape
        g = (self.p - np.eye(self.p.shape[1])[self.labels]) / B
        G["H2"], G["c2"] = g.T @ self.hidden, g.sum(0)
        g = g @ P["H2"] * self.relu.slope
        G["H1"], G["c1"] = g.T @ self.mean, g.sum(0)
        g = np.repeat((g @ P["H1"] / T)[:, None], T, 1)
        g, tau = self.last.back(g)
        if tau is not None:
            G["output.threshold"] = tau
        for block in reversed(self.blocks):
            g = block.back(g)
        g = self.embedding.back(g)
        if "embedding.delay" in P:
            G["embedding.delay"] = by_delays(self.s, P["embedding.delay"], g, self.spec["sigma"])
        return G


def delayed(s, d):
    late, T = np.zeros_like(s), s.shape[1]
    apart(d - np.floor(d) - 0.5)
    for j, n in enumerate(np.floor(d + 0.5).astype(int)):
        late[:, n:, j] = s[:, :T - n, j]
    return late


def by_delays(s, d, g, sigma):
    """-sum over t of g_j(t) (kernel * s_j)'(t - d_j), frames outside the clip being 0."""
    t = np.arange(s.shape[1])
    out = np.zeros(len(d))
    for j in range(len(d)):
        z = t[:, None] - d[j] - t[None]
        slope = -z / (sigma ** 3 * np.sqrt(2 * np.pi)) * np.exp(-z ** 2 / (2 * sigma ** 2))
        out[j] = -np.einsum("bt,tm,bm->", g[:, :, j], slope, s[:, :, j])
    return out


# Integers


def tz(a, k):
    k = np.minimum(k, 40)
    return np.sign(a) * (np.abs(a) >> k)


def sat(a):
    return np.clip(a, -32768, 32767)


def exponent(v, fraction, levels):
    """The least k with v >= 2^(F - k), or -1."""
    out = np.full(v.shape, -1)
    for k in reversed(range(levels)):
        out = np.where(v >= 1 << (fraction - k), k, out)
    return out


class IntegerNeurons:
    def __init__(self, spec, name, n, fraction, tau):
        self.spec, self.fraction, self.tau = spec, fraction, tau
        self.q = (256 * leaks(name, n)).astype(int)
        self.m = np.zeros(n, int)

    def __call__(self, i):
        if self.spec["form"] == "graded":
            A = self.spec["A"]
            return np.where(i >= self.tau, np.minimum(2 ** A - 1, i >> (self.fraction - (A - 1))), 0)
        K, theta = self.spec["K"], 1 << self.fraction
        a = sat(((self.q * self.m + 128) >> 8) + i)
        k = exponent(a, self.fraction, K)
        event = np.where(k >= 0, 1 << (K - 1 - np.maximum(k, 0)), 0)
        self.m = a - ((theta * event) >> (K - 1))
        return event


class IntegerBlock:
    """One frame at a time; `stored` and `stamp` are the states that a lazy machine keeps."""

    def __init__(self, P, name, spec):
        self.P, self.name, self.spec = P, name, spec
        M, N, S, H = (spec[k] for k in "MNSH")
        self.j = np.array(LADDER[S])
        self.fs = 14 - self.j.max()
        self.e = (self.j - 1) // 2
        self.head = np.arange(N) * H // N
        self.o = spec["A"] - 1 if spec["form"] == "graded" else spec["K"] - 1
        tau = lambda which: P.get(f"{name}.{which}.threshold")
        self.e_u = IntegerNeurons(spec, "u", M, spec["Fr"], tau("stream"))
        self.e_x = IntegerNeurons(spec, "x", N, spec["Fv"], tau("value"))
        self.e_y = IntegerNeurons(spec, "y", N, self.fs, tau("output"))
        self.clock = np.zeros(H, int)
        self.s = np.zeros((N, S), int)
        self.stored, self.stamp = np.zeros((N, S), int), np.zeros(N, int)
        self.touched = np.zeros(2, int)
        self.frame = 0

    def __call__(self, r):
        P, n, spec = self.P, self.name, self.spec
        N, S = spec["N"], spec["S"]
        u = self.e_u(r)
        v = sat(((P[n + ".in.weight"] @ u) << spec["shiftIn"]) + P[n + ".in.bias"])
        xh, zh, bh, ch, p = np.split(v, np.cumsum([N, N, S, S]))
        x = self.e_x(xh)
        kg = exponent(zh, spec["Fv"], spec["Kg"])
        kb, kc = exponent(np.abs(bh), spec["Fv"], spec["KB"]), exponent(np.abs(ch), spec["Fv"], spec["KB"])
        sb, sc = np.where(kb >= 0, np.sign(bh), 0), np.where(kc >= 0, np.sign(ch), 0)
        delta = np.where(p < 0, -1, np.minimum(3, p >> spec["Fv"]))
        step = np.where(delta >= 0, 1 << np.maximum(delta, 0), 0)
        before, self.clock = self.clock, self.clock + step
        k = (self.clock[:, None] >> self.j) - (before[:, None] >> self.j)
        up = self.fs - self.o - 1 + delta[self.head][:, None] - np.maximum(kb, 0)[None]
        taken = np.where((step[self.head] > 0)[:, None], sb * (x[:, None] << np.maximum(up, 0)), 0)
        self.s = tz(self.s, k[self.head]) + taken
        assert np.abs(self.s).max() < 32768
        y = (sc * tz(self.s, self.e + np.maximum(kc, 0))).sum(1)
        i = np.where(kg >= 0, tz(y, np.maximum(kg, 0)), 0)
        self.lazily(x, step, kg, kc, sc, taken, y)
        out = self.e_y(sat(i))
        r = sat(r + ((P[n + ".out.weight"] @ out) << spec["shiftOut"]) + P[n + ".out.bias"])
        return r, dict(u=u, v=v, x=x, gate=kg, step=step, clock=self.clock, states=self.s, y=y, outputs=out, r=r)

    def lazily(self, x, step, kg, kc, sc, taken, y):
        """The same by stamps of 16 bits: only channels with an event are read, and one is caught up."""
        now = self.clock[self.head]
        age = ((now - self.stamp) & 0xFFFF)[:, None]
        old = (self.stamp & 0xFFFF)[:, None]
        halvings = ((old + age) >> self.j) - (old >> self.j)
        write = (x > 0) & (step[self.head] > 0)
        fresh = tz(self.stored, halvings) + taken
        shift = self.e + np.maximum(kc, 0)[None]
        seen = np.where(write[:, None], tz(fresh, shift), tz(self.stored, halvings + shift))
        open_ = kg >= 0
        assert ((sc * seen).sum(1) == y)[open_].all()
        self.touched += [(write | open_).sum(), write.sum()]
        write = write | (np.arange(len(x)) == self.frame % len(x))
        self.stored = np.where(write[:, None], fresh, self.stored)
        self.stamp = np.where(write, now, self.stamp)
        self.frame += 1


def integer_network(P, spec, spikes):
    M, L = spec["M"], spec["L"]
    blocks = [IntegerBlock(P, f"block{n + 1}", spec) for n in range(L)]
    last = IntegerNeurons(spec, "last", M, spec["Fr"], P.get("output.threshold"))
    late = delayed(spikes[None], P["embedding.delay"].astype(float))[0] if "embedding.delay" in P else spikes
    found, counts = {}, np.zeros(M, int)
    for s in late:
        r = sat(((P["embedding.weight"] @ s) << spec["shiftEmbedding"]) + P["embedding.bias"])
        found.setdefault("r0", []).append(r)
        for n, block in enumerate(blocks, 1):
            r, values = block(r)
            for name, value in values.items():
                found.setdefault(f"{name}{n}", []).append(value)
        event = last(r)
        found.setdefault("events", []).append(event)
        counts = counts + event
    hidden = np.maximum(P["H1"] @ counts + P["c1"], 0)
    shift = spec["headShift"]
    hidden = np.minimum(255, (hidden + ((1 << shift) >> 1)) >> shift)
    found = {name: np.array(value) for name, value in found.items()}
    found.update(counts=counts, hidden=hidden, logits=P["H2"] @ hidden + P["c2"])
    touched = sum(b.touched for b in blocks) / (L * spec["N"] * len(spikes))
    return found, touched


# Cases


def single(a):
    return np.asarray(a, np.float32).astype(np.float64)


def save(path, tensors, metadata):
    header, data = {"__metadata__": {k: str(v) for k, v in metadata.items()}}, b""
    for name, a in tensors.items():
        a = np.ascontiguousarray(a)
        a = a.astype("<i4") if a.dtype.kind in "ib" else a.astype("<f8")
        raw = a.tobytes()
        header[name] = {"dtype": "I32" if a.dtype.kind == "i" else "F64", "shape": list(a.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def draw_maps(g, spec, inputs, P):
    M, N, S, H = (spec[k] for k in "MNSH")
    R = 2 * N + 2 * S + H
    shift = np.concatenate([np.full(N, 0.4), np.full(N, 0.3), np.full(2 * S, 0.75), np.resize([0.5, 1.2, 1.8, 2.5], H)])

    def one(name, rows, columns, gain, bias):
        P[name + ".weight"] = single(g.standard_normal((rows, columns)) * gain / columns ** 0.5)
        P[name + ".bias"] = single(bias + 0.1 * g.standard_normal(rows))
        if spec["norm"]:
            P[name + ".bias"] = single(0.1 * g.standard_normal(rows))
            P[name + ".norm.scale"] = single(0.4 + 0.4 * g.random(rows))
            P[name + ".norm.shift"] = single(bias + 0.1 * g.standard_normal(rows))

    graded = spec["form"] == "graded"
    if inputs:
        one("embedding", M, inputs, 2.0, np.full(M, 0.3))
    for n in range(1, spec["L"] + 1):
        one(f"block{n}.in", R, M, 1.5, shift)
        one(f"block{n}.out", M, N, 1.5, np.zeros(M))
        if graded:
            for which, count in (("stream", M), ("value", N), ("output", N)):
                P[f"block{n}.{which}.threshold"] = single(0.1 + 0.3 * g.random(count))
    if graded and inputs:
        P["output.threshold"] = single(0.1 + 0.3 * g.random(M))


def until_apart(seed, make):
    for attempt in range(1000):
        try:
            return make(np.random.default_rng([seed, attempt]))
        except Near:
            pass
    raise SystemExit("no case is far enough from its thresholds")


def busy(name, **values):
    shares = {k: round(float((v != 0).mean()), 3) for k, v in values.items()}
    if not all(0.05 < v < 0.98 for v in shares.values()):
        raise Near
    print(name, "not 0:", shares)


def compare(name, loss, P, G, g):
    """G against central differences of `loss` along random directions in each tensor."""
    for key in G:
        for _ in range(3):
            way = g.standard_normal(P[key].shape)
            kept, size = P[key], 1e-6
            P[key] = kept + size * way
            up = loss()
            P[key] = kept - size * way
            down = loss()
            P[key] = kept
            expected, found = (up - down) / (2 * size), (G[key] * way).sum()
            limit = 1e-6 * max(1e-2, np.abs(G[key] * way).sum())
            assert abs(expected - found) <= limit, (name, key, expected, found)


def block_case(folder, name, spec):
    def make(g):
        P, G = {}, {}
        draw_maps(g, spec, 0, P)
        r = single(g.standard_normal((spec["B"], spec["T"], spec["M"])) * 0.6 + 0.3)
        block = Block(P, G, "block1", spec)
        out = block(r)
        w = single(g.standard_normal(out.shape))
        by_r = block.back(w)
        tensors = dict(r=r, **P, G=w, u=block.u, v=block.v, x=block.x, gate=block.g, B=block.b, C=block.c,
                       step=block.d, clock=block.clock, states=block.s, y=block.y, outputs=block.out, out=out)
        tensors.update({"d." + k: v for k, v in G.items()}, **{"d.r": by_r})
        busy(name, u=block.u, x=block.x, gate=block.g, B=block.b, C=block.c, step=block.d, outputs=block.out)
        block.fix()
        parameters = dict(P, r=r)
        block.P = block.map_in.P = block.map_out.P = parameters
        compare(name, lambda: (w * block(parameters["r"])).sum(), parameters, dict(G, r=by_r), g)
        return tensors

    save(f"{folder}/{name}.safetensors", until_apart(spec["seed"], make),
         dict(settings(spec), loss="sum(G*out)"))


def settings(spec):
    return {k: v for k, v in spec.items() if k not in ("seed", "B", "T", "loud")}


def network_case(folder, name, spec):
    def make(g):
        P = {}
        draw_maps(g, spec, spec["I"], P)
        if spec["D"]:
            P["embedding.delay"] = single(spec["D"] * g.random(spec["I"]))
        Rh, K, M = 5, 4, spec["M"]
        P.update(H1=single(g.standard_normal((Rh, M))), c1=single(0.1 * g.standard_normal(Rh)),
                 H2=single(g.standard_normal((K, Rh))), c2=single(0.1 * g.standard_normal(K)))
        s = 1.0 * (g.random((spec["B"], spec["T"], spec["I"])) < 0.25)
        labels = g.integers(0, K, spec["B"])
        net = Network(P, spec)
        loss = net(s, labels)
        apart(net.relu.a)
        G = dict(net.back())
        tensors = dict(s=s, labels=labels, **P, late=net.late, events=net.outputs, logits=net.logits,
                       loss=np.array([loss]))
        for n, block in enumerate(net.blocks, 1):
            tensors.update({f"u{n}": block.u, f"x{n}": block.x, f"gate{n}": block.g, f"step{n}": block.d,
                            f"outputs{n}": block.out, f"y{n}": block.y})
            busy(f"{name} block {n}", u=block.u, x=block.x, gate=block.g, step=block.d, outputs=block.out)
        tensors.update({"d." + k: v for k, v in G.items()})
        net.fix()
        smooth = {k: v for k, v in G.items() if k != "embedding.delay"}
        compare(name, lambda: net(s, labels), P, smooth, g)
        return tensors

    save(f"{folder}/{name}.safetensors", until_apart(spec["seed"], make), dict(settings(spec), loss="cross-entropy"))


def integer_case(folder, name, spec):
    save(f"{folder}/{name}.safetensors", until_apart(spec["seed"], lambda g: integers(g, name, spec)), settings(spec))


def integers(g, name, spec):
    M, N, S, H, I, T = (spec[k] for k in ("M", "N", "S", "H", "I", "T"))
    R, Rh, K = 2 * N + 2 * S + H, 6, 4
    weight = lambda *shape: g.integers(-8, 8, shape)
    one_r, one_v = 1 << spec["Fr"], 1 << spec["Fv"]
    P = {"embedding.weight": weight(M, I), "embedding.bias": g.integers(-one_r // 4, one_r, M)}
    for n in range(1, spec["L"] + 1):
        rise = np.concatenate([np.full(N, 0.5), np.full(N, 0.3), np.full(2 * S, 0.75), np.resize([0.5, 1.2, 1.8, 2.5], H)])
        P[f"block{n}.in.weight"] = weight(R, M)
        P[f"block{n}.in.bias"] = (rise * one_v).astype(int) + g.integers(-one_v // 4, one_v // 4, R)
        P[f"block{n}.out.weight"] = weight(M, N)
        P[f"block{n}.out.bias"] = g.integers(-one_r // 4, one_r // 4, M)
        if spec["form"] == "graded":
            P[f"block{n}.stream.threshold"] = g.integers(one_r // 8, one_r, M)
            P[f"block{n}.value.threshold"] = g.integers(one_v // 8, one_v, N)
            P[f"block{n}.output.threshold"] = g.integers(32, 128, N)
    if spec["form"] == "graded":
        P["output.threshold"] = g.integers(one_r // 8, one_r, M)
    if spec["D"]:
        P["embedding.delay"] = g.integers(0, spec["D"] + 1, I)
    P.update(H1=weight(Rh, M), c1=g.integers(-50, 51, Rh), H2=weight(K, Rh), c2=g.integers(-50, 51, K))
    spikes = (g.random((T, I)) < 0.2 * (1 + np.sin(np.arange(T) / 4))[:, None]).astype(int)
    if "loud" in spec:
        P["block1.in.bias"][:N], P["block1.in.weight"][:N] = 2 * one_v, 0
        P["block1.in.bias"][2 * N:2 * N + S], P["block1.in.weight"][2 * N:2 * N + S] = one_v, 0
        P["block1.in.bias"][2 * N + 2 * S:], P["block1.in.weight"][2 * N + 2 * S:] = (0 + np.arange(H)) * one_v, 0
    found, touched = integer_network(P, spec, spikes)
    if "loud" not in spec:
        busy(name, **{k: found[k] for k in ("u1", "x1", "step1", "outputs1", "u2", "x2", "outputs2", "events")},
             gate=found["gate1"] + 1, hidden=found["hidden"])
    print(name, "channels read, written:", np.round(touched, 3), "largest state", np.abs(found["states1"]).max(),
          "largest r", np.abs(found["r1"]).max(), "logits", found["logits"], "hidden", found["hidden"])
    return dict(s=spikes, **P, **found)


def main(folder):
    common = dict(KB=3, Kg=3, norm=False, L=1, B=2, T=16)
    graded, spikes, powers = dict(form="graded", A=4), dict(form="spiking", K=1), dict(form="spiking", K=3)
    block_case(folder, "ssm-block-graded", dict(common, seed=1, M=6, N=8, H=2, S=4, **graded))
    block_case(folder, "ssm-block-spikes", dict(common, seed=2, M=7, N=6, H=3, S=8, **spikes))
    block_case(folder, "ssm-block-powers", dict(common, seed=3, M=6, N=6, H=1, S=16, **powers, Kg=2, KB=2))
    whole = dict(common, norm=True, L=2, B=3, T=20, I=12, M=6, N=8, H=4, S=8)
    network_case(folder, "ssm-network-graded", dict(whole, seed=4, D=5, sigma=1.25, **graded))
    network_case(folder, "ssm-network-spikes", dict(whole, seed=5, D=0, **spikes))
    integers = dict(KB=3, Kg=3, L=2, T=48, I=12, M=8, N=9, H=3, S=8, headShift=5, Fv=6, Fr=6)
    integer_case(folder, "ssm-integer-graded", dict(
        integers, seed=6, D=0, shiftEmbedding=3, shiftIn=0, shiftOut=0, **graded))
    integer_case(folder, "ssm-integer-spikes", dict(
        integers, seed=7, D=7, shiftEmbedding=3, shiftIn=4, shiftOut=4, **spikes))
    integer_case(folder, "ssm-integer-powers", dict(
        integers, seed=8, D=0, S=4, KB=2, shiftEmbedding=3, shiftIn=2, shiftOut=2, **powers))
    integer_case(folder, "ssm-integer-loud", dict(
        integers, seed=9, D=0, T=300, M=3, N=4, H=4, L=1, S=8, I=4, loud=1, shiftEmbedding=12, shiftIn=4, shiftOut=6, **graded))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ".")
