package org.keyspike.analysis.energy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a network on the energy table is, compared with the one that is studied. */
public enum RivalKind {
  /** The network itself. */
  @JsonProperty("own")
  OWN("this network", ""),
  /** The network itself on a machine that skips no zeros. */
  @JsonProperty("dense")
  DENSE("this network, dense", ""),
  /** Graded activations of as many bits as the sum of its steps has. */
  @JsonProperty("fewBits")
  FEW_BITS("FATReLU, bits of its steps", "recipes/gsc-mini/twins/few-bits.yaml"),
  /** Graded activations of 4 bits in as many bytes. */
  @JsonProperty("sameBytes")
  SAME_BYTES("FATReLU, equal bytes", "recipes/gsc-mini/twins/four-bits.yaml"),
  /** A convolutional network of 8-bit integers. */
  @JsonProperty("dsCnn")
  DS_CNN("DS-CNN, 8 bits", "recipes/gsc-mini/ds-cnn.yaml"),
  /** Any other network. */
  @JsonProperty("other")
  OTHER("another network", "");

  private final String title;
  private final String recipe;

  RivalKind(String title, String recipe) {
    this.title = title;
    this.recipe = recipe;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The recipe that trains it for gsc-mini; empty where none has to be trained. */
  public String recipe() {
    return recipe;
  }
}
