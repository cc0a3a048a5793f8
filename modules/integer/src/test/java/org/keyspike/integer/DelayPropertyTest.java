package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.network.FeatureSpec;

/** What delays are, told without them. */
class DelayPropertyTest {
  private static final int FRAMES = 30;

  /** The same model with the delays of its layers exchanged. */
  private static IntegerModel delayed(IntegerModel model, List<Optional<IntegerVector>> delays) {
    List<IntegerLayer> layers = new ArrayList<>();
    for (int l = 0; l < delays.size(); l++) {
      IntegerLayer layer = model.layers().get(l);
      layers.add(
          new IntegerLayer(
              layer.weight(),
              layer.recurrent(),
              layer.bias(),
              layer.leak(),
              layer.threshold(),
              layer.adaptation(),
              layer.shiftWeight(),
              layer.shiftRecurrent(),
              layer.code(),
              delays.get(l)));
    }
    return new LayeredModel(
        model.features(),
        model.encoder(),
        layers,
        model.readout(),
        model.timeSteps(),
        model.weightBits(),
        model.membraneBits());
  }

  private static Optional<IntegerVector> all(IntegerLayer layer, int frames) {
    int[] delays = new int[layer.inputs()];
    Arrays.fill(delays, frames);
    return Optional.of(new IntegerVector(delays));
  }

  private static Trace run(IntegerModel model, byte[] features) {
    return Trace.of(new IntegerNetwork(model), features);
  }

  @Property(tries = 60)
  void delaysOfZeroAreNone(@ForAll long seed) {
    IntegerModel model = RandomModels.everyKind(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed);
    List<Optional<IntegerVector>> none = new ArrayList<>();
    List<Optional<IntegerVector>> zero = new ArrayList<>();
    for (IntegerLayer layer : model.layers()) {
      none.add(Optional.empty());
      zero.add(all(layer, 0));
    }
    assertEquals(run(delayed(model, none), features), run(delayed(model, zero), features));
  }

  /** No encoder says anything about silence, so that its spikes are as late as what it hears. */
  @Property(tries = 60)
  void inputsThatAreAllEquallyLateAreALateClip(
      @ForAll long seed, @ForAll @IntRange(max = 63) int late) {
    IntegerModel model = RandomModels.everyKind(seed);
    List<Optional<IntegerVector>> first = new ArrayList<>();
    List<Optional<IntegerVector>> none = new ArrayList<>();
    for (IntegerLayer layer : model.layers()) {
      first.add(first.isEmpty() ? all(layer, late) : layer.delays());
      none.add(none.isEmpty() ? Optional.empty() : layer.delays());
    }
    int bands = model.features().bands();
    byte[] clip = RandomModels.features(model, FRAMES + late, seed);
    byte[] shifted = new byte[clip.length];
    System.arraycopy(clip, 0, shifted, late * bands, clip.length - late * bands);
    Trace expected = run(delayed(model, none), shifted);
    Trace found = run(delayed(model, first), clip);
    assertEquals(expected.spikes().size(), found.spikes().size());
    for (int l = 0; l < expected.spikes().size(); l++) {
      assertEquals(
          Arrays.toString(expected.potentials().get(l)),
          Arrays.toString(found.potentials().get(l)));
      assertEquals(
          Arrays.toString(expected.spikes().get(l)), Arrays.toString(found.spikes().get(l)));
    }
    assertEquals(Arrays.toString(expected.logits()), Arrays.toString(found.logits()));
  }

  /** The ring comes round several times; the longest delay is one that arrives. */
  @Property(tries = 12)
  void theLongestDelaysComeRound(@ForAll long seed) {
    IntegerModel model = RandomModels.everyKind(seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Optional<IntegerVector>> delays = new ArrayList<>();
    for (IntegerLayer layer : model.layers()) {
      int least = random.nextInt(60);
      delays.add(Optional.of(new IntegerVector(random.ints(layer.inputs(), least, 64).toArray())));
    }
    IntegerModel late = delayed(model, delays);
    byte[] features = RandomModels.features(late, 200, seed);
    PlainNetwork.Trace expected = PlainNetwork.run(late, features);
    IntegerNetwork network = new IntegerNetwork(late);
    int at = 0;
    for (int t = 0; t < 200; t++) {
      network.step(features, t * late.features().bands());
      for (int k = 0; k < late.timeSteps(); k++) {
        for (int l = 0; l < late.layers().size(); l++) {
          long[] wide = Arrays.stream(network.potentials(l, k)).asLongStream().toArray();
          assertEquals(
              Arrays.toString(expected.potentials().get(at++)),
              Arrays.toString(wide),
              "frame " + t);
        }
      }
    }
  }

  /** Two inputs, 2 and 0 frames late, each worth its own weight. */
  @Example
  void everyInputComesByItsOwnDelay() {
    IntegerVector none = new IntegerVector(0);
    IntegerLayer layer =
        new IntegerLayer(
            new IntegerMatrix(1, 2, new byte[] {1, 7}),
            Optional.empty(),
            none,
            none,
            new IntegerVector(32767),
            Optional.empty(),
            0,
            0,
            IntegerCode.SPIKES,
            Optional.of(new IntegerVector(2, 0)));
    IntegerModel model =
        new LayeredModel(
            new FeatureSpec(2, 1),
            new IntegerEncoder.Direct(),
            List.of(layer),
            new IntegerReadout.FrameWise(new IntegerMatrix(1, 1, new byte[1]), none, 0),
            1,
            4,
            16);
    byte[] features = {3, 1, 5, 0, 0, 2, 0, 0, 0, 0};
    short[] expected = {7, 0, 3 + 14, 5, 0};
    assertEquals(
        Arrays.toString(expected), Arrays.toString(run(model, features).potentials().get(0)));
    assertNotEquals(run(model, features), run(delayed(model, List.of(all(layer, 0))), features));
  }
}
