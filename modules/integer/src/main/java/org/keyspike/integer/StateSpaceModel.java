package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.network.EventSite;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.StateSpaceSpec;

/**
 * A network with a state space, of integers: everything that {@link IntegerStateSpace} computes
 * with, checked once, here. The unit of its states follows from their half-lives ({@link
 * StateSpaceFormat#stateFraction}): no state can leave 16 bits.
 *
 * @param features the features that it expects
 * @param encoder how features become channels
 * @param shape what the blocks share
 * @param code what every neuron fires
 * @param stream how channels become the stream
 * @param blocks first to last, at least one
 * @param threshold τ of E_last, (M); empty unless neurons are graded
 * @param readout how its outputs become logits
 * @param weightBits of every weight, 2 to 8, two's complement
 */
public record StateSpaceModel(
    FeatureSpec features,
    IntegerEncoder encoder,
    StateSpaceSpec shape,
    OutputCode code,
    Stream stream,
    List<IntegerBlock> blocks,
    Optional<IntegerVector> threshold,
    IntegerReadout readout,
    int weightBits)
    implements IntegerModel {

  /**
   * The stream at its beginning.
   *
   * @param embedding from the encoder's channels, in units of 2^−F_r
   * @param delays d, whole frames that each channel comes late, 0 to 63; empty where none does
   * @param fraction F_r, bits below the point of r in the whole network
   */
  public record Stream(IntegerMap embedding, Optional<IntegerVector> delays, int fraction) {}

  /**
   * Checks that the parts fit each other.
   *
   * @throws SpecException naming the part that does not
   */
  public StateSpaceModel {
    blocks = List.copyOf(blocks);
    requireBetween("weightBits", weightBits, 2, 8);
    requireBetween("blocks", blocks.size(), 1, StateSpaceSpec.MOST_BLOCKS);
    requireBetween(
        "stream.fraction",
        stream.fraction(),
        StateSpaceFormat.leastStreamFraction(code),
        StateSpaceFormat.LARGEST_STREAM_FRACTION);
    StateSpaceFormat.requireStates(shape, code);
    int width = shape.width();
    int channels = encoder.channels(features.bands());
    int largest = encoder instanceof IntegerEncoder.Direct ? NumberFormat.FEATURE_MAX : 1;
    stream.embedding().require("embedding", width, channels, largest, weightBits);
    stream
        .delays()
        .ifPresent(
            d ->
                IntegerLayer.requireValues(
                    "embedding.delays", d, channels, 0, IntegerLayer.LARGEST_DELAY));
    for (int l = 0; l < blocks.size(); l++) {
      require("blocks[" + l + "]", blocks.get(l), shape, code, weightBits);
    }
    requireThreshold("threshold", code, threshold, width);
    if (readout.inputs() != width) {
      throw new SpecException("readout", readout.inputs() + " inputs", width + ", the stream's");
    }
    requireWeights(readout, weightBits);
    int frames = readout instanceof IntegerReadout.Keyword keyword ? keyword.frames() : 1;
    IntegerReadout.requireSum(
        "readout", readout.matrices().get(0).largestRowMagnitude(), (long) frames * code.largest());
  }

  /** There is one time step in a frame. */
  @Override
  public int timeSteps() {
    return 1;
  }

  /** Streams, states and membranes have 16 bits. */
  @Override
  public int membraneBits() {
    return Short.SIZE;
  }

  @Override
  public List<IntegerLayer> layers() {
    throw new SpecException("network.backbone", "ssm", "recurrent: what reads layers needs some");
  }

  @Override
  public List<IntegerMatrix> matrices() {
    List<IntegerMatrix> all = new ArrayList<>(List.of(stream.embedding().weight()));
    for (IntegerBlock block : blocks) {
      all.add(block.in().weight());
      all.add(block.out().weight());
    }
    all.addAll(readout.matrices());
    return all;
  }

  /** u, x, g and y′ of each block, then E. */
  @Override
  public List<IntegerPopulation> populations() {
    List<IntegerPopulation> all = new ArrayList<>();
    int states = StateSpaceFormat.stateFraction(shape);
    for (int l = 0; l < blocks.size(); l++) {
      int n = blocks.get(l).channels();
      int values = blocks.get(l).valueFraction();
      all.add(place(StateSpaceNames.place(EventSite.STREAM, l), shape.width(), stream.fraction()));
      all.add(place(StateSpaceNames.place(EventSite.VALUE, l), n, values));
      all.add(
          new IntegerPopulation(
              StateSpaceNames.gate(l), n, IntegerCode.of(shape.gateCode(), values), false));
      all.add(place(StateSpaceNames.place(EventSite.OUTPUT, l), n, states));
    }
    all.add(place(StateSpaceNames.place(EventSite.LAST, 0), shape.width(), stream.fraction()));
    return all;
  }

  private IntegerPopulation place(String name, int neurons, int fraction) {
    return new IntegerPopulation(name, neurons, IntegerCode.of(code, fraction), false);
  }

  private static void require(
      String field, IntegerBlock block, StateSpaceSpec shape, OutputCode code, int weightBits) {
    int n = block.channels();
    int width = shape.width();
    block.in().require(field + ".in", shape.rows(n), width, code.largest(), weightBits);
    block.out().require(field + ".out", width, n, code.largest(), weightBits);
    requireBetween(
        field + ".valueFraction",
        block.valueFraction(),
        StateSpaceFormat.leastValueFraction(shape, code),
        StateSpaceFormat.LARGEST_VALUE_FRACTION);
    Optional<IntegerBlock.Thresholds> own = block.thresholds();
    requireThreshold(field, code, own.map(IntegerBlock.Thresholds::stream), width);
    requireThreshold(field, code, own.map(IntegerBlock.Thresholds::value), n);
    requireThreshold(field, code, own.map(IntegerBlock.Thresholds::output), n);
  }

  private static void requireThreshold(
      String field, OutputCode code, Optional<IntegerVector> threshold, int neurons) {
    if (threshold.isPresent() != code instanceof OutputCode.Graded) {
      throw new SpecException(
          field + ".threshold",
          threshold.isPresent() ? "present" : "absent",
          "thresholds of graded neurons, and of no others");
    }
    threshold.ifPresent(
        t -> IntegerLayer.requireValues(field + ".threshold", t, neurons, 0, Short.MAX_VALUE));
  }

  private static void requireWeights(IntegerReadout readout, int weightBits) {
    for (IntegerMatrix matrix : readout.matrices()) {
      if (!matrix.fits(weightBits)) {
        throw new SpecException(
            "readout", "a weight out of range", "weights of " + weightBits + " bits");
      }
    }
  }

  private static void requireBetween(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new SpecException(field, value, low + " to " + high);
    }
  }
}
