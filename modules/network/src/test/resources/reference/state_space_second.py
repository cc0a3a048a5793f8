#!/usr/bin/python3
"""A second reading of docs/concepts/state-space.md against the golden values of the first.

usage: state_space_second.py FOLDER

Written from the page alone, sharing nothing with state_space.py: float64 with gradients by hand, and integers, both
with every state halved in every frame and with stamps and clocks of 16 bits that leave channels alone. It reads
ssm-*.safetensors in FOLDER, computes all that they store from their inputs and parameters, and names every
difference. Integers must be equal; a float may be off by 1e-9 of the largest of its array. Where the page can be read
in two ways, or one of the two scripts is wrong, they differ.

Whole clips are (clips, frames, channels), states (clips, frames, channels, states).
"""
import json
import pathlib
import struct
import sys

import numpy as np

LADDER = {4: [2, 4, 6, 8], 8: [1, 2, 3, 4, 5, 6, 7, 8], 16: [j for j in range(1, 9) for _ in (0, 1)]}
# l of the leaks 1 - 2^-l.
LEAKS = {"stream": (0, 1, 2, 3, 4), "value": (0, 1, 2), "output": (0, 1, 2), "last": (1, 2, 3, 1)}


def leak(place, count):
    """l of neurons 0 .. count-1; a leak is 1 - 2^-l."""
    return np.array([LEAKS[place][i % len(LEAKS[place])] for i in range(count)])


class Spec:
    """A case's settings, and what follows from them."""

    def __init__(s, meta):
        s.graded = meta["form"] == "graded"
        s.H, s.S, s.kb, s.kg, s.A, s.K = (int(meta.get(k, 0)) for k in ("H", "S", "KB", "Kg", "A", "K"))
        s.j = np.array(LADDER[s.S])
        s.pace = 2.0 ** s.j
        s.e = (s.j - 1) // 2
        s.o = (s.A if s.graded else s.K) - 1


def surrogate(z):
    """Fast sigmoid with its usual slope and gain."""
    return 1 / (1 + 10 * np.abs(z)) ** 2


def stairs(a, levels):
    """The derivative of the largest of 1, 1/2 .. that a reaches."""
    w = [2.0 ** -(k + 1) for k in range(levels - 1)] + [2.0 ** -(levels - 1)]
    return sum(w[k] * surrogate(a - 2.0 ** -k) for k in range(levels))


def largest(a, levels):
    """The largest of 1, 1/2 .. that a reaches, else 0."""
    out = np.zeros_like(a)
    for k in reversed(range(levels)):
        out = np.where(a >= 2.0 ** -k, 2.0 ** -k, out)
    return out


class Events:
    """E over whole clips (clips, frames, neurons)."""

    def __init__(s, spec, place, i, tau):
        s.spec, s.tau = spec, tau
        if spec.graded:
            step = 2.0 / 2 ** spec.A
            s.a = i
            s.y = np.where(i >= tau, np.minimum(2 ** spec.A - 1, np.floor(i / step)) * step, 0)
            return
        s.beta = 1 - 2.0 ** -leak(place, i.shape[2])
        s.a, s.y, m = np.empty_like(i), np.empty_like(i), np.zeros_like(i[:, 0])
        for t in range(i.shape[1]):
            s.a[:, t] = s.beta * m + i[:, t]
            s.y[:, t] = largest(s.a[:, t], spec.K)
            m = s.a[:, t] - s.y[:, t]

    def backward(s, dy):
        """The gradients by i and by tau."""
        if s.spec.graded:
            return (np.where((s.a >= s.tau) & (s.a < 2), dy, 0),
                    (dy * -s.tau * surrogate(s.a - s.tau)).sum((0, 1)))
        di, dm = np.empty_like(dy), np.zeros_like(dy[:, 0])
        slope = stairs(s.a, s.spec.K)
        for t in reversed(range(dy.shape[1])):
            di[:, t] = dy[:, t] * slope[:, t] + dm
            dm = s.beta * di[:, t]
        return di, None


