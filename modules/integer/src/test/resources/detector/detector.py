#!/usr/bin/env python3
"""Golden values of the detector, from its definition in docs/concepts/detector.md and from nothing else.

    python3 detector.py [seed = 1] [output = detector.json beside this file]

Python's integers have no limit, so nothing overflows; >> and // round down, as the page asks for.
"""
import json
import os
import random
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
LOW, HIGH = -2**31, 2**31 - 1


# ---------------------------------------------------------------- the definition

def table_entry(i):
    exact = 32768 * (Decimal(2).ln() * -i / 64).exp() if i % 64 else Decimal(32768 >> (i // 64))
    assert abs(exact % 1 - Decimal("0.5")) > Decimal("1e-9")  # the rounding is certain
    return int(exact + Decimal("0.5"))


T = [table_entry(i) for i in range(65)]


def exponent(d, f):
    """x, Q10; None is the number that is larger than any other."""
    s = f + 6
    if d == 0 or s >= 50:
        return 0
    if s <= 0:
        return None
    return (d * 94548 + 2**(s - 1)) >> s


def power(x):
    """w = 2^-x, Q15."""
    if x is None or x >> 10 > 16:
        return 0
    n, m = x >> 10, x % 1024
    i, r = m >> 4, m % 16
    v = T[i] - (((T[i] - T[i + 1]) * r + 8) >> 4)
    return (v + (2**n >> 1)) >> n


def posteriors(f, z):
    w = [power(exponent(max(z) - one, f)) for one in z]
    D = 2**45 // sum(w)
    return [(one * D + 2**29) >> 30 for one in w]


def detect(f, n, R, theta, events):
    """For each event (label, P, m, c before the decision, detected), or None for a gap."""
    seen, c, first, results = [], 0, True, []
    for event in events:
        if "gap" in event:
            c = max(0, c - (event["before"] + event["gap"]))
            seen = []
            results.append(None)
            continue
        if not first:
            c = max(0, c - event["frames"])
        first = False
        seen.append(posteriors(f, event["z"]))
        m = min(n, len(seen))
        P = [sum(column) for column in zip(*seen[-m:])]
        label = P.index(max(P))  # the lowest of equal ones
        detected = theta[label] > 0 and P[label] >= theta[label] * m and c == 0
        results.append((label, P[label], m, c, detected))
        if detected:
            c = R
    return results


# ---------------------------------------------------------------- what the cases are made of

rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)


def between(low, high):
    return low + int(rng.random() * (high - low + 1))  # random() is the same in every version of Python


def pick(choices):
    return choices[between(0, len(choices) - 1)]


def posterior_cases():
    cases = []

    def add(f, z):
        cases.append({"f": f, "z": z, "p": posteriors(f, z)})

    # Logits of several scales, any number of classes.
    for _ in range(110):
        f = between(-4, 16) if rng.random() < 0.85 else between(-128, 127)
        scale = min(HIGH, pick([1, 2, 5, 12, 20]) * 2**max(0, min(f, 31)) + pick([0, 1, 3]))
        offset = pick([0, 0, 0, scale, -scale]) // 2
        add(f, [between(-scale, scale) // 2 + offset for _ in range(between(1, 40))])
    # The whole range of a logit.
    for f in (-128, -7, -6, -5, -4, 0, 16, 20, 24, 26, 28, 30, 31, 36, 40, 42, 43, 44, 45, 60, 127):
        add(f, [LOW, HIGH])
        add(f, [between(LOW, HIGH) for _ in range(between(2, 6))] + [pick([LOW, HIGH])])
    # Shifts around the cases of x: small differences where s is about 0.
    for f in range(-8, 3):
        add(f, [0, -1, -2, -3, -4, -5, -7, -11, -12])
    # Ties: all equal, two equal at the top, equal below it.
    for f, z in ((8, [7]), (8, [LOW] * 3), (8, [HIGH] * 7), (-128, [5] * 40), (127, [HIGH, LOW] * 20),
                 (8, [300, 900, 900, -200]), (-6, [1, 1, 0]), (-6, [0, 1, 1, 1]), (10, [-5000, 0, -5000, -5000])):
        add(f, z)
    # Around the last difference that is not yet 0: x = 16384 has w = 1, 16385 has 0. Once beside one largest logit,
    # once beside two, where the posterior rounds to 0.
    for f in (-2, 0, 3, 6, 8, 10, 11, 12, 14, 16, 20):
        edge = ((2 * 16385 - 1) * 2**(f + 5) + 94547) // 94548  # the smallest d with x of at least 16385
        for d in range(edge - 2, edge + 2):
            add(f, [0, -d])
        add(f, [0, 1 - edge, -edge])
        add(f, [0, 0, 1 - edge])
        step = 2**(f + 6) // 94548 + 1
        add(f, [100 - edge - step, 100, 101 - edge - step, 100 - edge + 2 * step])
    # Around the rounding of x: differences nearest to a half below and above, where x is small.
    for f in (4, 6, 8, 10, 12, 14, 16):
        s = f + 6
        near = sorted(range(1, 4 * 2**f), key=lambda d: abs(d * 94548 % 2**s - 2**(s - 1)))[:6]
        for d in near:
            add(f, [d, 0])
    # A posterior of exactly a half: two w, odd, with a sum of 32768. Beside one largest logit D is a power of two and
    # the half goes up; beside five D is rounded down, and w a multiple of three shows it.
    of_w = {power(exponent(d, 10)): d for d in range(1, 4096)}
    pairs = [w for w in of_w if w % 6 == 3 and 32768 - w in of_w]
    for w in pairs[::len(pairs) // 4]:
        add(10, [0, -of_w[w], -of_w[32768 - w]])
        add(10, [0] * 5 + [-of_w[w], -of_w[32768 - w]])
    # Two classes at every distance: the line between entries and the rounding of w.
    for _ in range(240):
        f = between(4, 16)
        d = between(0, pick([1, 2, 4, 12]) * 2**f)
        add(f, pick([[0, -d], [-d, 0], [d, 0]]))
    return cases


# ---------------------------------------------------------------- streams

def answer(frames, z):
    return {"frames": frames, "z": list(z)}


def gap(before, frames):
    return {"gap": frames, "before": before}


def walk(f, classes, count, distances, gaps, start_with_gap):
    """Logits that move at random and are pulled towards one class for some answers; here and there a gap."""
    one = 2**f
    z, target, events = [0] * classes, 0, []
    for number in range(count):
        if number == 0 and start_with_gap or number > 0 and rng.random() < gaps:
            events.append(gap(between(0, 12), pick([1, 7, 10, 40, 99, 100, 101, 1000])))
            continue
        if number % 6 == 0:
            target = between(0, classes - 1)
        for k in range(classes):
            goal = 3 * one if k == target else 0
            z[k] += (goal - z[k]) // 3 + between(-one, one) // 2
        if rng.random() < 0.08:  # a tie between two classes
            z[between(0, classes - 1)] = max(z)
        events.append(answer(pick(distances), z))
    return events


def thresholds(f, n, events, classes, never):
    """0 for one class; the others in turn are hit exactly (P = theta * m), missed by one, or simply usual."""
    results = [result for result in detect(f, n, 0, [0] * classes, events) if result]
    theta, turn = [0] * classes, 0
    for k in range(classes):
        if k == never:
            continue
        remainder, add = ((0, 0), (-1, 1), (None, 0))[turn % 3]
        turn += 1
        wins = sorted((m, P) for label, P, m, _, _ in results
                      if label == k and remainder is not None and (P - remainder) % m == 0)
        wins = [win for win in wins if win[0] >= min(n, 3)] or wins
        m, P = wins[len(wins) // 2] if wins else (1, 18000)
        theta[k] = (P + add) // m
    return theta


def all_streams():
    streams = []

    def add(f, n, R, theta, events):
        for event, result in zip(events, detect(f, n, R, theta, events)):
            if result:
                event["label"], event["score"] = result[0], result[1] // result[2]
                event["detected"] = result[4]
        streams.append({"f": f, "n": n, "R": R, "theta": theta, "events": events})

    # Random walks: every smoothing with every refractory time.
    for n in (1, 3, 5, 255):
        for R in (0, 10, 100, HIGH):
            f, classes = pick([4, 6, 8, 8, 10, 12]), between(3, 5)
            distances = {0: [10, 10, 3], 10: [9, 10, 11, 5], 100: [10], HIGH: [10, 1, 250]}[R]
            gaps = 0.02 if n == 255 else 0.07
            events = walk(f, classes, between(50, 75), distances, gaps, len(streams) % 3 == 1)
            add(f, n, R, thresholds(f, n, events, classes, len(streams) % classes), events)

    # The refractory time ends at the frame, with gaps in it. Class 1 would be detected at every answer.
    yes = [0, 1000]
    events = [gap(3, 500), gap(4, 20), answer(77, yes)]
    for left in (99, 100, 101):
        events += [answer(left, yes), answer(100, yes)]                                      # no gap
        events += [gap(0, left - 10), answer(10, yes), answer(100, yes)]                     # a gap at once
        events += [answer(20, yes), gap(7, 30), answer(left - 57, yes), answer(100, yes)]    # answer, gap, answer
        events += [gap(5, 10), gap(15, 20), answer(left - 50, yes), answer(100, yes)]        # two gaps
        events += [gap(left, 1), answer(1, yes), answer(0, yes), answer(100, yes)]           # over before the gap
        events += [answer(100, yes)]
    add(8, 3, 100, [0, 20000], events)

    # The longest refractory time, and times that are as long.
    events = [answer(10, yes), answer(10, yes), gap(5, HIGH - 26), answer(10, yes), answer(1, yes)]
    events += [answer(HIGH - 1, yes), answer(1, yes), answer(HIGH, yes), gap(10, HIGH), answer(0, yes)]
    events += [gap(HIGH, HIGH), answer(HIGH, yes), gap(0, HIGH - 1), answer(0, yes), answer(1, yes)]
    events += [answer(10, [between(-500, 500), between(-500, 500)]) for _ in range(20)]
    add(8, 5, HIGH, [0, 20000], events)

    # The largest threshold, hit exactly by posteriors of 1 and missed by less, with logits at the ends of the range.
    for f in (-128, -6, 20, 127):
        kinds = [[LOW, HIGH, LOW], [HIGH, LOW, LOW], [LOW, LOW, HIGH], [HIGH, HIGH, LOW], [LOW, LOW, LOW]]
        events = [answer(10, pick(kinds)) for _ in range(30)]
        add(f, pick([1, 3]), 10, [10923 if f == 127 else 32768, 16384, 10923], events)

    # Ties of the sums: answers in turn for either class, and equal logits.
    events = [answer(10, [0, 200, 0] if number % 2 else [0, 0, 200]) for number in range(24)]
    events += [answer(10, [50, 50, 50]) for _ in range(12)] + [gap(9, 1)] + [answer(10, [-9, 9, 9]) for _ in range(8)]
    add(8, 2, 0, [10923, 14000, 1], events)
    # Constant answers: P = theta * m at every m for class 0, missed by m for class 1.
    first, second = [600, 0, 0], [0, 600, 0]
    p = posteriors(8, first)[0]
    events = [answer(10, first) for _ in range(20)] + [gap(0, 10)] + [answer(10, second) for _ in range(20)]
    add(8, 5, 10, [p, p + 1, 0], events)

    # Longer than the longest smoothing.
    events = walk(6, 2, 330, [10], 0, False)
    add(6, 255, 100, thresholds(6, 255, events[200:], 2, 2), events)
    return streams


# ---------------------------------------------------------------- writing

def lines(values):
    return "[\n" + ",\n".join(json.dumps(value, separators=(",", ":")) for value in values) + "\n]"


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, "detector.json")
    cases, streams = posterior_cases(), all_streams()
    with open(path, "w", encoding="ascii", newline="\n") as out:
        out.write('{"table":%s,\n"posteriors":%s,\n"streams":%s}\n'
                  % (json.dumps(T, separators=(",", ":")), lines(cases), lines(streams)))


if __name__ == "__main__":
    main()
