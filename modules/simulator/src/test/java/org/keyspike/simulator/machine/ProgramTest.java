package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Phase;

class ProgramTest {
  private static final WeightImage FRAME_WISE = TinyImage.frameWise(4, Packing.DENSE);
  private static final Architecture MACHINE = Machines.roomy(4, 4);

  /** Layer, phase and group of each instruction of the second of two frames, in order. */
  private static List<String> order(WeightImage image, Architecture architecture)
      throws IOException {
    byte[] clip = {10, 20, 90, 80};
    List<String> order = new ArrayList<>();
    new Machine(image, architecture)
        .trace(
            clip,
            1,
            1,
            cycle -> {
              FrameStage stage = cycle.stage();
              String one = stage.layer() + " " + stage.phase().key() + " " + cycle.group();
              if (order.isEmpty() || !order.get(order.size() - 1).equals(one)) {
                order.add(one);
              }
            });
    return order;
  }

  @Test
  void recurrentLayersHaveAStageMoreAndKeywordReadoutsToo() {
    assertEquals(
        List.of(
            new FrameStage(0, Phase.ENCODE),
            new FrameStage(1, Phase.FEED_FORWARD),
            new FrameStage(1, Phase.RECURRENT),
            new FrameStage(1, Phase.UPDATE),
            new FrameStage(2, Phase.READOUT)),
        Program.stages(FRAME_WISE));
    assertEquals(
        List.of(
            new FrameStage(0, Phase.ENCODE),
            new FrameStage(1, Phase.FEED_FORWARD),
            new FrameStage(1, Phase.UPDATE),
            new FrameStage(2, Phase.READOUT),
            new FrameStage(2, Phase.DECISION)),
        Program.stages(TinyImage.keyword(4, 2)));
  }

  @Test
  void aGroupIsFinishedBeforeTheNextOneBegins() throws IOException {
    assertEquals(
        List.of(
            "0 encode 0",
            "1 feedForward 0",
            "1 recurrent 0",
            "1 update 0",
            "1 feedForward 1",
            "1 recurrent 1",
            "1 update 1",
            "2 readout 0"),
        order(FRAME_WISE, MACHINE));
  }

  @Test
  void aMachineWithOneStepAtATimeGoesThroughTheGroupsTwice() throws IOException {
    List<String> pass =
        List.of(
            "1 feedForward 0",
            "1 recurrent 0",
            "1 update 0",
            "1 feedForward 1",
            "1 recurrent 1",
            "1 update 1");
    List<String> expected = new ArrayList<>(List.of("0 encode 0"));
    Collections.nCopies(2, pass).forEach(expected::addAll);
    expected.add("2 readout 0");
    assertEquals(expected, order(FRAME_WISE, MACHINE.without(Mechanism.PARALLEL_STEPS)));
  }

  @Test
  void aDecisionFollowsTheLastFrame() throws IOException {
    assertEquals(
        List.of(
            "0 encode 0",
            "1 feedForward 0",
            "1 update 0",
            "1 feedForward 1",
            "1 update 1",
            "2 readout 0",
            "2 decision 0"),
        order(TinyImage.keyword(4, 2), MACHINE));
  }
}
