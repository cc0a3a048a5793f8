"""Saliencies and schedules of pruning as the package page of org.keyspike.compression has them, without any code of
Keyspike. Writes saliencies.json beside itself.

A network of 3 bands that are its channels (no encoder), layers of 4 and 3 recurrent neurons, a hidden layer of 2 and
2 classes. Gradients are drawn: what a saliency makes of them does not depend on where they come from.
"""

import json
import math
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = {
    "layer1.weight": (4, 3),
    "layer1.recurrent": (4, 4),
    "layer2.weight": (3, 4),
    "layer2.recurrent": (3, 3),
    "readout.hidden.weight": (2, 3),
    "readout.output.weight": (2, 2),
}
CLIPS = 4
UPDATES = 5


def draw(rng, scale):
    # Rounded to 12 bits below the point: floats of 32 bits hold them exactly.
    return {name: np.round(rng.normal(0, scale, shape) * 4096) / 4096 for name, shape in SHAPES.items()}


def texts(values):
    return {name: value.ravel().tolist() for name, value in values.items()}


def second_order(weights, clips):
    fisher = {name: sum(g[name] ** 2 for g in clips) / len(clips) for name in SHAPES}
    return {name: 0.5 * weights[name] ** 2 * fisher[name] for name in SHAPES}


def movement(path, gradients):
    return {name: -sum(w[name] * g[name] for w, g in zip(path, gradients)) for name in SHAPES}


def structures(by_weight):
    def columns(*names):
        return sum(by_weight[name].sum(axis=0) for name in names).tolist()

    return {
        "neurons1": columns("layer1.recurrent", "layer2.weight"),
        "neurons2": columns("layer2.recurrent", "readout.hidden.weight"),
        "bands": columns("layer1.weight"),
    }


def ramp(share, epochs, batches, steps, matrix):
    length = min(epochs - 1, max(1, math.floor(share * epochs + 0.5)))
    parts = [1 - (1 - k / steps) ** 3 for k in range(1, steps + 1)]
    return {
        "ramp": share,
        "epochs": epochs,
        "batches": batches,
        "steps": steps,
        "rampEpochs": length,
        "calmEpochs": epochs - length,
        "updates": [k * length * batches // steps for k in range(1, steps + 1)],
        "parts": parts,
        "gone": [math.floor(part * 0.75 * matrix) for part in parts],
    }


def main():
    rng = np.random.default_rng(20)
    weights = draw(rng, 0.5)
    clips = [draw(rng, 0.1) for _ in range(CLIPS)]
    path = [draw(rng, 0.5) for _ in range(UPDATES)]
    gradients = [draw(rng, 0.1) for _ in range(UPDATES)]
    fisher = second_order(weights, clips)
    moved = movement(path, gradients)
    out = {
        "weights": texts(weights),
        "clips": [texts(g) for g in clips],
        "secondOrder": {**texts(fisher), **structures(fisher)},
        "path": [texts(w) for w in path],
        "gradients": [texts(g) for g in gradients],
        "movement": {**texts(moved), **structures(moved)},
        "ramps": [
            ramp(0.7, 10, 13, 5, 64),
            ramp(0.5, 3, 4, 3, 64),
            ramp(0.99, 4, 7, 10, 64),
            ramp(0.05, 6, 3, 4, 64),
        ],
    }
    with open(os.path.join(HERE, "saliencies.json"), "w", encoding="utf-8") as file:
        json.dump(out, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
