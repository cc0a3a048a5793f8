package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.model.CycleModel;

class WorkloadTest {
  private static final int FRAMES = 3;
  private static final Architecture MACHINE = Architecture.reference();

  /** Ten clips, each of one value: its number, on the integer grid. */
  private record Numbered(int bands) implements LabelledFeatures {
    @Override
    public int size() {
      return 10;
    }

    @Override
    public boolean frameWise() {
      return false;
    }

    @Override
    public int frames(int clip) {
      return FRAMES;
    }

    @Override
    public int maxFrames() {
      return FRAMES;
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      Arrays.fill(destination, offset, offset + FRAMES * bands, clip / 16f);
    }

    @Override
    public int[] labels(int clip) {
      return new int[] {0};
    }

    @Override
    public String name(int clip) {
      return "clip" + clip;
    }
  }

  private static WeightImage image() {
    return MadeWorkloads.image(2, MACHINE.lanes(), Packing.DENSE);
  }

  @Test
  void clipsAreSpreadEvenlyOverThePart() {
    WeightImage image = image();
    int bands = image.features().bands();
    Workload workload = Workload.of(image, new Numbered(bands), 3);
    List<Integer> first = workload.features().stream().map(clip -> (int) clip[0]).toList();
    assertEquals(List.of(0, 3, 6), first);
    assertEquals(FRAMES * bands, workload.features().get(0).length);
    assertEquals(10, Workload.of(image, new Numbered(bands), 99).traces().size());
  }

  @Test
  void tracesAreWhatTheIntegerNetworkSays() {
    WeightImage image = image();
    Workload workload = Workload.of(image, new Numbered(image.features().bands()), 2);
    Trace expected = Trace.of(new IntegerNetwork(image.model()), workload.features().get(1));
    assertArrayEquals(expected.logits(), workload.traces().get(1).logits());
    assertArrayEquals(expected.encoderSpikes(), workload.traces().get(1).encoderSpikes());
  }

  @Test
  void countsAreOfAllClipsTogether() {
    Workload workload = MadeWorkloads.workload(image(), 5);
    CycleModel model = new CycleModel(workload.image(), MACHINE);
    Counts expected = Counts.ZERO;
    for (int clip = 0; clip < 2; clip++) {
      for (var frame : model.frames(workload.features().get(clip), workload.traces().get(clip))) {
        expected = expected.plus(frame);
      }
    }
    assertEquals(expected, workload.counts(MACHINE));
    assertEquals(12, expected.frames());
  }

  @Test
  void anotherPackingKeepsClipsAndSpikes() {
    Workload workload = MadeWorkloads.workload(image(), 5);
    WeightImage packed = workload.image().repacked(16, Packing.DENSE);
    Workload other = workload.with(packed);
    assertEquals(packed, other.image());
    assertEquals(workload.features(), other.features());
    assertEquals(workload.traces(), other.traces());
  }
}
