"""Intervals, speaker means and permutation tests by speaker, computed without any code of Keyspike.

Writes values.csv (one line a clip) and expected.csv (one line a case) beside itself. The bootstrap draws with the
generator that java.util.SplittableRandom documents, written anew here, so that its quantiles can be compared exactly;
the permutation test tries all signs.
"""

import itertools
import math
import os
from fractions import Fraction

import numpy as np
from scipy.stats import norm, t

HERE = os.path.dirname(os.path.abspath(__file__))
RESAMPLES = 9999
GOLDEN = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


class SplittableRandom:
    def __init__(self, seed):
        self.seed = seed & MASK

    def next_int(self):
        self.seed = (self.seed + GOLDEN) & MASK
        z = self.seed
        z = ((z ^ (z >> 33)) * 0x62A9D9ED799705F5) & MASK
        return (((z ^ (z >> 28)) * 0xCB24D0A5C88C35B3) & MASK) >> 32

    def below(self, bound):
        r = self.next_int()
        if bound & (bound - 1) == 0:
            return r & (bound - 1)
        u = r >> 1
        while True:
            r = u % bound
            if u + bound - 1 - r < 1 << 31:
                return r
            u = self.next_int() >> 1


def tail(groups):
    return norm.cdf(-math.sqrt(groups / (groups - 1)) * t.ppf(0.975, groups - 1))


def interval(values, counts, seed=1):
    random = SplittableRandom(seed)
    n = len(values)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = [random.below(n) for _ in range(n)]
        drawn.append(sum(values[i] for i in chosen) / sum(counts[i] for i in chosen))
    drawn.sort()
    outside = max(0, int((RESAMPLES + 1) * tail(n)) - 1)
    return drawn[outside], drawn[RESAMPLES - 1 - outside]


def p(differences):
    signs = np.array(list(itertools.product((-1, 1), repeat=len(differences))))
    return float(np.mean(np.abs(signs @ np.array(differences)) >= abs(sum(differences))))


def cases():
    draw = np.random.default_rng(20)
    for name, speakers, most in (("few", 5, 9), ("uneven", 9, 60), ("frames", 12, 30)):
        clips = []
        for g in range(speakers):
            skill = draw.beta(6, 2)
            for _ in range(int(draw.integers(2, most))):
                count = int(draw.integers(20, 60)) if name == "frames" else 1
                first = int(draw.binomial(count, skill))
                second = int(draw.binomial(count, min(1, skill + 0.06)))
                clips.append((f"s{(g * 7) % speakers}", first, second, count))
        order = draw.permutation(len(clips))
        yield name, [clips[i] for i in order]


with open(os.path.join(HERE, "values.csv"), "w") as values, open(os.path.join(HERE, "expected.csv"), "w") as expected:
    values.write("case,speaker,first,second,count\n")
    expected.write("case,speakers,tail,mean,lower,upper,effect,effectLower,effectUpper,p\n")
    for name, clips in cases():
        for clip in clips:
            values.write(",".join([name, *map(str, clip)]) + "\n")
        speakers = sorted({clip[0] for clip in clips})
        first = [sum(c[1] for c in clips if c[0] == s) for s in speakers]
        second = [sum(c[2] for c in clips if c[0] == s) for s in speakers]
        counts = [sum(c[3] for c in clips if c[0] == s) for s in speakers]
        gains = [b - a for a, b in zip(first, second)]
        mean = sum(Fraction(a, n) for a, n in zip(first, counts)) / len(speakers)
        row = [len(speakers), tail(len(speakers)), float(mean), *interval(first, counts), sum(gains) / sum(counts)]
        row += [*interval(gains, counts), p(gains)]
        expected.write(",".join([name, *map(repr, map(float, row[1:]))]).replace(name + ",", f"{name},{row[0]},", 1) + "\n")
