package org.keyspike.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerPopulation;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.Trace;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Phase;

class StateSpaceTwinTest {
  private static final int FRAMES = 60;
  private static final StateSpaceModel MODEL = RandomStateSpaces.model(5);
  private static final byte[] FEATURES = RandomModels.features(MODEL, FRAMES, 5);
  private static final Trace TRACE = Trace.of(new IntegerNetwork(MODEL), FEATURES);

  @Test
  void whatMatricesReadIsZeroAsOftenAsIsAskedFor() {
    for (double zeros : new double[] {0, 0.5, 1}) {
      Trace twin = StateSpaceTwin.of(MODEL, TRACE, zeros);
      assertEquals(TRACE.encoderSpikes(), twin.encoderSpikes());
      assertEquals(TRACE.blocks(), twin.blocks());
      for (int p = 0; p < twin.spikes().size(); p++) {
        IntegerPopulation population = MODEL.populations().get(p);
        byte[] drawn = twin.spikes().get(p);
        int silent = 0;
        for (byte output : drawn) {
          assertTrue(output >= 0 && output <= population.code().largest());
          silent += output == 0 ? 1 : 0;
        }
        boolean read = p % 4 == 0 || p % 4 == 3;
        // Five standard deviations.
        double deviation = 5 * Math.sqrt(zeros * (1 - zeros) / drawn.length);
        assertEquals(read ? zeros : 0, (double) silent / drawn.length, deviation);
      }
    }
  }

  @Test
  void everyRowOfItsStatesIsMoved() {
    int lanes = 16;
    WeightImage image = Machines.image(MODEL, lanes);
    Architecture machine = Machines.roomy(lanes, 32);
    List<FrameCounts> twin = new CycleModel(image, machine).twin(FEATURES, TRACE, CycleModel.HALF);
    List<FrameCounts> own = new CycleModel(image, machine).frames(FEATURES, TRACE);
    FrameStage states = new FrameStage(1, Phase.STATES);
    long more = 0;
    for (int t = 0; t < FRAMES; t++) {
      assertEquals(
          twin.get(0).count(states, Event.CYCLES), twin.get(t).count(states, Event.CYCLES));
      assertTrue(twin.get(t).count(states, Event.CYCLES) >= own.get(t).count(states, Event.CYCLES));
      more += twin.get(t).totalCycles() - own.get(t).totalCycles();
    }
    assertTrue(more > 0);
  }

  @Test
  void nothingSaysWhatADenseStateSpaceCosts() {
    CycleModel model = new CycleModel(Machines.image(MODEL, 16), Machines.roomy(16, 32));
    assertEquals(
        "network.backbone", assertThrows(SpecException.class, () -> model.dense(1)).field());
  }
}
