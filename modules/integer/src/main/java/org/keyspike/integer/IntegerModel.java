package org.keyspike.integer;

import java.util.List;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.SpecException;

/**
 * A network of integers: the product. Everything that {@link IntegerNetwork} computes with, of
 * layers of neurons or of a state space between the same encoder and readout.
 */
public sealed interface IntegerModel permits LayeredModel, StateSpaceModel {

  /** The features that it expects. */
  FeatureSpec features();

  /** How features become what reaches the first layer or the stream. */
  IntegerEncoder encoder();

  /** How outputs become logits. */
  IntegerReadout readout();

  /** TS, 1 or 2. */
  int timeSteps();

  /** The width of every weight, 2 to 8, two's complement. */
  int weightBits();

  /** The width of every membrane, 8 to 16, two's complement, saturating. */
  int membraneBits();

  /**
   * Its layers, first to last.
   *
   * @throws SpecException if there are none, but the blocks of a state space
   */
  List<IntegerLayer> layers();

  /** Every matrix, in the order of the weight memory. */
  List<IntegerMatrix> matrices();

  /** Everything whose outputs are recorded, first to last: layers, or the places of blocks. */
  List<IntegerPopulation> populations();

  /** The channels that the encoder hands on: 4C, 2C or C. */
  default int channels() {
    return encoder().channels(features().bands());
  }

  /** The largest membrane in units; the smallest is −membraneMax() − 1. */
  default int membraneMax() {
    return (1 << (membraneBits() - 1)) - 1;
  }
}