class Map:
    """W x + b, with batch norm in training mode where there is one."""

    def __init__(s, p, name, x):
        s.x, s.w, s.name = x, p[name + ".weight"], name
        z = x @ s.w.T + p[name + ".bias"]
        s.scale = p.get(name + ".norm.scale")
        if s.scale is None:
            s.y = z
            return
        s.root = np.sqrt(z.var((0, 1)) + 1e-5)
        s.hat = (z - z.mean((0, 1))) / s.root
        s.y = s.scale * s.hat + p[name + ".norm.shift"]

    def backward(s, dy, grads):
        if s.scale is not None:
            grads[s.name + ".norm.shift"] = dy.sum((0, 1))
            grads[s.name + ".norm.scale"] = (dy * s.hat).sum((0, 1))
            d = dy * s.scale
            dy = (d - d.mean((0, 1)) - s.hat * (d * s.hat).mean((0, 1))) / s.root
        grads[s.name + ".weight"] = np.einsum("btr,btm->rm", dy, s.x)
        grads[s.name + ".bias"] = dy.sum((0, 1))
        return dy @ s.w


class Block:
    """A block over whole clips."""

    def __init__(s, spec, p, name, r):
        s.spec, s.name = spec, name
        tau = lambda part: p.get("%s.%s.threshold" % (name, part))
        s.eu = Events(spec, "stream", r, tau("stream"))
        s.map_in = Map(p, name + ".in", s.eu.y)
        v = s.v = s.map_in.y
        n, S, H = p[name + ".out.weight"].shape[1], spec.S, spec.H
        s.N, s.head = n, np.arange(n) * H // n
        xh, s.zh, s.bh, s.ch, s.p = np.split(v, [n, 2 * n, 2 * n + S, 2 * n + 2 * S], axis=2)
        s.ex = Events(spec, "value", xh, tau("value"))
        s.g = largest(s.zh, spec.kg)
        s.B = np.sign(s.bh) * largest(np.abs(s.bh), spec.kb)
        s.C = np.sign(s.ch) * largest(np.abs(s.ch), spec.kb)
        s.step = np.where(s.p < 0, 0, 2.0 ** np.minimum(3, np.floor(s.p)))
        s.clock = np.cumsum(s.step, 1)
        pace = spec.pace
        k = np.floor(s.clock[..., None] / pace) - np.floor((s.clock - s.step)[..., None] / pace)
        s.half = 2.0 ** -k[:, :, s.head]
        s.states, st = np.empty(r.shape[:2] + (n, S)), np.zeros((len(r), n, S))
        for t in range(r.shape[1]):
            take = (s.ex.y[:, t] * s.step[:, t][:, s.head] / 2)[..., None] * s.B[:, t, None]
            st = s.states[:, t] = st * s.half[:, t] + take
        s.y = np.einsum("btn,btcn->btc", s.C * 2.0 ** -spec.e, s.states)
        s.ey = Events(spec, "output", s.g * s.y, tau("output"))
        s.map_out = Map(p, name + ".out", s.ey.y)
        s.out = r + s.map_out.y

    def backward(s, dout, grads):
        q, n = s.spec, s.N
        di, dty = s.ey.backward(s.map_out.backward(dout, grads))
        dg, dy = di * s.y, di * s.g
        dz = dg * stairs(s.zh, q.kg)
        read = 2.0 ** -q.e
        dC = np.einsum("btc,btcn->btn", dy, s.states) * read
        dB, dx, dstep = np.zeros_like(dC), np.zeros_like(dy), np.zeros_like(s.step)
        pace = q.pace
        ds = np.zeros_like(s.states[:, 0])
        member = s.head[:, None] == np.arange(q.H)
        for t in reversed(range(dy.shape[1])):
            step = s.step[:, t][:, s.head]
            x = s.ex.y[:, t]
            before = s.states[:, t - 1] if t else np.zeros_like(ds)
            ds = ds + dy[:, t, :, None] * (s.C[:, t] * read)[:, None]
            by_b = np.einsum("bcn,bn->bc", ds, s.B[:, t])
            dx[:, t] = step / 2 * by_b
            dB[:, t] = np.einsum("bcn,bc->bn", ds, x * step / 2)
            smooth = np.log(2) / pace * 2.0 ** (-step[..., None] / pace)
            dstep[:, t] = (x * by_b / 2 - (smooth * ds * before).sum(2)) @ member
            ds = ds * s.half[:, t]
        dxh, dtx = s.ex.backward(dx)
        dB, dC = dB * (np.abs(s.bh) < 2), dC * (np.abs(s.ch) < 2)
        dp = dstep * np.where((s.p > -2) & (s.p < 4), np.log(2) * 2.0 ** s.p, 0)
        du = s.map_in.backward(np.concatenate([dxh, dz, dB, dC, dp], 2), grads)
        dr, dtu = s.eu.backward(du)
        if q.graded:
            for part, d in (("stream", dtu), ("value", dtx), ("output", dty)):
                grads["%s.%s.threshold" % (s.name, part)] = d
        return dout + dr


