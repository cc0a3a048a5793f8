package org.keyspike.analysis.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMap;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.FittedMachine;

/** Networks of one layer whose neurons all fire in every frame, or never. */
class MeasuredNetworkTest {
  private static final int BANDS = 4;
  private static final int FRAMES = 10;
  private static final int NEURONS = 24;
  private static final int LANES = 16;
  private static final EnergyTable TABLE = EnergyTable.standard();
  private static final EnergyRow.Source SOURCE =
      new EnergyRow.Source("made", "1", "data", "hash", "made");

  @TempDir Path folder;

  /** Four clips of class 0, and one of class 1, which no such network answers. */
  private record Silence() implements LabelledFeatures {
    @Override
    public int size() {
      return 5;
    }

    @Override
    public int bands() {
      return BANDS;
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
      Arrays.fill(destination, offset, offset + FRAMES * BANDS, 0);
    }

    @Override
    public int[] labels(int clip) {
      return new int[] {clip == 4 ? 1 : 0};
    }

    @Override
    public String name(int clip) {
      return "clip" + clip;
    }

    @Override
    public Optional<String> speaker(int clip) {
      return Optional.of(clip < 2 ? "one" : "two");
    }
  }

  private static IntegerMatrix ones(int rows, int columns) {
    byte[] values = new byte[rows * columns];
    Arrays.fill(values, (byte) 1);
    return new IntegerMatrix(rows, columns, values);
  }

  private static IntegerVector all(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return new IntegerVector(values);
  }

  private static WeightImage image(IntegerCode code, int bias) {
    IntegerEncoder encoder = new IntegerEncoder.Residual(all(BANDS, 8), all(BANDS, 4));
    IntegerLayer layer =
        new IntegerLayer(
            ones(NEURONS, encoder.channels(BANDS)),
            Optional.of(ones(NEURONS, NEURONS)),
            all(NEURONS, bias),
            all(NEURONS, 0),
            all(NEURONS, 1),
            Optional.empty(),
            0,
            0,
            code,
            Optional.empty());
    IntegerReadout readout =
        new IntegerReadout.Keyword(
            ones(8, NEURONS), all(8, 0), 2, ones(2, 8), all(2, 0), FRAMES, 4);
    IntegerModel model =
        new LayeredModel(new FeatureSpec(BANDS, 1), encoder, List.of(layer), readout, 1, 4, 16);
    return WeightImage.of(model, List.of("a", "b"), Map.of(), LANES, Packing.DENSE);
  }

  private static EnergyRow row(RivalKind kind, WeightImage image) {
    return new MeasuredNetwork(image, new Silence(), 2)
        .row(kind, FittedMachine.of(image), TABLE, SOURCE);
  }

  /**
   * A case in which the twin wins: of two networks that answer the same, the spiking one fires
   * everywhere and the quantized one nowhere.
   */
  @Test
  void aTwinThatHasMoreZerosWins() throws IOException {
    WeightImage loud = image(IntegerCode.SPIKES, 100);
    WeightImage sparse = image(new IntegerCode.Graded(1, 0), -100);
    EnergyRow spiking = row(RivalKind.OWN, loud);
    EnergyRow twin = row(RivalKind.FEW_BITS, sparse);
    assertEquals(0, spiking.work().zeros());
    assertEquals(1, twin.work().zeros());
    assertTrue(
        twin.joules().microjoulesPerSecond() < spiking.joules().microjoulesPerSecond(),
        twin + " against " + spiking);
    StudyTable study = EnergyStudy.of(List.of(spiking, twin), 100_000, folder);
    String verdict = study.findings().get(1);
    assertTrue(verdict.endsWith("spikes lose"), verdict);
    // And the other way round spikes win.
    EnergyRow quiet = row(RivalKind.OWN, image(IntegerCode.SPIKES, -100));
    EnergyRow full = row(RivalKind.FEW_BITS, image(new IntegerCode.Graded(1, 0), 100));
    assertTrue(EnergyStudy.verdict(quiet, full).endsWith("spikes win"));
  }

