package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.keyspike.compression.BatchNormFolding;
import org.keyspike.compression.GridPreparation;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSettings;
import org.keyspike.compression.QuantizationSettings;
import org.keyspike.compression.Saliency;
import org.keyspike.compression.ScalePer;
import org.keyspike.compression.Scales;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.Architecture;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.NetworkInput;
import org.keyspike.training.Objective;
import org.keyspike.verification.TestBench;

/**
 * The promise of the ledger's last three stages, on random networks that went all the way: neurons
 * of every kind, delays or not, batch norm or not, pruned or not, folded, put on a grid of 2, 3, 4,
 * 6 or 8 bits, moved by a gradient step there, exported dense or compressed.
 */
@Tag("slow")
class GridIdentityTest {
  private static final int BANDS = 7;
  private static final int FRAMES = 14;
  private static final int[] BITS = {2, 3, 4, 6, 8};
  private static final Architecture MACHINE = Architecture.reference();

  private static VectorEngine engine;

  @BeforeContainer
  static void open() {
    engine = VectorEngine.open(1);
  }

  @AfterContainer
  static void close() {
    engine.close();
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void forwardIntegerNetworkAndMachineAreOne(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Checkpoint network = trained(random);
    Clips clips = new Clips(network.spec().readout() instanceof ReadoutSpec.FrameWise, seed);
    if (random.nextBoolean()) {
      network = pruned(random, network, clips);
    }
    Checkpoint onGrid = stepped(onGrid(random, BatchNormFolding.fold(network), clips), clips);
    WeightImage image =
        WeightImage.of(
            Quantizer.quantize(onGrid.spec(), onGrid.parameters()),
            onGrid.classes(),
            Map.of(),
            MACHINE.lanes(),
            random.nextBoolean() ? Packing.DENSE : Packing.COMPRESSED);
    TestBench.Outcome outcome =
        new TestBench(
                ImageReader.parse("image", ImageWriter.bytes(image)), MACHINE, Optional.empty())
            .run(
                NetworkInput.by(onGrid).of(clips),
                Optional.of(new TestBench.Forward(engine, onGrid)),
                ProgressListener.NONE);
    assertTrue(
        outcome.identical(),
        () -> "seed " + seed + ": " + outcome.firstMismatch() + ", " + onGrid.spec());
    assertTrue(outcome.forward().clips() == clips.size());
    assertEquals(
        0,
        outcome.unpredicted(),
        () -> "seed " + seed + ": the analytical timing model, " + onGrid.spec());
  }

  /** On a grid of random width; of 16-bit membranes if narrower ones cannot hold the network. */
  private static Checkpoint onGrid(SplittableRandom random, Checkpoint folded, Clips clips) {
    int bits = BITS[random.nextInt(BITS.length)];
    Scales scales = random.nextInt(4) == 0 ? Scales.LOSS : Scales.ERROR;
    int membrane = 8 + random.nextInt(9);
    ScalePer per = ScalePer.values()[random.nextInt(2)];
    try {
      return GridPreparation.prepare(
          folded, clips, new QuantizationSettings(bits, membrane, scales, per, 1, 1e-3), engine);
    } catch (SpecException tooNarrow) {
      return GridPreparation.prepare(
          folded, clips, new QuantizationSettings(bits, 16, scales, per, 1, 1e-3), engine);
    }
  }

  /** One step of learning on the grid, whose pass must answer as the evaluation does. */
  private static Checkpoint stepped(Checkpoint start, Clips clips) {
    NetworkSpec spec = start.spec();
    Parameters learned = start.parameters().copy();
    Batch batch = NetworkInput.by(start).of(clips.epoch(0).iterator().next());
    Parameters before = Quantizer.onGrid(spec, learned);
    Gradients found = engine.gradients(spec, before, batch, Objective.bptt(0.1));
    assertArrayEquals(
        engine.forward(spec, before, batch, GradientEngine.Detail.LOGITS).logits(),
        found.activity().logits());
    found
        .gradients()
        .asMap()
        .forEach(
            (name, gradient) -> {
              for (int i = 0; i < gradient.data().length; i++) {
                learned.data(name)[i] -= 0.05f * gradient.data()[i];
              }
            });
    for (ParameterSpec parameter : spec.parameters()) {
      float[] values = learned.data(parameter.name());
      for (int i = 0; i < values.length; i++) {
        values[i] = parameter.range().clamp(values[i]);
      }
    }
    return start.with(Quantizer.onGrid(spec, learned));
  }

  private static Checkpoint pruned(SplittableRandom random, Checkpoint network, Clips clips) {
    List<PruningSettings> settings = new ArrayList<>();
    Saliency saliency = Saliency.values()[random.nextInt(3)];
    if (random.nextBoolean()) {
      settings.add(
          new PruningSettings.Neurons(null, null, random.nextDouble(0.7), 1, saliency, 1, 1, 1e-3));
    }
    if (random.nextBoolean()) {
      settings.add(
          new PruningSettings.Bands(1 + random.nextInt(BANDS), null, saliency, 1, 1, 1e-3));
    }
    boolean balanced = random.nextBoolean();
    settings.add(
        new PruningSettings.Weights(
            null,
            null,
            balanced ? null : random.nextDouble(0.95),
            null,
            balanced ? 1 + random.nextInt(8) : null,
            null,
            0.0,
            1,
            1,
            1e-3));
    for (PruningSettings each : settings) {
      network = new Pruning(each, engine, clips, MACHINE.lanes()).once(network);
    }
    return network;
  }

  /** A network that spikes, its batch norm far from the identity. */
  private static Checkpoint trained(SplittableRandom random) {
    NetworkSpec spec =
        NetworkDraw.from(random)
            .moreKinds()
            .resetsToZero()
            .delays(9)
            .layers(1, 2)
            .bands(BANDS, BANDS)
            .hidden(1, 9)
            .classes(3, 3)
            .frames(FRAMES, FRAMES)
            .batchNorm()
            .spec();
    Parameters parameters = Initializer.draw(spec, 0.4, random.nextLong());
    for (ParameterSpec parameter : spec.parameters()) {
      float[] values = parameters.data(parameter.name());
      for (int i = 0; i < values.length; i++) {
        switch (parameter.role()) {
          case WEIGHT, RECURRENT -> values[i] *= 3;
          case NORM_SCALE -> values[i] = (float) random.nextDouble(-0.5, 1.5);
          case NORM_SHIFT, RUNNING_MEAN -> values[i] = (float) random.nextDouble(-0.5, 0.5);
          case RUNNING_VARIANCE -> values[i] = (float) random.nextDouble(0.1, 2);
          default -> {
            // As drawn.
          }
        }
      }
    }
    return new Checkpoint(spec, List.of("a", "b", "c"), parameters, Map.of());
  }

  /** Three clips of noise; frame-wise ones of different lengths. */
  private record Clips(boolean frameWise, long seed) implements LabelledFeatures, Epochs {
    @Override
    public int size() {
      return 3;
    }

    @Override
    public int clips() {
      return 3;
    }

    @Override
    public int batches() {
      return 1;
    }

    @Override
    public Iterable<Batch> epoch(int epoch) {
      return Batches.inOrder(this, 3);
    }

    @Override
    public int bands() {
      return BANDS;
    }

    @Override
    public int frames(int clip) {
      return frameWise ? FRAMES - 4 * clip : FRAMES;
    }

    @Override
    public int maxFrames() {
      return FRAMES;
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      SplittableRandom random = new SplittableRandom(seed + clip);
      for (int i = 0; i < frames(clip) * BANDS; i++) {
        destination[offset + i] = (float) random.nextDouble(6);
      }
    }

    @Override
    public int[] labels(int clip) {
      return frameWise
          ? IntStream.range(0, frames(clip)).map(t -> t % 3).toArray()
          : new int[] {clip};
    }

    @Override
    public String name(int clip) {
      return "noise/" + clip;
    }
  }
}
