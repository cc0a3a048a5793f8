package org.keyspike.training.dscnn;

/**
 * The shape of one layer of a DS-CNN; a map from vector to vector is one whose window is a place.
 *
 * @param name of its tensors
 * @param kernel the window
 * @param in what it reads
 * @param out what it makes
 * @param depthwise whether an output channel reads the input channel of its number, rather than all
 */
public record ConvolutionShape(String name, Kernel kernel, Plane in, Plane out, boolean depthwise) {

  /** Products behind one output. */
  public int fanIn() {
    return kernel.rows() * kernel.columns() * (depthwise ? 1 : in.channels());
  }

  /** Weights, each counted once. */
  public int weights() {
    return out.channels() * fanIn();
  }

  /** Multiply-accumulates of one answer. */
  public long macs() {
    return (long) out.size() * fanIn();
  }
}