def late(s, d):
    """Every channel of s (clips, frames, channels) floor(d + 1/2) frames late."""
    out = np.zeros_like(s)
    for c, w in enumerate(np.floor(d + 0.5).astype(int)):
        out[:, w:, c] = s[:, :s.shape[1] - w, c]
    return out


def delay_gradient(s, d, g, sigma):
    """The gradient by delays d of channels s, g that by what arrives."""
    t = np.arange(s.shape[1])
    out = np.empty_like(d)
    for c in range(len(d)):
        z = (t - d[c])[:, None] - t[None]
        slope = -z / sigma ** 2 * np.exp(-z ** 2 / (2 * sigma ** 2)) / (sigma * np.sqrt(2 * np.pi))
        out[c] = -(g[:, :, c] * (s[:, :, c] @ slope.T)).sum()
    return out


class Network:
    """Embedding, blocks, E_last, keyword readout; the loss is the mean cross-entropy of the clips."""

    def __init__(s, spec, p, blocks, spikes, sigma):
        s.p, s.graded, s.spikes, s.sigma = p, spec.graded, spikes, sigma
        s.delay = p.get("embedding.delay")
        s.embedding = Map(p, "embedding", spikes if s.delay is None else late(spikes, s.delay))
        r, s.blocks = s.embedding.y, []
        for b in range(1, blocks + 1):
            s.blocks.append(Block(spec, p, "block%d" % b, r))
            r = s.blocks[-1].out
        s.last = Events(spec, "last", r, p.get("output.threshold"))
        s.mean = s.last.y.mean(1)
        s.hidden = np.maximum(0, s.mean @ p["H1"].T + p["c1"])
        s.logits = s.hidden @ p["H2"].T + p["c2"]

    def backward(s, labels, grads):
        p, rows = s.p, np.arange(len(labels))
        share = np.exp(s.logits)
        share /= share.sum(1, keepdims=True)
        s.loss = -np.log(share[rows, labels]).mean()
        share[rows, labels] -= 1
        d = share / len(labels)
        grads["H2"], grads["c2"] = d.T @ s.hidden, d.sum(0)
        d = d @ p["H2"] * (s.hidden > 0)
        grads["H1"], grads["c1"] = d.T @ s.mean, d.sum(0)
        frames = s.last.y.shape[1]
        d, tau = s.last.backward(np.repeat((d @ p["H1"] / frames)[:, None], frames, 1))
        if s.graded:
            grads["output.threshold"] = tau
        for block in reversed(s.blocks):
            d = block.backward(d, grads)
        d = s.embedding.backward(d, grads)
        if s.delay is not None:
            grads["embedding.delay"] = delay_gradient(s.spikes, s.delay, d, s.sigma)


# Integers, frame by frame.


def tz(a, k):
    return np.sign(a) * (np.abs(a) >> k)


def sat(a):
    return np.clip(a, -32768, 32767)


class IntegerEvents:
    def __init__(s, spec, place, count, f, tau):
        s.spec, s.f, s.tau = spec, f, tau
        s.m = np.zeros(count, np.int64)
        s.q = 256 - (1 << (8 - leak(place, count)))

    def __call__(s, i):
        if s.spec.graded:
            return np.where(i >= s.tau, np.minimum((1 << s.spec.A) - 1, i >> (s.f - s.spec.o)), 0)
        a, theta = sat(((s.q * s.m + 128) >> 8) + i), 1 << s.f
        k = exponent(a, s.f, s.spec.K)
        event = np.where(k >= 0, 1 << (s.spec.o - np.maximum(k, 0)), 0)
        s.m = a - (theta * event >> s.spec.o)
        return event


