package org.keyspike.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keyspike.report.RasterPlot;

class RasterPanelsTest {
  private static final double ASIDE = 0.23;

  @Test
  void phasesOfTheEncoderStandSideBySide() {
    // (T, channels) of 3 frames and 8 channels: coarse+, coarse-, fine+, fine-, two bands each.
    Set<Integer> spikes = Set.of(0, 8 + 1, 16 + 3, 16 + 4, 8 + 7);
    RasterPlot.Panel panel = RasterPanels.encoder("“yes”", 3, 2, 8, spikes::contains);
    assertEquals(2, panel.rows());
    assertEquals("Encoder spikes over the log-mel image of “yes”", panel.labels().title());
    List<RasterPlot.Spikes> kinds = panel.kinds();
    assertEquals(4, kinds.size());
    assertSpikes(kinds.get(0), new double[] {-ASIDE, 1 - ASIDE}, new double[] {0, 1});
    assertSpikes(kinds.get(1), new double[] {2 - ASIDE}, new double[] {1});
    assertSpikes(kinds.get(2), new double[] {2 + ASIDE}, new double[] {0});
    assertSpikes(kinds.get(3), new double[] {1 + ASIDE}, new double[] {1});
  }

  @Test
  void withoutAnEncoderThereIsTheImageAlone() {
    RasterPlot.Panel panel = RasterPanels.encoder("“yes”", 3, 2, 0, i -> true);
    assertEquals("Log-mel image of “yes”", panel.labels().title());
    assertEquals(List.of(), panel.kinds());
  }

  @Test
  void timeStepsShareTheWidthOfTheirFrame() {
    // (T, TS, N) of 2 frames, 2 steps and 3 neurons.
    Set<Integer> spikes = Set.of(0, 4, 11);
    RasterPlot.Panel panel = RasterPanels.layer(1, 2, 2, 3, spikes::contains);
    assertEquals("Layer 2: 25.0 % of neurons spike in a time step", panel.labels().title());
    assertEquals("neuron of layer 2", panel.labels().y());
    assertEquals(3, panel.rows());
    assertSpikes(panel.kinds().get(0), new double[] {-0.25, 0.25, 1.25}, new double[] {0, 1, 2});
  }

  @Test
  void manySpikesAreAllKept() {
    RasterPlot.Spikes spikes = RasterPanels.layer(0, 100, 1, 7, i -> true).kinds().get(0);
    assertEquals(700, spikes.frames().length);
    assertEquals(99, spikes.frames()[699]);
    assertEquals(6, spikes.rows()[699]);
  }

  private static void assertSpikes(RasterPlot.Spikes spikes, double[] frames, double[] rows) {
    assertArrayEquals(frames, spikes.frames(), 1e-12, spikes.name());
    assertArrayEquals(rows, spikes.rows(), spikes.name());
  }
}
