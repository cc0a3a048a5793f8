package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.hardware.BlockImage;
import org.keyspike.hardware.StateSpaceImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;

/**
 * The units of a state space.
 *
 * @param stream r
 * @param embeddingBiases of the map that begins it
 * @param blocks first to last
 * @param outBiases of the second map of each block
 * @param last E_last
 */
record StateSpaceUnits(
    StreamUnit stream,
    KeptField embeddingBiases,
    List<BlockUnit> blocks,
    List<KeptField> outBiases,
    EventUnit last) {

  static StateSpaceUnits of(
      StateSpaceImage image,
      StateSpacePlace place,
      Units units,
      FrameInput input,
      Architecture architecture) {
    int width = image.shape().width();
    LaneMemory parameters = units.memories().parameters();
    IntegerCode ofStream = IntegerCode.of(image.code(), image.stream().fraction());
    List<BlockUnit> blocks = new ArrayList<>();
    List<KeptField> biases = new ArrayList<>();
    int before = place.parameters();
    for (int l = 0; l < image.blocks().size(); l++) {
      BlockPlace at = place.blocks().get(l);
      EventUnit events =
          new EventUnit(
              units, ofStream, at.events().stream(), width, before, at.membranes().stream());
      blocks.add(block(image, image.blocks().get(l), at, events, units, input, architecture));
      before = at.parameters().out();
      biases.add(new KeptField(parameters, before, LaneField.BIAS, width));
    }
    return new StateSpaceUnits(
        new StreamUnit(units, place.stream(), width),
        new KeptField(parameters, place.parameters(), LaneField.BIAS, width),
        blocks,
        biases,
        new EventUnit(units, ofStream, place.outputs(), width, before, place.lastMembranes()));
  }

  private static BlockUnit block(
      StateSpaceImage image,
      BlockImage block,
      BlockPlace at,
      EventUnit stream,
      Units units,
      FrameInput input,
      Architecture architecture) {
    OutputCode code = image.code();
    int n = block.channels();
    int fraction = block.valueFraction();
    EventUnit value =
        new EventUnit(
            units,
            IntegerCode.of(code, fraction),
            at.events().value(),
            n,
            at.parameters().in(),
            at.membranes().value());
    GateUnit gate =
        new GateUnit(
            units,
            IntegerCode.of(image.shape().gateCode(), fraction),
            at.events().gate(),
            n,
            fraction);
    StateUnit states =
        new StateUnit(
            units,
            image.shape(),
            at,
            value,
            gate,
            input,
            fraction,
            code.fraction(),
            architecture.has(Mechanism.ZERO_SKIPPING));
    EventUnit output =
        new EventUnit(
            units,
            IntegerCode.of(code, StateSpaceFormat.stateFraction(image.shape())),
            at.events().output(),
            n,
            at.parameters().channels(),
            at.membranes().output());
    return new BlockUnit(
        stream,
        value,
        gate,
        states,
        output,
        new BlockUnit.Rows(units, image.shape(), n, at.parameters().in(), value, gate, states));
  }

  /**
   * The neurons behind a block, or behind the embedding with −1: of the next block, or the last.
   */
  EventUnit behind(int block) {
    return block + 1 == blocks.size() ? last : blocks.get(block + 1).stream();
  }

  /** Everything whose outputs are recorded. */
  List<RecordedPopulation> populations() {
    List<RecordedPopulation> all = new ArrayList<>();
    blocks.forEach(block -> all.addAll(block.populations()));
    all.add(last);
    return all;
  }
}