def exponent(v, f, levels):
    """The least k with v >= 2^(f-k), -1 if there is none."""
    out = np.full(v.shape, -1)
    for k in reversed(range(levels)):
        out = np.where(v >= 1 << (f - k), k, out)
    return out


class IntegerBlock:
    """A block with its state. `lazy` leaves channels alone, its clocks start so late that their 16 bits overflow."""

    def __init__(s, spec, meta, p, name, lazy):
        s.spec, s.lazy, s.t = spec, lazy, 0
        s.w_in, s.b_in, s.w_out, s.b_out = (p[name + k] for k in (".in.weight", ".in.bias", ".out.weight", ".out.bias"))
        s.fv, s.sh_in, s.sh_out = (int(meta[k]) for k in ("Fv", "shiftIn", "shiftOut"))
        m, s.N = s.w_out.shape
        s.fs = 14 - spec.j.max()
        s.head = np.arange(s.N) * spec.H // s.N
        tau = [p.get("%s.%s.threshold" % (name, k)) for k in ("stream", "value", "output")]
        s.eu = IntegerEvents(spec, "stream", m, int(meta["Fr"]), tau[0])
        s.ex = IntegerEvents(spec, "value", s.N, s.fv, tau[1])
        s.ey = IntegerEvents(spec, "output", s.N, s.fs, tau[2])
        # 2^16 - 256 is a multiple of every half-life, so nothing but the clock itself may show it.
        s.start = (1 << 16) - 256 if lazy else 0
        s.clock = np.full(spec.H, s.start, np.int64)
        s.stored, s.stamp = np.zeros((s.N, spec.S), np.int64), s.clock[s.head]

    def age(s):
        """Halvings of every state since its stamp: a difference of counters of 16 - j bits."""
        j = s.spec.j
        return ((s.clock[s.head][:, None] >> j) - (s.stamp[:, None] >> j)) & ((1 << (16 - j)) - 1)

    def frame(s, r):
        q, n = s.spec, s.N
        u = s.eu(r)
        v = sat(((s.w_in @ u) << s.sh_in) + s.b_in)
        xh, zh, bh, ch, p = np.split(v, [n, 2 * n, 2 * n + q.S, 2 * n + 2 * q.S])
        x, kg = s.ex(xh), exponent(zh, s.fv, q.kg)
        kb, kc = exponent(np.abs(bh), s.fv, q.kb), exponent(np.abs(ch), s.fv, q.kb)
        delta = np.where(p < 0, -1, np.minimum(3, p >> s.fv))
        step = np.where(p < 0, 0, 1 << np.maximum(delta, 0))
        s.clock = (s.clock + step) & 0xFFFF
        awake, shift = delta[s.head] >= 0, s.fs - q.o - 1 + delta[s.head][:, None] - kb
        take = np.where((kb >= 0) & awake[:, None], np.sign(bh) * (x[:, None] << np.maximum(0, shift)), 0)
        write = (x != 0) & awake if s.lazy else np.full(n, True)
        write[s.t % n] = True
        s.stored = np.where(write[:, None], tz(s.stored, s.age()) + take, s.stored)
        s.stamp = np.where(write, s.clock[s.head], s.stamp)
        y = (np.where(kc >= 0, np.sign(ch), 0) * tz(s.stored, s.age() + q.e + np.maximum(kc, 0))).sum(1)
        event = s.ey(sat(np.where(kg >= 0, tz(y, np.maximum(kg, 0)), 0)))
        s.t += 1
        out = sat(r + ((s.w_out @ event) << s.sh_out) + s.b_out)
        return dict(u=u, v=v, x=x, gate=kg, step=step, clock=(s.clock - s.start) & 0xFFFF,
                    states=tz(s.stored, s.age()), y=y, outputs=event, r=out)


