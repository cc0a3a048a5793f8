"""Reads a weight image and its known answers by the text of the format alone, and answers them again.

Usage: python3 limits.py IMAGE ANSWERS. Shares no code with Keyspike; needs NumPy. Prints how many numbers
were compared and the SHA-256 of both files, or fails at the first array that differs. For dense or compressed
matrices, any encoder, both readouts, all format versions that are read. Tables of front end and detector are
computed again; the answers to a stream of sound are not.
"""
import hashlib
import struct
import sys

import numpy as np


def sections(path, magic):
    data = open(path, "rb").read()
    version, count, length = struct.unpack_from("<HHI", data, 4)
    assert data[:4] == magic and length == len(data), path
    entries = [struct.unpack_from("<HHIII", data, 16 + 16 * i) for i in range(count)]
    parts = {(kind, index): data[at:at + size] for kind, index, at, size, _ in entries}
    assert list(parts) == [entry[:2] for entry in entries], path
    return version, parts


def rounded(values):
    return np.floor(np.asarray(values) + 0.5).astype(np.int64)


def front_end(section):
    """The bands that the front end makes; its tables must be those of so many bands."""
    kind, bands = struct.unpack_from("<BH", section)
    if kind == 0:
        gain, = struct.unpack_from("<d", section, 3)
        assert len(section) == 11 and 0 < gain < float("inf")
        return bands
    exponent, rise, fall, share = struct.unpack_from("<bBBH", section, 3)
    assert kind == 1 and -16 <= exponent <= 30 and rise < 16 and fall < 16 and share <= 256
    assert share or (rise, fall) == (7, 4)
    mel = lambda hz: 2595 * np.log10(1 + hz / 700)
    edges = 700 * (10 ** (np.linspace(mel(20), mel(8000), bands + 2) / 2595) - 1)
    u16 = lambda values: rounded(values).astype("<u2").tobytes()
    expected = u16(32768 * (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(201) / 400)))
    expected += u16(16384 * np.cos(2 * np.pi * np.arange(129) / 512))
    expected += rounded(65536 * np.log2(1 + np.arange(129) / 128)).astype("<u4").tobytes()
    hz = np.arange(257) * 31.25
    for low, centre, high in zip(edges, edges[1:], edges[2:]):
        triangle = np.minimum((hz - low) / (centre - low), (high - hz) / (high - centre))
        weights = rounded(4096 * np.maximum(0, triangle))
        bins = np.flatnonzero(weights)
        first, end = (bins[0], bins[-1] + 1) if len(bins) else (0, 0)
        expected += u16([first, end - first]) + u16(weights[first:end])
    assert section[8:] == expected, "tables of the front end differ"
    return bands


def detector(section, classes):
    smoothing, refractory = struct.unpack_from("<BI", section)
    thresholds = np.frombuffer(section, "<u2", classes, 5)
    assert smoothing and refractory < 1 << 31 and (thresholds <= 32768).all()
    powers = rounded(32768 * 2.0 ** (-np.arange(65) / 64)).astype("<u2").tobytes()
    assert section[5 + 2 * classes:] == powers, "table of the detector differs"


