package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceSpec;

/**
 * The state space of an image: what a {@link StateSpaceModel} has between encoder and readout, with
 * packed weights.
 *
 * @param shape what the blocks share
 * @param code what every neuron fires
 * @param stream how channels become the stream
 * @param blocks first to last, at least one
 * @param threshold τ of E_last, (M); empty unless neurons are graded
 */
public record StateSpaceImage(
    StateSpaceSpec shape,
    OutputCode code,
    StateSpaceImage.Stream stream,
    List<BlockImage> blocks,
    Optional<IntegerVector> threshold)
    implements BackboneImage {
  /** Maps of a block: to its rows, and back to the stream. */
  static final int MAPS = 2;

  /**
   * The stream at its beginning.
   *
   * @param embedding from the encoder's channels
   * @param delays d, whole frames that each channel comes late; empty where none does
   * @param fraction F_r, bits below the point of r
   */
  public record Stream(MapImage embedding, Optional<IntegerVector> delays, int fraction) {}

  public StateSpaceImage {
    blocks = List.copyOf(blocks);
  }

  static StateSpaceImage of(StateSpaceModel model, int lanes, Packing packing) {
    int bits = model.weightBits();
    StateSpaceModel.Stream first = model.stream();
    return new StateSpaceImage(
        model.shape(),
        model.code(),
        new Stream(
            MapImage.of(first.embedding(), bits, lanes, packing), first.delays(), first.fraction()),
        model.blocks().stream().map(block -> BlockImage.of(block, bits, lanes, packing)).toList(),
        model.threshold());
  }

  /** The model between this input and readout. */
  StateSpaceModel model(InputImage input, ReadoutImage readout, int weightBits) {
    return new StateSpaceModel(
        input.features(),
        input.encoder(),
        shape,
        code,
        new StateSpaceModel.Stream(stream.embedding().map(), stream.delays(), stream.fraction()),
        blocks.stream().map(BlockImage::block).toList(),
        threshold,
        readout.readout(),
        weightBits);
  }

  /** The embedding, then the two maps of each block. */
  public List<MapImage> allMaps() {
    List<MapImage> all = new ArrayList<>(List.of(stream.embedding()));
    for (BlockImage block : blocks) {
      all.add(block.in());
      all.add(block.out());
    }
    return all;
  }

  @Override
  public List<PackedMatrix> matrices() {
    return allMaps().stream().map(MapImage::weight).toList();
  }

  @Override
  public int maps() {
    return 1 + MAPS * blocks.size();
  }

  @Override
  public List<Integer> sizes() {
    return blocks.stream().map(BlockImage::channels).toList();
  }

  @Override
  public int since() {
    return ImageFormat.BLOCKS_SINCE;
  }
}
