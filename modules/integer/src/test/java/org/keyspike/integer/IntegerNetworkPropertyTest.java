package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IntegerNetworkPropertyTest {
  private static final int FRAMES = 25;

  @Property(tries = 150)
  void equalsTheEquationsWrittenOutDensely(@ForAll long seed) {
    equalsTheEquations(RandomModels.model(seed), seed);
  }

  @Property(tries = 300)
  void equalsThemWithEveryCodeAndWithDelays(@ForAll long seed) {
    equalsTheEquations(RandomModels.everyKind(seed), seed);
  }

  private static void equalsTheEquations(IntegerModel model, long seed) {
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    PlainNetwork.Trace expected = PlainNetwork.run(model, features);
    IntegerNetwork network = new IntegerNetwork(model);
    // Nothing of another clip is left in the delays after a reset.
    network.step(features);
    network.reset();
    Iterator<long[]> spikes = expected.spikes().iterator();
    Iterator<long[]> adaptations = expected.adaptations().iterator();
    Iterator<long[]> potentials = expected.potentials().iterator();
    for (int t = 0; t < FRAMES; t++) {
      network.step(features, t * model.features().bands());
      if (!(model.encoder() instanceof IntegerEncoder.Direct)) {
        byte[] encoder = network.encoderSpikes();
        assertArrayEquals(
            expected.encoder().get(t),
            IntStream.range(0, encoder.length).map(i -> encoder[i]).toArray());
      }
      for (int k = 0; k < model.timeSteps(); k++) {
        for (int l = 0; l < model.layers().size(); l++) {
          byte[] found = network.spikes(l, k);
          long[] adaptation = adaptations.next();
          if (model.layers().get(l).adaptation().isPresent()) {
            assertArrayEquals(
                adaptation, Arrays.stream(network.adaptations(l, k)).asLongStream().toArray());
          } else {
            assertEquals(0, network.adaptations(l, k).length);
          }
          assertArrayEquals(
              potentials.next(), Arrays.stream(network.potentials(l, k)).asLongStream().toArray());
          long[] wide = new long[found.length];
          Arrays.setAll(wide, n -> found[n]);
          assertArrayEquals(spikes.next(), wide);
        }
      }
      assertArrayEquals(
          expected.logits()[t], Arrays.stream(network.logits()).asLongStream().toArray());
    }
  }
}
