"""The spikes of a NIR graph, in plain Python, float64: what NIR's equations say, one step of Euler's method a frame.

usage: simulate.py FILE.nir DT OUT.safetensors FEATURES.npy|SEED   (the library of NIR's authors and h5py on the path)

The file is read by the `nir` library. 20 clips of 50 frames: features of a file, or drawn from a seed; on a grid of 1/16,
which floats hold exactly. OUT has them as integers `x` (20, 50, C), and for every LIF of the graph, in the order of the
chain, `spikes1`, `spikes2` … (20, 50): bit n is neuron n.
"""

import json
import struct
import sys

import nir
import numpy as np

CLIPS, FRAMES = 20, 50


def flat(graph, prefix=""):
    """Nodes and edges without graphs in graphs, which are named GRAPH/NODE."""
    nodes, edges = {}, []
    for name, node in graph.nodes.items():
        if isinstance(node, nir.NIRGraph):
            inner_nodes, inner_edges = flat(node, prefix + name + "/")
            nodes.update(inner_nodes)
            edges += inner_edges
        else:
            nodes[prefix + name] = node
    for a, b in graph.edges:
        a = a + "/output" if isinstance(graph.nodes[a], nir.NIRGraph) else a
        b = b + "/input" if isinstance(graph.nodes[b], nir.NIRGraph) else b
        edges.append((prefix + a, prefix + b))
    return nodes, edges


def order(nodes, edges):
    """The nodes as a frame passes them; a map back to neurons comes after these."""
    found = ["input"]
    while len(found) < len(nodes):
        ready = [b for a, b in edges if a in found and b not in found]
        first = [b for b in ready if not b.endswith("w_rec")]
        found.append((first or ready)[0])
    return found


def run(nodes, edges, dt, clip):
    out = {name: 0.0 for name in nodes}
    v = {name: np.zeros_like(n.tau) for name, n in nodes.items() if isinstance(n, nir.LIF)}
    spikes = {name: [] for name in v}
    chain = order(nodes, edges)
    for frame in clip:
        for name in chain:
            node = nodes[name]
            given = frame if name == "input" else sum(out[a] for a, b in edges if b == name)
            if isinstance(node, (nir.Affine, nir.Linear)):
                given = node.weight.astype("f8") @ given + getattr(node, "bias", 0.0)
            elif isinstance(node, nir.LIF):
                u = v[name] + dt / node.tau * (node.v_leak - v[name] + node.r * given)
                given = (u > node.v_threshold) * 1.0
                v[name] = np.where(given > 0, node.v_reset, u)
                spikes[name].append(given)
            elif isinstance(node, nir.Flatten):
                given = given.reshape(-1)
            out[name] = given
    return [np.array(spikes[name]) for name in chain if name in spikes]


def save(path, tensors):
    head, off, blobs = {}, 0, []
    for k, a in tensors.items():
        a = np.ascontiguousarray(a.astype("<i4"))
        head[k] = {"dtype": "I32", "shape": list(a.shape), "data_offsets": [off, off + a.nbytes]}
        off += a.nbytes
        blobs.append(a.tobytes())
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


if __name__ == "__main__":
    file, dt, target, source = sys.argv[1:]
    nodes, edges = flat(nir.read(file))
    bands = int(np.prod(nodes["input"].input_type["input"]))
    if source.isdigit():
        x = np.random.default_rng(int(source)).integers(0, 48, (CLIPS, FRAMES, bands))
    else:
        x = np.round(np.load(source)[:CLIPS, 25 : 25 + FRAMES] * 16)
    runs = [run(nodes, edges, float(dt), clip / 16) for clip in x]
    tensors = {"x": x}
    for i in range(len(runs[0])):
        fired = np.array([r[i] for r in runs])
        print("neurons", i + 1, "rate", fired.mean(), "per neuron", fired.mean((0, 1)).round(2))
        tensors[f"spikes{i + 1}"] = (fired * 2.0 ** np.arange(fired.shape[2])).sum(2)
    save(target, tensors)
