#!/usr/bin/python3
"""Golden values of per-channel energy normalization, from the equations of docs/concepts/frontend.md alone.

usage: pcen.py front-pcen-made.safetensors

Writes made signals (16-bit samples), the tables T of every case and the 8-bit features of every case and signal.
Everything after the tables is exact, so that a second run writes the same bytes; no other file is read.
"""
import json
import struct
import sys

import numpy as np

LN2 = 45426
ANGLE = 2 * np.pi * np.arange(512) / 512


def rounded(value):
    return np.floor(np.asarray(value) + 0.5).astype(np.int64)


HANN = rounded(32768 * (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)))
COS = rounded(16384 * np.cos(ANGLE))
SIN = rounded(16384 * np.sin(ANGLE))
LOG2 = rounded(65536 * np.log2(1 + np.arange(129) / 128))


def weights(bands):
    """Triangles, equally spaced in mel from 20 to 8,000 Hz: (bands, 257), Q12."""
    mel = lambda hertz: 2595 * np.log10(1 + hertz / 700)
    edges = 700 * (10 ** (np.linspace(mel(20), mel(8000), bands + 2) / 2595) - 1)
    bins = np.arange(257) * 16000 / 512
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    triangle = np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre))
    return rounded(4096 * np.maximum(0, triangle))


def turn(re, im, i):
    return (re * COS[i] + im * SIN[i] + 2**13) >> 14, (im * COS[i] - re * SIN[i] + 2**13) >> 14


def powers(samples):
    """q of every frame and bin: (T, 257)."""
    padded = np.concatenate([np.zeros(240, np.int64), samples])
    frames = np.stack([padded[160 * t : 160 * t + 400] for t in range(len(samples) // 160)])
    y = np.zeros((len(frames), 512), np.int64)
    y[:, :400] = (frames * HANN + 2**14) >> 15
    order = [int(format(n, "08b")[::-1], 2) for n in range(256)]
    re, im = y[:, 0::2][:, order].copy(), y[:, 1::2][:, order].copy()
    size = 2
    while size <= 256:
        half = size // 2
        for k in range(half):
            low = np.arange(k, 256, size)
            high = low + half
            turned_re, turned_im = turn(re[:, high], im[:, high], k * 512 // size)
            re[:, high], im[:, high] = re[:, low] - turned_re, im[:, low] - turned_im
            re[:, low], im[:, low] = re[:, low] + turned_re, im[:, low] + turned_im
        size *= 2
    k = np.arange(257)
    p, q = k % 256, (256 - k) % 256
    sum_re, sum_im = re[:, p] + re[:, q], im[:, p] - im[:, q]
    difference_re, difference_im = re[:, p] - re[:, q], im[:, p] + im[:, q]
    turned_re, turned_im = turn(difference_im, -difference_re, k)
    return (sum_re + turned_re) ** 2 + (sum_im + turned_im) ** 2


def log2(values):
    """Q16, of integers above 0."""
    found = []
    for value in values.tolist():
        n = value.bit_length() - 1
        r = (value << 23 >> n) & (2**23 - 1)
        i, m = r >> 16, r & 0xFFFF
        found.append((n << 16) + int(LOG2[i]) + ((int(LOG2[i + 1] - LOG2[i]) * m + 2**15) >> 16))
    return np.array(found, np.int64)


def table(bias, root, scale):
    g, d, r = 2.0 ** (np.arange(257) / 8 - 16), bias / 16, root / 256
    y = (g + d) ** r - d**r if root > 0 else np.log(1 + g / d)
    return np.minimum(16320, rounded(1024 * scale * y))


def features(samples, bands, e, strength, rise, fall, bias, root, scale):
    """(T, bands), 0 to 255."""
    energies = powers(samples) @ weights(bands).T
    compressed = table(bias, root, scale)
    smoothed = np.zeros(bands, np.int64)
    rows = []
    for t, energy in enumerate(energies):
        shift = np.where(energy > smoothed, rise, fall)
        clock = min(t, 2**15 - 1)
        shift = np.minimum(shift, (clock + 1).bit_length() - 1)
        smoothed = smoothed + ((energy - smoothed) >> shift)
        own = log2(np.maximum(1, energy)) - ((44 - e) << 16)
        average = log2(2 ** (44 - e) + smoothed) - ((44 - e) << 16)
        j = own - ((strength * average + 128) >> 8) + 2**20
        j = np.minimum(2**21 - 1, np.maximum(0, j))
        i, m = j >> 13, j & (2**13 - 1)
        f = compressed[i] + (((compressed[i + 1] - compressed[i]) * m + 2**12) >> 13)
        rows.append(np.minimum(255, (f + 32) >> 6))
    return np.stack(rows)


def signals():
    """Sweep with a beat, noise in steps of level, full-scale square, quiet noise, silence with a click, loud noise.

    Of integers alone, so that they are the same wherever this runs.
    """
    n = np.arange(9600)
    random = np.random.RandomState(20)
    triangle = lambda phase: np.abs((phase & 0xFFFF) - 2**15) - 2**14
    sweep = triangle(n * 300 + n * n // 2)
    beat = 2**14 + triangle(16 * n)
    click = np.zeros(6400, np.int64)
    click[[3210, 5000]] = 29000, -700
    noise = random.randint(-6000, 6001, (4, 9600)).sum(axis=0)
    return [
        sweep * beat >> 15,
        noise * np.repeat([60, 8192, 20, 32768], 2400) >> 15,
        np.where(n[:6400] // 40 % 2 == 0, 32767, -32768),
        random.randint(-1, 2, 6400),
        click,
        np.where(random.randint(0, 2, 3200) == 0, 32767, -32768),
    ]


# bands, e, strength, rise, fall, bias, root, scale
CASES = {
    "40-e14": (40, 14, 256, 5, 5, 32, 128, 2),
    "40-e10-slow": (40, 10, 250, 7, 4, 16, 0, 4),
    "12-e30": (12, 30, 240, 0, 15, 1, 200, 2),
    "80-e0": (80, 0, 205, 15, 0, 256, 64, 16),
    "7-low": (7, -16, 256, 3, 6, 1, 0, 16),
}


def save(path, tensors):
    header, at = {}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "I16", "shape": list(tensor.shape), "data_offsets": [at, at + 2 * tensor.size]}
        at += 2 * tensor.size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.astype("<i2").tobytes())


def main(path):
    made = signals()
    tensors = {f"pcm{i}": samples for i, samples in enumerate(made)}
    for name, case in CASES.items():
        tensors[f"{name}/table"] = table(*case[5:])
        for i, samples in enumerate(made):
            tensors[f"{name}/{i}"] = features(samples, *case)
    save(path, tensors)


if __name__ == "__main__":
    main(sys.argv[1])