def matrix(parts, index, rows, columns, bits, lanes):
    room = struct.unpack("<H", parts[9, index])[0] if (9, index) in parts else None
    bitmap = 0 if room is None else -(-lanes // 8)
    word = bitmap + -(-(room or lanes) * bits // 8)
    groups = -(-rows // lanes)
    data = np.frombuffer(parts[7, index], np.uint8).reshape(columns, groups, word)
    values = np.unpackbits(data[:, :, bitmap:], axis=2, bitorder="little")
    values = values[:, :, :(room or lanes) * bits].reshape(columns, groups, -1, bits)
    weights = values @ (1 << np.arange(bits)) - (values[..., -1].astype(int) << bits)
    if room is not None:
        here = np.unpackbits(data[:, :, :bitmap], axis=2, bitorder="little")[:, :, :lanes]
        place = np.cumsum(here, axis=2) - 1
        weights = np.where(here, np.take_along_axis(weights, np.maximum(place, 0), 2), 0)
    return weights.reshape(columns, groups * lanes).T[:rows].astype(np.int64)


def delays(section, inputs):
    planes = np.frombuffer(section, np.uint8, offset=1).reshape(int(section[0]).bit_length(), -(-inputs // 8))
    digits = np.unpackbits(planes, axis=1, bitorder="little").astype(np.int64)
    d = (digits << np.arange(len(digits))[:, None]).sum(0)
    assert d.max(initial=0) == section[0] and not d[inputs:].any()
    return d[:inputs]


def fire(code, u, theta):
    """Outputs and what is left of the potentials."""
    if code[0] == 0:
        s = (u >= theta).astype(np.int64)
        return s, u - theta * s
    if code[0] == 1:
        levels = code[1]
        s = np.zeros_like(u)
        for k in reversed(range(levels)):
            s[u >= theta >> k] = 1 << levels - 1 - k
        return s, u - (theta * s >> levels - 1)
    _, a, p = code
    return np.where(u >= theta, np.clip(u >> p, 0, (1 << a) - 1), 0), u


def network(path):
    version, parts = sections(path, b"KSWI")
    assert (version == 5) == any(kind in (15, 16) for kind, _ in parts)
    head = parts[1, 0]
    form = "<IBBBBHH" if version >= 4 else "<I8xBBBBHH"
    bands, encoder, steps, bits, width, lanes, count = struct.unpack_from(form, head)
    at = struct.calcsize(form)
    if version >= 4:
        made = front_end(parts[13, 0])
        assert made == (struct.unpack_from("<I", parts[8, 0])[0] if (8, 0) in parts else bands)
    inputs = bands * {0: 4, 1: 1, 2: 2}[encoder]
    i16 = lambda key: np.frombuffer(parts[key], "<i2").astype(np.int64)
    layers = []
    for l in range(count):
        n, kind = struct.unpack_from("<IB", head, at)
        at += 5
        layer = dict(n=n, shifts=parts[3, l], q=np.frombuffer(parts[4, l], np.uint8).astype(np.int64),
                     theta=i16((5, l)), b=i16((6, l)), W=matrix(parts, 2 * l, n, inputs, bits, lanes))
        if kind & 1:
            layer["U"] = matrix(parts, 2 * l + 1, n, n, bits, lanes)
        assert ((15, l) in parts, (16, l) in parts) == (kind & 4 != 0, kind & 8 != 0)
        layer["code"] = tuple(parts[15, l]) if kind & 4 else (0,)
        layer["d"] = delays(parts[16, l], inputs) if kind & 8 else np.zeros(inputs, np.int64)
        if kind & 2:
            own = parts[12, l]
            layer["adapt"] = [np.frombuffer(own[:n], np.uint8).astype(np.int64),
                              np.frombuffer(own[n:2 * n], np.int8).astype(np.int64),
                              np.frombuffer(own[2 * n:], "<i2").astype(np.int64)]
        layers.append(layer)
        inputs = n
    frame_wise, classes, _ = struct.unpack_from("<BIb", head, at)
    net = dict(bands=bands, encoder=encoder, TS=steps, top=(1 << width - 1) - 1, layers=layers, K=classes,
               delta=i16((2, 0)).reshape(-1, bands) if encoder != 1 else None, frame_wise=frame_wise)
    rows = classes
    assert ((14, 0) in parts) == (version >= 4 and not frame_wise)
    if (14, 0) in parts:
        detector(parts[14, 0], classes)
    if not frame_wise:
        rows, net["T"] = struct.unpack_from("<II", head, at + 6)
        net["r"] = parts[3, count][0]
        net["H2"] = matrix(parts, 2 * count + 2, classes, rows, bits, lanes)
        net["c2"] = i16((6, count + 1))
    net["H1"] = matrix(parts, 2 * count, rows, inputs, bits, lanes)
    net["c1"] = i16((6, count))
    return net


def run(net, x):
    phases = {0: 2, 1: 0, 2: 1}[net["encoder"]]
    estimates = np.zeros((2, net["bands"]), np.int64)
    state = [dict(v=np.zeros(l["n"], np.int64), w=np.zeros(l["n"], np.int64), last=np.zeros(l["n"], np.int64),
                  before=np.zeros((net["TS"], l["n"]), np.int64), past=[[] for _ in range(net["TS"])])
             for l in net["layers"]]
    said = dict(encoder=[], s=[[] for _ in state], u=[[] for _ in state], w=[[] for _ in state], logits=[])
    counts = np.zeros(net["layers"][-1]["n"], np.int64)
    for frame in x.astype(np.int64):
        channels, target = [], frame
        for p in range(phases):
            error = target - estimates[p]
            up, down = error >= net["delta"][p], -error >= net["delta"][p]
            estimates[p] += net["delta"][p] * (up.astype(int) - down)
            target = target - estimates[p]
            channels += [up, down]
        first = np.concatenate(channels).astype(np.int64) if phases else frame
        if phases:
            said["encoder"].append(first)
        merged = np.zeros_like(counts)
        for k in range(net["TS"]):
            s = first
            for l, (layer, own) in enumerate(zip(net["layers"], state)):
                past = own["past"][k]
                past.append(s)
                late = np.array([past[-1 - d][j] if d < len(past) else 0 for j, d in enumerate(layer["d"])])
                current = (layer["W"] @ late << layer["shifts"][0]) + layer["b"]
                if "U" in layer:
                    current = current + (layer["U"] @ own["before"][k] << layer["shifts"][1])
                if "adapt" in layer:
                    q_rho, q_a, gamma = layer["adapt"]
                    own["w"] = np.clip((q_rho * own["w"] + q_a * own["v"] + 128 >> 8) + gamma * own["last"],
                                       -32768, 32767)
                    current = current - own["w"]
                    said["w"][l].append(own["w"])
                u = np.clip((layer["q"] * own["v"] + 128 >> 8) + current, -net["top"] - 1, net["top"])
                s, own["v"] = fire(layer["code"], u, layer["theta"])
                own["last"] = own["before"][k] = s
                said["u"][l].append(u)
                said["s"][l].append(s)
            merged = merged + s
        counts = counts + merged
        if net["frame_wise"]:
            said["logits"].append(net["H1"] @ merged + net["c1"])
    if not net["frame_wise"]:
        r = int(net["r"])
        h = np.maximum(0, net["H1"] @ counts + net["c1"])
        h = np.minimum(255, (h + (1 << r - 1) >> r) if r else h)
        said["logits"] = net["H2"] @ h + net["c2"]
    return said


def main(image, answers):
    net = network(image)
    version, known = sections(answers, b"KSKA")
    shape = known[1, 0]
    digest = hashlib.sha256(open(image, "rb").read()).digest()
    assert shape[:32] == digest, "answers of another image"
    compared = 0
    at = 36
    for c in range(struct.unpack_from("<I", shape, 32)[0]):
        frames, steps, samples = struct.unpack_from("<IBI", shape, at)
        assert version < 3 or samples in (0, 160 * frames) and len(known[8, c]) == 2 * samples
        at += 9 if version >= 3 else 5
        layers, = struct.unpack_from("<16xH", shape, at)
        at += 18
        digits = [shape[at + 8 + 9 * l] if version >= 4 else 1 for l in range(layers)]
        at += (9 if version >= 4 else 8) * layers
        x = np.frombuffer(known[2, c], np.uint8).reshape(frames, net["bands"])
        said = run(net, x)
        flat = lambda values: np.array(values, np.int64).ravel()
        bits = lambda values: np.packbits(flat(values).astype(np.uint8), bitorder="little").tobytes()
        assert digits == [max(1, int(np.max(s)).bit_length()) for s in said["s"]]
        planes = [flat(s) >> digit & 1 for s, count in zip(said["s"], digits) for digit in range(count)]
        found = {3: bits(said["encoder"]), 4: b"".join(map(bits, planes)),
                 5: b"".join(flat(u).astype("<i2").tobytes() for u in said["u"]),
                 6: flat(said["logits"]).astype("<i4").tobytes(),
                 7: b"".join(flat(w).astype("<i2").tobytes() for w in said["w"] if w)}
        for kind, content in found.items():
            assert known[kind, c] == content, f"clip {c}: section {kind} differs"
        compared += sum(flat(part).size for part in [said["encoder"], said["logits"], *said["s"], *said["u"],
                                                     *said["w"]])
    print("identical:", compared, "numbers", digest.hex(), hashlib.sha256(open(answers, "rb").read()).hexdigest())


main(*sys.argv[1:])
