"""Training steps of other spiking libraries beside ours: forward, backward and update of two recurrent layers.

    env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE /usr/bin/python3 peers.py FOLDER [--threads 1]

FOLDER holds checkouts of the libraries in folders sparch, snntorch and norse; one that is not there, or cannot be
imported, is left out, with the reason. Their code is not part of this repository. Every round runs `keyspike benchmark`
on a case, the one of this repository, which builds itself first where it has to, and then a few steps of each library in
turn; medians over rounds are written. All have the same inputs (spikes drawn at 10 %), sizes, readout (mean of spikes, 64
hidden units), batch (64 clips of 100 frames) and threads, and AdamW with a learning rate of 0. Thresholds of each layer
are bisected until it fires at 10 %.

Neurons are those of each library: sparch's RLIF (boxcar), snnTorch's RLeaky (fast sigmoid), norse's LIFRecurrent (which
has a synaptic current as well).
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import torch

FRAMES = 100
HIDDEN = 64
RATE = 0.1
KEYSPIKE = pathlib.Path(__file__).resolve().parents[5] / "scripts" / "keyspike"


class Peer(torch.nn.Module):
    """Two layers of a library, each a function from (T, B, N) spikes to (T, B, M), and our readout."""

    def __init__(self, layers, neurons, classes):
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)
        self.readout = torch.nn.Sequential(
            torch.nn.Linear(neurons, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, classes))

    def spikes(self, inputs, layers):
        for layer in self.layers[:layers]:
            inputs = layer(inputs)
        return inputs

    def forward(self, inputs):
        return self.readout(self.spikes(inputs, len(self.layers)).mean(0))

    def calibrate(self, inputs):
        with torch.no_grad():
            for i, layer in enumerate(self.layers):
                low, high = 1e-3, 4.0
                for _ in range(10):
                    layer.set_threshold((low + high) / 2)
                    if self.spikes(inputs, i + 1).mean().item() > RATE:
                        low = layer.threshold
                    else:
                        high = layer.threshold

    def rates(self, inputs):
        with torch.no_grad():
            return [round(self.spikes(inputs, i + 1).mean().item(), 3) for i in range(len(self.layers))]


def sparch(inputs, neurons):
    from sparch.models.snns import RLIFLayer

    class Layer(torch.nn.Module):
        def __init__(self, size):
            super().__init__()
            self.layer = RLIFLayer(size, neurons, 64, normalization="none", use_bias=True)

        def set_threshold(self, value):
            self.threshold = self.layer.threshold = value

        def forward(self, x):
            return self.layer(x.transpose(0, 1)).transpose(0, 1)

    return [Layer(inputs), Layer(neurons)]


def snntorch(inputs, neurons):
    from snntorch import RLeaky, surrogate

    class Layer(torch.nn.Module):
        def __init__(self, size):
            super().__init__()
            self.weights = torch.nn.Linear(size, neurons)
            self.layer = RLeaky(
                torch.full((neurons,), 0.9), linear_features=neurons, spike_grad=surrogate.fast_sigmoid(10), learn_beta=True)

        def set_threshold(self, value):
            self.threshold = value
            self.layer.threshold.fill_(value)

        def forward(self, x):
            currents = self.weights(x)
            spikes, membrane = torch.zeros_like(currents[0]), torch.zeros_like(currents[0])
            out = []
            for current in currents:
                spikes, membrane = self.layer(current, spikes, membrane)
                out.append(spikes)
            return torch.stack(out)

    return [Layer(inputs), Layer(neurons)]


def norse(inputs, neurons):
    from norse.torch import LIFParameters, LIFRecurrent

    class Layer(torch.nn.Module):
        def __init__(self, size):
            super().__init__()
            self.layer = LIFRecurrent(size, neurons)

        def set_threshold(self, value):
            self.threshold = value
            self.layer.p = self.layer.p._replace(v_th=torch.as_tensor(value))

        def forward(self, x):
            return self.layer(x)[0]

    return [Layer(inputs), Layer(neurons)]


def steps(peer, inputs, labels, count, clock=time.perf_counter):
    """Seconds of single training steps, by any clock."""
    optimiser = torch.optim.AdamW(peer.parameters(), lr=0.0)
    times = []
    for _ in range(count):
        start = clock()
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(peer(inputs), labels).backward()
        optimiser.step()
        times.append(clock() - start)
    return times


def ours(command, case, cores):
    """Clips a second of our engines, by name; they take as many threads as there are cores for them."""
    done = subprocess.run(
        [command, "benchmark", "--case", case, "--json"], stdout=subprocess.PIPE, check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cores))
    return json.loads(done.stdout)["cases"][0]["clipsPerSecond"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--keyspike", default=str(KEYSPIKE))
    parser.add_argument("--case", action="append", help="as 320-256-256-13; default: both keyword networks")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--alone", action="store_true", help="peers only, by processor time: for a machine that is busy")
    given = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))[:given.threads]
    torch.set_num_threads(given.threads)
    torch.manual_seed(1)
    print("torch", torch.__version__, "threads", torch.get_num_threads(), file=sys.stderr)
    clock = time.process_time if given.alone else time.perf_counter
    print("network,engine,clipsPerSecond,vectorOverEngine")
    for case in given.case or ["320-256-256-13", "320-512-512-35"]:
        inputs_size, neurons, _, classes = map(int, case.split("-"))
        inputs = (torch.rand(FRAMES, given.batch, inputs_size) < RATE).float()
        labels = torch.randint(classes, (given.batch,))
        peers = {}
        for make in (sparch, snntorch, norse):
            sys.path.insert(0, f"{given.folder}/{make.__name__}")
            try:
                peer = Peer(make(inputs_size, neurons), neurons, classes)
                peer.calibrate(inputs[:, :8])
                steps(peer, inputs, labels, 1)
                peers[make.__name__] = peer
                print(case, make.__name__, "rates", peer.rates(inputs), file=sys.stderr)
            except (ImportError, AttributeError, TypeError, RuntimeError) as e:
                print(case, make.__name__, "left out:", e, file=sys.stderr)
        speeds = {}
        for _ in range(given.rounds):
            for name, speed in () if given.alone else ours(given.keyspike, f"{case}@{RATE}", cores).items():
                speeds.setdefault(name, []).append(speed)
            for _ in range(given.steps):
                for name, peer in peers.items():
                    speeds.setdefault(name, []).append(given.batch / steps(peer, inputs, labels, 1, clock)[0])
        print(case, {name: [round(speed) for speed in all] for name, all in speeds.items()}, file=sys.stderr)
        vector = statistics.median(speeds["vector"]) if "vector" in speeds else None
        for name, all_speeds in speeds.items():
            speed = statistics.median(all_speeds)
            ratio = "" if vector is None else f"{vector / speed:.1f}"
            print(f"{case},{name},{speed:.0f},{ratio}", flush=True)


if __name__ == "__main__":
    main()
