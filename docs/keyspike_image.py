"""A weight image of Keyspike, read and run with NumPy: from samples of 16 bits to detections.

    python3 keyspike_image.py image.kswi                 what the image holds
    python3 keyspike_image.py image.kswi answers.kska    and whether this program answers the same

In a program:

    image = read_image("image.kswi")
    trace = run(image, features)                         features: (frames, bands), uint8
    print(image.classes[trace["logits"].argmax()])

Written from docs/hardware/image-format.md, docs/concepts and the equations of package org.keyspike.integer, and
sharing no code with Keyspike, so that the contract stands on two implementations. It needs Python 3.8 and NumPy alone
and stands by itself: copy it wherever it is needed. Keyspike's licence, GPL-3.0-or-later, holds for it.
"""

import hashlib
import struct
import sys
from collections import deque
from types import SimpleNamespace

import numpy as np

# ---------------------------------------------------------------------------------------------- container


class ImageError(ValueError):
    """A file that is no image or no known answers, was changed, or is of a version that this program cannot read."""


def _crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


_CRC = _crc_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _CRC[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def require(condition, problem):
    if not condition:
        raise ImageError(problem)


class Fields:
    """The bytes of a section, read field by field; little-endian."""

    def __init__(self, data, name):
        self.data, self.at, self.name = data, 0, name

    def raw(self, count):
        require(self.at + count <= len(self.data), self.name + " is too short")
        self.at += count
        return self.data[self.at - count : self.at]

    def one(self, kind):
        return struct.unpack("<" + kind, self.raw(struct.calcsize("<" + kind)))[0]

    def within(self, kind, low, high, what):
        value = self.one(kind)
        require(low <= value <= high, f"{self.name}: {what} is {value}, expected {low} to {high}")
        return value

    def array(self, kind, *shape):
        count = int(np.prod(shape, dtype=np.int64))
        dtype = np.dtype(kind).newbyteorder("<")
        return np.frombuffer(self.raw(count * dtype.itemsize), dtype).astype(np.int64).reshape(shape)

    def bits(self, *shape):
        count = int(np.prod(shape, dtype=np.int64))
        packed = np.frombuffer(self.raw((count + 7) // 8), np.uint8)
        bits = np.unpackbits(packed, bitorder="little")
        require(not bits[count:].any(), self.name + ": padding that is not 0")
        return bits[:count].astype(np.int64).reshape(shape)

    def text(self):
        return self.raw(self.one("I")).decode("utf-8")

    def end(self):
        require(self.at == len(self.data), self.name + " is too long")


class Sections:
    """The sections of a file, taken in the order that the format prescribes."""

    def __init__(self, path, magic, oldest, newest, most):
        with open(path, "rb") as file:
            data = file.read(most + 1)
        require(len(data) >= 20 and len(data) <= most and data[:4] == magic, f"{path} is no {magic.decode()} file")
        self.version, count, length, crc = struct.unpack_from("<HHII", data, 4)
        require(crc == crc32c(data[:12]), f"{path}: the header has another CRC")
        require(self.version >= oldest, f"{path}: version {self.version} is too old, export it again")
        require(self.version <= newest, f"{path}: version {self.version} is too new, get a newer reader")
        start = 16 + 16 * count
        require(length == len(data) and start + 4 <= length, f"{path} was cut short or has grown")
        table_crc = struct.unpack_from("<I", data, start)[0]
        require(table_crc == crc32c(data[16:start]), f"{path}: the table has another CRC")
        self.names, self.contents, self.next, at = [], [], 0, start + 4
        for i in range(count):
            kind, index, offset, size, crc = struct.unpack_from("<HHIII", data, 16 + 16 * i)
            name = f"section {kind}.{index} of {path}"
            require(offset == at and at + size <= length, name + " is not where the one before ends")
            at += size
            require(crc == crc32c(data[offset:at]), name + " has another CRC")
            self.names.append((kind, index))
            self.contents.append(Fields(data[offset:at], name))
        require(at == length, f"{path}: bytes after the last section")
        self.bytes, self.path = data, path

    def has(self, kind, index):
        return self.next < len(self.names) and self.names[self.next] == (kind, index)

    def take(self, kind, index):
        found = "%d.%d" % self.names[self.next] if self.next < len(self.names) else "the end"
        require(self.has(kind, index), f"{self.path}: found section {found}, expected {kind}.{index}")
        self.next += 1
        return self.contents[self.next - 1]

    def end(self):
        require(self.next == len(self.names), f"{self.path}: a section too many")


# -------------------------------------------------------------------------------------------- weight image

ENCODERS = ("residual", "direct", "step-forward")
EXPONENT_2 = np.array([int(np.floor(32768 * 2.0 ** (-i / 64) + 0.5)) for i in range(65)])


def read_image(path):
    """The content of a weight image, versions 2 to 7, every array in integers of 64 bits."""
    file = Sections(path, b"KSWI", 2, 8, 64 << 20)
    require(file.version < 8, f"{path}: version 8 has a state space, which this program cannot compute")
    image = SimpleNamespace(version=file.version, sha256=hashlib.sha256(file.bytes).hexdigest())
    kinds = _network(file.take(1, 0), image)
    image.frontend = None if image.version < 4 else _front_end(file.take(13, 0), image.version)
    if image.version < 4:
        image.frontend = SimpleNamespace(kind="float", bands=image.bands, gain=image.gain)
    if image.encoder != "direct":
        image.steps = _steps(file.take(2, 0), image)
    inputs = {"residual": 4, "direct": 1, "step-forward": 2}[image.encoder] * image.bands
    image.layers, largest = [], 255 if image.encoder == "direct" else 1
    for index, (neurons, kind) in enumerate(kinds):
        layer = _layer(file, image, index, inputs, neurons, kind)
        layer.largest_input, largest = largest, layer.largest
        image.layers.append(layer)
        inputs = neurons
    needed = max(_since(layer) for layer in image.layers)
    require(
        image.version == 7 or (image.version == needed if needed > 4 else image.version <= 4),
        f"{path}: version {image.version} is not the one of its content",
    )
    _readout(file, image, len(kinds), inputs)
    if image.readout == "keyword":
        image.detector = _detector(file.take(14, 0), image.outputs) if image.version >= 4 else None
    image.kept = _kept(file, image)
    classes = file.take(10, 0)
    image.classes = [classes.text() for _ in range(image.outputs)]
    classes.end()
    if image.readout == "keyword" and image.detector is None:
        thresholds = [0 if len(name) > 1 and name[0] == name[-1] == "_" else 26214 for name in image.classes]
        image.detector = SimpleNamespace(answers=5, refractory=100, thresholds=thresholds)
    provenance = file.take(11, 0)
    entries = [(provenance.text(), provenance.text()) for _ in range(provenance.one("I"))]
    keys = [key.encode("utf-16-be") for key, _ in entries]
    require(all(a < b for a, b in zip(keys, keys[1:])), f"{path}: keys of the provenance do not ascend")
    provenance.end()
    image.provenance = dict(entries)
    file.end()
    _check_sums(image)
    return image


def _since(layer):
    """The first format version that has all that a layer has."""
    if layer.code[0] == "reset":
        return 6
    return 5 if layer.code[0] != "spikes" or layer.delays is not None else 4


def _network(fields, image):
    image.bands = fields.within("I", 1, 256, "bands")
    if image.version < 4:
        image.gain = fields.one("d")
        require(0 < image.gain < float("inf"), fields.name + ": gain")
    image.encoder = ENCODERS[fields.within("B", 0, 2, "encoder")]
    image.time_steps = fields.within("B", 1, 2, "time steps")
    image.weight_bits = fields.within("B", 2, 8, "weight bits")
    image.membrane_bits = fields.within("B", 8, 16, "membrane bits")
    image.lanes = fields.within("H", 1, 1024, "lanes")
    layers = fields.within("H", 1, 13105, "layers")
    most = 15 if image.version >= 5 else 3
    kinds = [(fields.within("I", 1, 1 << 20, "neurons"), fields.within("B", 0, most, "kind")) for _ in range(layers)]
    image.readout = ("keyword", "frame-wise")[fields.within("B", 0, 1, "readout")]
    image.outputs = fields.within("I", 1, 1 << 20, "classes")
    image.logit_fraction = fields.one("b")
    if image.readout == "keyword":
        image.hidden = fields.within("I", 1, 1 << 20, "hidden units")
        image.frames = fields.within("I", 1, 1 << 20, "frames of a clip")
    fields.end()
    return kinds


def _front_end(fields, version):
    kind = fields.within("B", 0, 1, "kind") if version < 7 else fields.within("B", 2, 2, "kind")
    front = SimpleNamespace(kind="integer" if kind else "float", normalized=kind == 2, share=0)
    front.bands = fields.within("H", 1, 256, "bands")
    if front.kind == "float":
        front.gain = fields.one("d")
        require(0 < front.gain < float("inf"), fields.name + ": gain")
        fields.end()
        return front
    front.exponent = fields.within("b", -16, 30, "exponent of the gain")
    if front.normalized:
        front.strength = fields.within("H", 1, 256, "strength")
    front.rise, front.fall = fields.within("B", 0, 15, "rise"), fields.within("B", 0, 15, "fall")
    if front.normalized:
        front.bias, front.root = fields.within("H", 1, 256, "bias"), fields.within("H", 0, 256, "root")
        front.scale = fields.within("B", 1, 16, "scale")
    else:
        front.share = fields.within("H", 0, 256, "share")
        require(front.share > 0 or (front.rise, front.fall) == (7, 4), fields.name + ": a background not followed")
    half = fields.array("u2", 201)
    front.window = np.concatenate([half, half[199:0:-1]])
    quarter, i = fields.array("u2", 129), np.arange(512)
    half_turn = np.concatenate([quarter, -quarter[127::-1]])
    front.cos = np.where(i <= 256, half_turn[np.minimum(i, 256)], half_turn[np.minimum(512 - i, 256)])
    front.sin = front.cos[(i + 384) % 512]
    front.log2 = fields.array("u4", 129)
    front.compression = fields.array("u2", 257) if front.normalized else None
    front.weights = np.zeros((front.bands, 257), np.int64)
    for band in range(front.bands):
        first, count = fields.one("H"), fields.one("H")
        require(first + count <= 257, fields.name + ": bins of a band")
        front.weights[band, first : first + count] = fields.array("u2", count)
    fields.end()
    return front


def _steps(fields, image):
    phases = 2 if image.encoder == "residual" else 1
    steps = fields.array("i2", phases, image.bands)
    require(steps.min() >= 1, fields.name + ": a step below 1")
    fields.end()
    return steps


def _layer(file, image, index, inputs, neurons, kind):
    layer = SimpleNamespace(neurons=neurons, code=("spikes",), largest=1, delays=None, adaptation=None)
    fields = file.take(3, index)
    layer.shift_weight, layer.shift_recurrent = fields.within("B", 0, 15, "shift"), fields.within("B", 0, 15, "shift")
    require(kind & 1 or layer.shift_recurrent == 0, fields.name + ": a shift without U")
    fields.end()
    for name, section, type_ in (("leak", 4, "u1"), ("threshold", 5, "i2"), ("bias", 6, "i2")):
        fields = file.take(section, index)
        setattr(layer, name, fields.array(type_, neurons))
        fields.end()
    if kind & 2:
        fields = file.take(12, index)
        layer.adaptation = tuple(fields.array(type_, neurons) for type_ in ("u1", "i1", "i2"))
        fields.end()
    if kind & 4:
        require(not kind & 2, f"layer {index}: adaptive, and not of spikes")
        fields = file.take(15, index)
        code = fields.within("B", 1, 3 if image.version >= 6 else 2, "code")
        if code == 1:
            layer.code = ("powers", fields.within("B", 2, 4, "levels"))
            layer.largest = 1 << layer.code[1] - 1
        elif code == 3:
            layer.code = ("reset",)
        else:
            layer.code = ("graded", fields.within("B", 1, 4, "bits"), fields.within("B", 0, 15, "shift"))
            layer.largest = (1 << layer.code[1]) - 1
        fields.end()
    require(layer.threshold.min() >= (0 if layer.code[0] == "graded" else 1), f"layer {index}: thresholds")
    require(layer.code[0] != "powers" or not (layer.threshold % layer.largest).any(), f"layer {index}: thresholds")
    if kind & 8:
        fields = file.take(16, index)
        longest = fields.within("B", 0, 63, "longest delay")
        planes = [fields.bits(inputs) << digit for digit in range(longest.bit_length())]
        layer.delays = np.sum(planes, axis=0, dtype=np.int64) if planes else np.zeros(inputs, np.int64)
        require(layer.delays.max() == longest, fields.name + ": another longest delay")
        fields.end()
    layer.weight = _matrix(file, image, 2 * index, neurons, inputs)
    layer.recurrent = _matrix(file, image, 2 * index + 1, neurons, neurons) if kind & 1 else None
    return layer


def _readout(file, image, index, inputs):
    shapes = [(image.outputs, inputs)]
    if image.readout == "keyword":
        fields = file.take(3, index)
        image.shift = fields.within("B", 0, 24, "shift of the readout")
        fields.end()
        shapes = [(image.hidden, inputs), (image.outputs, image.hidden)]
    image.maps = []
    for number, (rows, columns) in enumerate(shapes):
        fields = file.take(6, index + number)
        bias = fields.array("i2", rows)
        fields.end()
        image.maps.append((_matrix(file, image, 2 * (index + number), rows, columns), bias))


def _matrix(file, image, index, rows, columns):
    """A matrix (outputs, inputs) out of its weight words: for every input one for each group of lanes."""
    lanes, bits, room = image.lanes, image.weight_bits, None
    if image.version >= 3 and file.has(9, index):
        fields = file.take(9, index)
        room = fields.within("H", 1, lanes - 1, "non-zeros of a word")
        fields.end()
    bitmap_bytes, weights = (0, lanes) if room is None else ((lanes + 7) // 8, room)
    word_bytes, groups = bitmap_bytes + (weights * bits + 7) // 8, -(-rows // lanes)
    fields = file.take(7, index)
    words = np.frombuffer(fields.raw(columns * groups * word_bytes), np.uint8)
    fields.end()
    word = np.unpackbits(words.reshape(columns, groups, word_bytes), axis=-1, bitorder="little").astype(np.int64)
    bitmap, packed = word[..., : 8 * bitmap_bytes], word[..., 8 * bitmap_bytes :]
    require(not bitmap[..., lanes:].any() and not packed[..., weights * bits :].any(), fields.name + ": padding")
    place = 1 << np.arange(bits)
    place[-1] = -place[-1]
    values = packed[..., : weights * bits].reshape(columns, groups, weights, bits) @ place
    if room is not None:
        there = bitmap[..., :lanes]
        used = there.sum(axis=-1, keepdims=True)
        require(used.max() <= room, fields.name + ": more weights than room")
        require(((np.arange(room) < used) == (values != 0)).all(), fields.name + ": zeros among the weights")
        rank = np.clip(np.cumsum(there, axis=-1) - 1, 0, room - 1)
        values = np.take_along_axis(values, rank, axis=-1) * there
    values = values.reshape(columns, groups * lanes)
    require(not values[:, rows:].any(), fields.name + ": weights beyond the last output")
    return np.ascontiguousarray(values[:, :rows].T)


def _detector(fields, outputs):
    detector = SimpleNamespace(answers=fields.within("B", 1, 255, "answers"))
    detector.refractory = fields.within("I", 0, 2**31 - 1, "refractory time")
    detector.thresholds = fields.array("u2", outputs).tolist()
    require(max(detector.thresholds) <= 32768, fields.name + ": a threshold above 1")
    require((fields.array("u2", 65) == EXPONENT_2).all(), fields.name + ": another table")
    fields.end()
    return detector


def _kept(file, image):
    """By number of the map: how many there were, and which are left; 0 the bands, ℓ + 1 the neurons of layer ℓ."""
    kept = {}
    for number, count in enumerate([image.bands] + [layer.neurons for layer in image.layers]):
        if file.has(8, number):
            fields = file.take(8, number)
            original = fields.within("I", 1, 1 << 16, "original number")
            indices = fields.array("u2", count)
            fields.end()
            ascending = (np.diff(indices) > 0).all() and indices[-1] < original
            require(ascending, fields.name + ": indices that do not ascend")
            kept[number] = (original, indices)
    original = kept[0][0] if 0 in kept else image.bands
    if image.version < 4:
        image.frontend.bands = original
    require(original == image.frontend.bands, f"{file.path}: bands of the front end and of the kept map")
    return kept


def _check_sums(image):
    """The worst cases, below which no sum overflows."""
    for index, layer in enumerate(image.layers):
        worst = (np.abs(layer.weight).sum(axis=1) * layer.largest_input) << layer.shift_weight
        if layer.recurrent is not None:
            worst = worst + ((np.abs(layer.recurrent).sum(axis=1) * layer.largest) << layer.shift_recurrent)
        worst = worst + np.abs(layer.bias) + (1 << 15 if layer.adaptation else 0)
        require(worst.max() < 1 << 24, f"layer {index}: its current could reach {worst.max()}")
    y = image.layers[-1].largest * image.time_steps
    for (matrix, _), most in zip(image.maps, [y * image.frames, 255] if image.readout == "keyword" else [y]):
        worst = int(np.abs(matrix).sum(axis=1).max()) * most + (1 << 25)
        require(worst <= 2**31 - 1, f"the readout could reach {worst}")


# ---------------------------------------------------------------------------------------------- front end


def features_of(image, samples):
    """The features (frames, bands), 0 to 255, that an image's integer front end makes of samples of 16 bits."""
    front = image.frontend
    require(front.kind == "integer", "the front end is one in real numbers")
    frames = len(samples) // 160
    padded = np.concatenate([np.zeros(240, np.int64), np.asarray(samples, np.int64)])
    window = padded[160 * np.arange(frames)[:, None] + np.arange(400)]
    y = np.zeros((frames, 512), np.int64)
    y[:, :400] = (window * front.window + (1 << 14)) >> 15
    power = _power(front, y)
    shift = 44 - front.exponent
    if front.normalized:
        return _heard(image, _normalized(front, power @ front.weights.T, shift))
    fine = ((_log2(front, (1 << shift) + power @ front.weights.T) - (shift << 16)) * 45426 + (1 << 21)) >> 22
    if front.share:
        background = fine[0] << 8 if frames else None
        for t in range(frames):
            d = (fine[t] << 8) - background
            background = background + np.where(d > 0, d >> front.rise, d >> front.fall)
            fine[t] = np.maximum(0, fine[t] - ((front.share * (background >> 8)) >> 8))
    return _heard(image, fine)


def _heard(image, fine):
    features = np.minimum(255, (fine + 32) >> 6)
    return features[:, image.kept[0][1]] if 0 in image.kept else features


def _normalized(front, energies, shift):
    """The energies of bands, divided by their own averages and compressed, in Q10."""
    fine, average, table = np.zeros_like(energies), np.zeros(front.bands, np.int64), front.compression
    for t, energy in enumerate(energies):
        most = int(min(t, (1 << 15) - 1) + 1).bit_length() - 1
        follow = np.minimum(np.where(energy > average, front.rise, front.fall), most)
        average = average + ((energy - average) >> follow)
        own = _log2(front, np.maximum(1, energy)) - (shift << 16)
        usual = _log2(front, (1 << shift) + average) - (shift << 16)
        j = np.clip(own - ((front.strength * usual + 128) >> 8) + (1 << 20), 0, (1 << 21) - 1)
        i, m = j >> 13, j & 0x1FFF
        fine[t] = table[i] + (((table[i + 1] - table[i]) * m + (1 << 12)) >> 13)
    return fine


def _turn(front, re, im, i):
    c, s = front.cos[i], front.sin[i]
    return (re * c + im * s + (1 << 13)) >> 14, (im * c - re * s + (1 << 13)) >> 14


def _power(front, y):
    order = [int(format(n, "08b")[::-1], 2) for n in range(256)]
    re, im = y[:, 0::2][:, order], y[:, 1::2][:, order]
    m = 2
    while m <= 256:
        half = m // 2
        shape = (len(y), 256 // m, m)
        re, im = re.reshape(shape), im.reshape(shape)
        a, b = _turn(front, re[..., half:], im[..., half:], np.arange(half) * 512 // m)
        re = np.concatenate([re[..., :half] + a, re[..., :half] - a], axis=-1)
        im = np.concatenate([im[..., :half] + b, im[..., :half] - b], axis=-1)
        m *= 2
    re, im, k = re.reshape(len(y), 256), im.reshape(len(y), 256), np.arange(257)
    p, q = k % 256, (256 - k) % 256
    a, b = _turn(front, im[:, p] + im[:, q], -(re[:, p] - re[:, q]), k)
    return (re[:, p] + re[:, q] + a) ** 2 + (im[:, p] - im[:, q] + b) ** 2


def _log2(front, a):
    n = np.zeros_like(a)
    for step in (32, 16, 8, 4, 2, 1):
        n = np.where(a >> n >= np.int64(1) << step, n + step, n)
    r = np.where(n >= 23, a >> np.maximum(n - 23, 0), a << np.maximum(23 - n, 0)) & ((1 << 23) - 1)
    i, m, table = r >> 16, r & 0xFFFF, front.log2
    return (n << 16) + table[i] + (((table[i + 1] - table[i]) * m + (1 << 15)) >> 16)


# ------------------------------------------------------------------------------------------------ network


def _saturate(x, bits):
    return np.clip(x, -(1 << bits - 1), (1 << bits - 1) - 1)


def fire(code, u, threshold):
    """Outputs of a potential u before the reset, and the potential after it."""
    if code[0] == "graded":
        return np.where(u >= threshold, np.minimum((1 << code[1]) - 1, u >> code[2]), 0), u
    if code[0] == "reset":
        s = (u >= threshold).astype(np.int64)
        return s, np.where(s, 0, u)
    levels = code[1] if code[0] == "powers" else 1
    s = np.zeros_like(u)
    for k in reversed(range(levels)):
        s = np.where(u >= threshold >> k, 1 << levels - 1 - k, s)
    return s, u - ((threshold * s) >> levels - 1)


class Network:
    """The integer network of an image; it hears one frame at a time, and its state is what it heard since reset()."""

    def __init__(self, image):
        self.image = image
        self.reset()

    def reset(self):
        image, steps = self.image, self.image.time_steps
        self.estimates = np.zeros((2, image.bands), np.int64)
        self.states, self.time = [], 0
        for layer in image.layers:
            longest = 0 if layer.delays is None else int(layer.delays.max())
            self.states.append(
                SimpleNamespace(
                    past=np.zeros((longest + 1, steps, layer.weight.shape[1]), np.int64),
                    v=np.zeros(layer.neurons, np.int64),
                    w=np.zeros(layer.neurons, np.int64),
                    out=np.zeros((steps, layer.neurons), np.int64),
                )
            )

    def encode(self, x):
        if self.image.encoder == "direct":
            return x
        channels = []
        for phase, step in enumerate(self.image.steps):
            error = x - self.estimates[phase]
            plus, minus = (error >= step).astype(np.int64), (-error >= step).astype(np.int64)
            self.estimates[phase] += step * (plus - minus)
            channels += [plus, minus]
            x = x - self.estimates[phase]
        return np.concatenate(channels)

    def frame(self, features):
        """Encoder spikes; then for each layer outputs, potentials and adaptations, each (time steps, neurons)."""
        encoded = self.encode(np.asarray(features, np.int64))
        inputs, heard = np.tile(encoded, (self.image.time_steps, 1)), []
        for layer, state in zip(self.image.layers, self.states):
            heard.append(self._layer(layer, state, inputs))
            inputs = heard[-1][0]
        self.time += 1
        return encoded, heard

    def _layer(self, layer, state, inputs):
        if layer.delays is not None:
            length = len(state.past)
            state.past[self.time % length] = inputs
            late = (self.time - layer.delays) % length
            inputs = state.past[late, :, np.arange(inputs.shape[1])].T
        before, adaptive, rows = state.out, layer.adaptation is not None, []
        previous = before[-1]
        for step, x in enumerate(inputs):
            current = ((layer.weight @ x) << layer.shift_weight) + layer.bias
            if layer.recurrent is not None:
                current = current + ((layer.recurrent @ before[step]) << layer.shift_recurrent)
            if adaptive:
                rho, a, gamma = layer.adaptation
                state.w = _saturate(((rho * state.w + a * state.v + 128) >> 8) + gamma * previous, 16)
                current = current - state.w
            u = _saturate(((layer.leak * state.v + 128) >> 8) + current, self.image.membrane_bits)
            previous, state.v = fire(layer.code, u, layer.threshold)
            rows.append((previous, u, state.w))
        outputs, potentials, adaptations = (np.array(part) for part in zip(*rows))
        state.out = outputs
        return outputs, potentials, adaptations if adaptive else None

    def logits(self, merged):
        """Of a frame's merged outputs where the readout is frame-wise, else of the counts of a clip's frames."""
        matrix, bias = self.image.maps[0]
        h = matrix @ merged + bias
        if self.image.readout == "frame-wise":
            return h
        r = self.image.shift
        h = np.maximum(0, h)
        h = np.minimum(255, (h + (1 << r - 1)) >> r if r else h)
        matrix, bias = self.image.maps[1]
        return matrix @ h + bias


def run(image, features):
    """A clip's trace: encoder, and spikes, potentials and adaptations by layer, each (T, ...); and the logits."""
    network, encoded, heard = Network(image), [], []
    for row in features:
        e, layers = network.frame(row)
        encoded.append(e)
        heard.append(layers)
    parts = [[np.array(part) for part in zip(*layer)] for layer in zip(*heard)]
    merged = parts[-1][0].sum(axis=1)
    keyword = image.readout == "keyword"
    logits = network.logits(merged.sum(axis=0)) if keyword else np.array([network.logits(m) for m in merged])
    return {
        "encoder": np.array(encoded),
        "spikes": [part[0] for part in parts],
        "potentials": [part[1] for part in parts],
        "adaptations": [part[2] if layer.adaptation else None for part, layer in zip(parts, image.layers)],
        "logits": logits,
    }


# ----------------------------------------------------------------------------------------------- detector


def posteriors_of(logits, fraction):
    """Softmax in Q15 of integer logits of which one unit is 2^−fraction."""
    shift, largest, weights = fraction + 6, max(logits), []
    for z in logits:
        d, weight = largest - z, 0
        if d == 0 or shift >= 50:
            weight = 32768
        elif shift > 0:
            x = (d * 94548 + (1 << shift - 1)) >> shift
            n, m = x >> 10, x % 1024
            i, r = m >> 4, m % 16
            v = int(EXPONENT_2[i]) - (((int(EXPONENT_2[i]) - int(EXPONENT_2[min(i + 1, 64)])) * r + 8) >> 4)
            weight = (v + (1 << n >> 1)) >> n if n <= 16 else 0
        weights.append(weight)
    inverse = (1 << 45) // sum(weights)
    return [(weight * inverse + (1 << 29)) >> 30 for weight in weights]


class Detector:
    """Decides from answer to answer when a keyword was heard."""

    def __init__(self, image):
        self.settings, self.fraction = image.detector, image.logit_fraction
        self.last, self.wait, self.time = deque(maxlen=self.settings.answers), 0, None

    def gap(self, frame, frames):
        """Sound of so many frames is missing after a frame."""
        self._pass(frame + frames)
        self.last.clear()

    def _pass(self, frame):
        if self.time is not None:
            self.wait = max(0, self.wait - (frame - self.time))
        self.time = frame

    def answer(self, frame, logits):
        """Posteriors of this answer, the winner, its score, and whether it is detected."""
        posteriors = posteriors_of([int(z) for z in logits], self.fraction)
        self.last.append(posteriors)
        self._pass(frame)
        sums, m = [sum(column) for column in zip(*self.last)], len(self.last)
        winner = sums.index(max(sums))
        threshold = self.settings.thresholds[winner]
        detected = threshold > 0 and sums[winner] >= threshold * m and self.wait == 0
        if detected:
            self.wait = self.settings.refractory
        return posteriors, winner, sums[winner] // m, detected


def listen(image, samples):
    """Answers of a stream: (frame, logits, posteriors, winner, score, detected), the first after a clip's frames."""
    network, detector, merged = Network(image), Detector(image), deque(maxlen=image.frames)
    for t, row in enumerate(features_of(image, samples)):
        merged.append(network.frame(row)[1][-1][0].sum(axis=0))
        if t + 1 >= image.frames and (t + 1 - image.frames) % 10 == 0:
            logits = network.logits(np.sum(merged, axis=0))
            yield (t + 1, logits) + detector.answer(t + 1, logits)


# ------------------------------------------------------------------------------------------- known answers


def read_answers(path, image):
    """Known answers, versions 2 to 4: clips as run() answers, with features and samples, and the stream."""
    file = Sections(path, b"KSKA", 2, 5, 256 << 20)
    require(file.version < 5, f"{path}: version 5 has a state space, which this program cannot compute")
    require(file.names[-1:] == [(1, 0)], f"{path}: no section 1.0 at its end")
    shape = file.contents[-1]
    require(shape.raw(32).hex() == image.sha256, f"{path} is of another image")
    sounds, layers, keyword = file.version >= 3, image.layers, image.readout == "keyword"
    clips, logits = [], image.outputs
    for _ in range(shape.within("I", 0, 9361, "clips")):
        clip = SimpleNamespace(frames=shape.within("I", 1, 2**31 - 1, "frames"), digits=[])
        require(shape.one("B") == image.time_steps, f"{path}: other time steps")
        clip.samples = shape.one("I") if sounds else 0
        clip.features, clip.encoder = shape.one("I"), shape.one("I")
        require(shape.one("I") == logits, f"{path}: other classes")
        require(shape.one("I") == (logits if keyword else clip.frames * logits), f"{path}: number of logits")
        require(shape.one("H") == len(layers), f"{path}: other layers")
        for layer in layers:
            values = clip.frames * image.time_steps * layer.neurons
            require(shape.one("I") == values, f"{path}: number of spikes")
            require(shape.one("I") == (values if layer.adaptation else 0), f"{path}: number of adaptations")
            clip.digits.append(shape.within("B", 1, 4, "digits of an output") if file.version >= 4 else 1)
        clips.append(clip)
    answers = shape.one("I") if sounds else 0
    shape.end()
    read = SimpleNamespace(version=file.version, clips=[], stream=[])
    for index, clip in enumerate(clips):
        read.clips.append(_clip(file, image, index, clip, sounds))
    if sounds:
        fields = file.take(9, 0)
        for _ in range(answers):
            frame, row = fields.one("I"), fields.array("i4", logits)
            posteriors = fields.array("u2", logits).tolist()
            read.stream.append((frame, row, posteriors, fields.one("I"), fields.one("H"), bool(fields.one("B"))))
        fields.end()
    file.take(1, 0)
    file.end()
    return read


def _clip(file, image, index, clip, sounds):
    frames, steps = clip.frames, image.time_steps
    read = {"samples": None, "features": None}
    if sounds:
        fields = file.take(8, index)
        read["samples"] = fields.array("i2", clip.samples) if clip.samples else None
        fields.end()
    fields = file.take(2, index)
    read["features"] = fields.array("u1", frames, image.bands)
    fields.end()
    fields = file.take(3, index)
    read["encoder"] = fields.bits(frames, clip.encoder // frames)
    fields.end()
    fields = file.take(4, index)
    read["spikes"] = [
        sum(fields.bits(frames, steps, layer.neurons) << digit for digit in range(digits))
        for layer, digits in zip(image.layers, clip.digits)
    ]
    fields.end()
    fields = file.take(5, index)
    read["potentials"] = [fields.array("i2", frames, steps, layer.neurons) for layer in image.layers]
    fields.end()
    fields = file.take(7, index)
    read["adaptations"] = [
        fields.array("i2", frames, steps, layer.neurons) if layer.adaptation else None for layer in image.layers
    ]
    fields.end()
    fields = file.take(6, index)
    shape = (image.outputs,) if image.readout == "keyword" else (frames, image.outputs)
    read["logits"] = fields.array("i4", *shape)
    fields.end()
    return read


def differences(image, answers):
    """Where this program answers otherwise than a file of known answers does; none is what one hopes for."""
    found = []
    for number, clip in enumerate(answers.clips):
        trace = run(image, clip["features"])
        if image.encoder == "direct":
            trace["encoder"] = trace["encoder"][:, :0]
        if clip["samples"] is not None:
            trace["features"] = features_of(image, clip["samples"])
        for name, values in trace.items():
            layered = isinstance(values, list)
            pairs = zip(values, clip[name]) if layered else [(values, clip[name])]
            for layer, (ours, theirs) in enumerate(pairs):
                if ours is not None and not np.array_equal(ours, theirs):
                    place = f" of layer {layer}" if layered else ""
                    found.append(f"clip {number}: {name}{place}, first at {_first(ours, theirs)}")
    if any(clip["samples"] is not None for clip in answers.clips) and image.readout == "keyword":
        stream = list(listen(image, np.concatenate([clip["samples"] for clip in answers.clips])))
        if len(stream) != len(answers.stream):
            found.append(f"stream: {len(stream)} answers, known are {len(answers.stream)}")
        for ours, theirs in zip(stream, answers.stream):
            if not all(np.array_equal(a, b) for a, b in zip(ours, theirs)):
                found.append(f"stream: {ours}, known is {theirs}")
                break
    return found


def _first(ours, theirs):
    if ours.shape != theirs.shape:
        return f"its shape, {ours.shape} and {theirs.shape}"
    place = tuple(int(i) for i in np.argwhere(ours != theirs)[0])
    return f"{place}: {ours[place]}, known is {theirs[place]}"


def describe(image):
    front = image.frontend
    lines = [f"version {image.version}, {front.kind} front end of {front.bands} bands, {image.bands} of them heard"]
    lines.append(f"{image.encoder} encoder, {image.time_steps} time step(s) a frame, {image.weight_bits}-bit weights")
    for index, layer in enumerate(image.layers):
        parts = ["recurrent"] * (layer.recurrent is not None) + ["adaptive"] * (layer.adaptation is not None)
        parts += [" ".join(map(str, layer.code))]
        parts += [] if layer.delays is None else [f"delays up to {layer.delays.max()}"]
        share = np.count_nonzero(layer.weight) / layer.weight.size
        lines.append(f"layer {index}: {layer.neurons} neurons, {', '.join(parts)}; {share:.1%} of W is not 0")
    lines.append(f"{image.readout} readout of {', '.join(image.classes)}")
    return "\n".join(lines)


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        image = read_image(arguments[0])
        if len(arguments) == 1:
            print(describe(image))
            return 0
        answers = read_answers(arguments[1], image)
    except (ImageError, OSError, UnicodeDecodeError) as problem:
        print(f"keyspike_image: {problem}", file=sys.stderr)
        return 2
    found = differences(image, answers)
    clips = "1 clip" if len(answers.clips) == 1 else f"{len(answers.clips)} clips"
    print("\n".join(found) or f"{clips} and {len(answers.stream)} answers of a stream are equal")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