  /** Both answer class 0: four of five clips, all of one speaker's and two of three. */
  @Test
  void itIsScoredBySpeaker() {
    EnergyRow row = row(RivalKind.OWN, image(IntegerCode.SPIKES, 100));
    assertEquals(0.8, row.score().accuracy(), 1e-12);
    assertEquals((1 + 2 / 3.0) / 2, row.score().bySpeaker(), 1e-12);
    assertTrue(row.score().interval().isPresent());
    assertEquals("fitted, 16 lanes, 100000 Hz", row.machine());
    assertEquals(TABLE.name(), row.table());
  }

  @Test
  void costsAreOfSomeClips() {
    WeightImage image = image(IntegerCode.SPIKES, 100);
    MeasuredNetwork two = new MeasuredNetwork(image, new Silence(), 2);
    MeasuredNetwork all = new MeasuredNetwork(image, new Silence(), 100);
    assertEquals("2 clips of the test part", two.clips());
    assertEquals("5 clips of the test part", all.clips());
    Architecture machine = FittedMachine.of(image);
    // All clips are the same.
    assertEquals(
        two.row(RivalKind.OWN, machine, TABLE, SOURCE),
        all.row(RivalKind.OWN, machine, TABLE, SOURCE));
  }

  /**
   * 16 channels, 24 neurons twice, 8 hidden units: without skipping all are read in every frame.
   */
  @Test
  void withoutSkippingItTakesMore() {
    WeightImage image = image(IntegerCode.SPIKES, -100);
    MeasuredNetwork network = new MeasuredNetwork(image, new Silence(), 5);
    Architecture machine = FittedMachine.of(image);
    EnergyRow skipping = network.row(RivalKind.OWN, machine, TABLE, SOURCE);
    EnergyRow dense = network.denseRow(machine, TABLE, SOURCE);
    assertEquals(RivalKind.DENSE, dense.kind());
    assertTrue(dense.joules().microjoulesPerSecond() > skipping.joules().microjoulesPerSecond());
    assertEquals((24 * 16 + 24 * 24 + 8 * 24) * 100 / 1e6, dense.work().mmacPerSecond(), 1e-12);
    assertEquals(0, skipping.work().mmacPerSecond());
    assertTrue(dense.work().cyclesPerFrame() > skipping.work().cyclesPerFrame());
    assertEquals(skipping.machine(), dense.machine());
    IntegerModel graded = image(new IntegerCode.Graded(4, 0), 0).model();
    assertEquals(24 * 16 + 4 * (24 * 24 + 8 * 24), MeasuredNetwork.denseMacs(graded));
  }

  /** A stream of 3, a block of 4 channels with 4 states and 2 heads, on spikes of 4 channels. */
  @Test
  void aStateSpaceReadsItsMapsBitByBit() {
    StateSpaceSpec shape = new StateSpaceSpec(3, 4, 2, 1, 1);
    int rows = 2 * 4 + 2 * 4 + 2;
    StateSpaceModel model =
        new StateSpaceModel(
            new FeatureSpec(2, 1),
            new IntegerEncoder.StepForward(all(2, 1)),
            shape,
            new OutputCode.Graded(3),
            new StateSpaceModel.Stream(map(3, 4), Optional.empty(), 8),
            List.of(
                new IntegerBlock(
                    map(rows, 3),
                    map(3, 4),
                    Optional.of(new IntegerBlock.Thresholds(all(3, 1), all(4, 1), all(4, 1))),
                    8)),
            Optional.of(all(3, 1)),
            new IntegerReadout.FrameWise(ones(2, 3), all(2, 0), 0),
            4);
    assertEquals(3 * 4 + 3 * (rows * 3 + 3 * 4 + 2 * 3), MeasuredNetwork.denseMacs(model));
    WeightImage image = WeightImage.of(model, List.of("a", "b"), Map.of(), LANES, Packing.DENSE);
    assertEquals(RivalKind.OTHER, new RivalRuns(image, null, null, null, 1).kind(image));
  }

  private static IntegerMap map(int outputs, int inputs) {
    return new IntegerMap(ones(outputs, inputs), all(outputs, 0), 0);
  }
}
