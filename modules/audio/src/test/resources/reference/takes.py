"""Takes, written from docs/concepts/takes.md alone: signals of noise and what is found in them.

python3 takes.py FILE writes lines "signal AMPLITUDExBLOCKS ..." and, for each take in it,
"take VERDICT N L SECONDS FIRST_SAMPLE" (-1 where none is kept).
"""
import math
import sys

import numpy as np

BLOCK = 160
SIGNALS = [
    "40x130 3000x40 40x80 5000x60 40x60",            # two good ones
    "0x120 500x30 0x80",                             # digital silence around
    "0x120 90x30 0x80",                              # above silence, below what 16 bits can hold
    "40x110 200x40 40x70",                           # 14 dB above the background
    "40x110 250x40 40x70",                           # 16 dB above it
    "40x110 3000x9 40x70 3000x10 40x70",             # a click, and what is just a word
    "40x110 3000x2 40x70 3000x100 40x70 3000x101 40x180 3000x30 40x60",
    "40x105 3000x350 40x200 3000x20 40x60",          # without an end
    "40x110 3000x20 40x47 3000x20 40x70",            # a pause inside a word
    "40x110 3000x20 40x48 3000x20 40x70",            # one block more than that
    "40x110 3000x20 40x50 3000x20 40x70",            # a pause between two
    "40x110 3000x20 40x10 3000x2 40x60 40x60",       # two loud blocks are no part of it
    "40x110 3000x10 40000x3 3000x10 40x70",          # at full scale
    "40x100 40x1000 40x120 3000x30 40x60",           # nothing for ten seconds
    "3000x60 40x60 3000x30 40x1100 3000x30 40x60",   # the background was not quiet
    "40x50 100x60 2000x30 100x60",                   # the median lies between two levels
    "40x100 3000x30 40x60 9x300 300x20 40x60",       # a background that falls stays as it was
    "40x100 3000x30 40x49",                          # ends too early
]


def signal(text):
    x = 1
    out = []
    for part in text.split():
        amplitude, blocks = map(int, part.split("x"))
        for _ in range(blocks * BLOCK):
            x = (x * 1103515245 + 12345) % 2**31
            s = (x >> 12) % (2 * amplitude + 1) - amplitude
            out.append(max(-32768, min(32767, s)))
    return np.array(out, dtype=np.int64)


def level(s, a, b):
    power = float(np.sum(s[a * BLOCK : b * BLOCK] ** 2)) / (BLOCK * (b - a) * 32768.0**2)
    return max(-96.0, 10 * math.log10(power)) if power > 0 else -96.0


def takes(s):
    found = []
    blocks = len(s) // BLOCK
    levels = [level(s, k, k + 1) for k in range(blocks)]
    k = 0
    while k + 100 <= blocks:
        n = float(np.median(levels[k : k + 100]))
        k += 100
        since = k
        loud = [lv > n + 10 for lv in levels]
        remeasure = False
        while not remeasure:
            start, a, b = k, None, None
            while True:
                if k >= blocks:
                    return found
                if k - 2 >= start and loud[k] and loud[k - 1] and loud[k - 2]:
                    a = k - 2 if a is None else a
                    b = k + 1
                k += 1
                if a is None and k - since >= 1000:
                    found.append(("NOTHING", n, n, 0.0, -1))
                    remeasure = True
                    break
                if a is not None and (k - b >= 50 or k - a >= 300):
                    break
            if remeasure or b - a < 10:
                continue
            since = k
            word = s[a * BLOCK : b * BLOCK]
            lv = level(s, a, b)
            if b - a > 100:
                verdict = "TOO_LONG"
                remeasure = True
            elif np.count_nonzero((word == 32767) | (word == -32768)) >= 3:
                verdict = "CLIPPED"
            elif lv < max(n + 15, -50):
                verdict = "TOO_QUIET"
            else:
                verdict = "GOOD"
            first = 80 * (a + b) - 8000 if verdict == "GOOD" else -1
            found.append((verdict, n, lv, (b - a) / 100, first))
    return found


with open(sys.argv[1], "w", encoding="utf-8") as out:
    for text in SIGNALS:
        out.write(f"signal {text}\n")
        for verdict, n, lv, seconds, first in takes(signal(text)):
            out.write(f"take {verdict} {n!r} {lv!r} {seconds!r} {first}\n")