def integers(spec, meta, p, lazy):
    blocks = [IntegerBlock(spec, meta, p, "block%d" % b, lazy) for b in range(1, int(meta["L"]) + 1)]
    last = IntegerEvents(spec, "last", int(meta["M"]), int(meta["Fr"]), p.get("output.threshold"))
    found = {}
    spikes = p["s"] if "embedding.delay" not in p else late(p["s"][None], p["embedding.delay"])[0]
    for s in spikes:
        r = sat(((p["embedding.weight"] @ s) << int(meta["shiftEmbedding"])) + p["embedding.bias"])
        found.setdefault("r0", []).append(r)
        for b, block in enumerate(blocks, 1):
            for key, value in block.frame(r).items():
                found.setdefault(key + str(b), []).append(value)
            r = found["r%d" % b][-1]
        found.setdefault("events", []).append(last(r))
    found = {key: np.array(value) for key, value in found.items()}
    shift = int(meta["headShift"])
    found["counts"] = found["events"].sum(0)
    hidden = np.maximum(0, p["H1"] @ found["counts"] + p["c1"])
    found["hidden"] = np.minimum(255, (hidden + (1 << shift >> 1)) >> shift)
    found["logits"] = p["H2"] @ found["hidden"] + p["c2"]
    return found


# The cases.


def block(spec, meta, p):
    b, found = Block(spec, p, "block1", p["r"]), {}
    found["r"] = b.backward(p["G"], found)
    found = {"d." + key: value for key, value in found.items()}
    return dict(found, u=b.eu.y, v=b.v, x=b.ex.y, gate=b.g, B=b.B, C=b.C, step=b.step, clock=b.clock, states=b.states,
                y=b.y, outputs=b.ey.y, out=b.out)


def network(spec, meta, p):
    n, found = Network(spec, p, int(meta["L"]), p["s"], float(meta.get("sigma", 0))), {}
    n.backward(p["labels"], found)
    found = {"d." + key: value for key, value in found.items()}
    found.update(late=n.embedding.x, events=n.last.y, logits=n.logits, loss=np.array([n.loss]))
    for i, b in enumerate(n.blocks, 1):
        for key, value in dict(u=b.eu.y, x=b.ex.y, gate=b.g, step=b.step, outputs=b.ey.y, y=b.y).items():
            found[key + str(i)] = value
    return found


def read(path):
    raw = path.read_bytes()
    size, = struct.unpack("<Q", raw[:8])
    header, data, arrays = json.loads(raw[8:8 + size]), raw[8 + size:], {}
    meta = header.pop("__metadata__")
    for name, entry in header.items():
        kind = {"F64": "<f8", "I32": "<i4"}[entry["dtype"]]
        a = np.frombuffer(data[slice(*entry["data_offsets"])], kind).reshape(entry["shape"])
        arrays[name] = a.astype(np.int64) if entry["dtype"] == "I32" else a
    return meta, arrays


def different(found, expected):
    if found.shape != expected.shape:
        return True
    if expected.dtype.kind == "i":
        return (found != expected).any()
    # What is 0 but for rounding, the gradient of a bias in front of batch norm, is compared with 1e-6 in place of it.
    return np.abs(found - expected).max() > 1e-9 * max(1e-6, np.abs(expected).max())


def main(folder):
    failed = cases = 0
    for path in sorted(pathlib.Path(folder).glob("ssm-*.safetensors")):
        meta, p = read(path)
        spec = Spec(meta)
        if "-block-" in path.name:
            runs = [("", block(spec, meta, p))]
        elif "-network-" in path.name:
            runs = [("", network(spec, meta, p))]
        else:
            runs = [(way, integers(spec, meta, p, way == " lazy")) for way in (" eager", " lazy")]
        for way, found in runs:
            wrong = [name for name in found if name not in p or different(found[name], p[name])]
            wrong += [name for name in p if name.startswith("d.") and name not in found]
            print(path.stem + way, len(found), "arrays,", "different: " + " ".join(wrong) if wrong else "equal")
            cases, failed = cases + 1, failed + bool(wrong)
    print(cases, "runs,", failed, "with differences")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
