package org.keyspike.hardware;

import java.util.List;

/** What lies between encoder and readout of an image: layers of neurons, or a state space. */
public sealed interface BackboneImage permits LayersImage, StateSpaceImage {

  /** Its matrices in the order of the weight memory. */
  List<PackedMatrix> matrices();

  /** The number of maps ahead of the readout's: where those begin among the sections. */
  int maps();

  /** Neurons or channels of each layer or block. */
  List<Integer> sizes();

  /** The first format version that can hold it. */
  int since();
}
