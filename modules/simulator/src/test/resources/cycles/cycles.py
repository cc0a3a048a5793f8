#!/usr/bin/python3
"""Witness of the expected cycles of a frame: values from the equations of docs/concepts/rates.md alone.

usage: cycles.py > cycles.json
"""
import json


def cycles_case(lanes, q, bands, channels, bits, neurons, recurrent, adapts, outputs, steps, parallel, merged):
    g = lambda x: -(-x // lanes)
    base = g(bands) + g(outputs) + sum(g(n) * steps * (3 if adapts else 1) for n in neurons)
    base += q * g(neurons[0]) * bits * (1 if parallel else steps)
    per_rate, per_active = [], []
    for i, n in enumerate(neurons):
        last = i == len(neurons) - 1
        hidden = (0 if last else q * g(neurons[i + 1])) + (q * g(n) if recurrent else 0)
        out = q * g(outputs) if last else 0
        per_active.append(n * ((hidden if parallel else 0) + (out if merged else 0)))
        per_rate.append(n * steps * ((0 if parallel else hidden) + (0 if merged else out)))
    encoder = channels * q * g(neurons[0]) * (1 if parallel else steps)
    return {
        "lanes": lanes, "q": q, "bands": bands, "channels": channels, "bits": bits, "neurons": neurons,
        "recurrent": recurrent, "adapts": adapts, "outputs": outputs, "steps": steps, "parallel": parallel,
        "merged": merged, "base": base, "encoder": encoder, "perRate": per_rate, "perActive": per_active,
    }


print(json.dumps([
    cycles_case(128, 1, 40, 0, 51.25, [128, 112], True, False, 1920, 2, True, True),
    cycles_case(16, 2, 20, 80, 0, [40, 20, 12], False, False, 24, 2, False, True),
    cycles_case(16, 1, 20, 40, 0, [33], True, True, 64, 2, True, False),
]))
