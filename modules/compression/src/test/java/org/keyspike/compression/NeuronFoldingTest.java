package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.AdaptiveLif;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentSiLif;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SiLif;
import org.keyspike.network.Surrogate;

/** Neurons by time constants are folded to adaptive ones, whether or not there is batch norm. */
class NeuronFoldingTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsFoldedComputesTheSame(boolean batchNorm) {
    Surrogate any = Surrogate.of(Surrogate.Shape.BOXCAR);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(3, 1),
            new EncoderSpec.Direct(),
            List.of(
                new LayerSpec(6, new RecurrentSiLif(), any, batchNorm, true, 0),
                new LayerSpec(5, new SiLif(), any, batchNorm, true, 0)),
            new ReadoutSpec.Keyword(4, 3, 30),
            1,
            null);
    Checkpoint before =
        new Checkpoint(
            spec, List.of("a", "b", "c"), Initializer.draw(spec, 1, 5), Map.of("seed", "5"));
    Checkpoint after = BatchNormFolding.fold(before);
    assertEquals(
        List.of(new RecurrentAdaptiveLif(), new AdaptiveLif()),
        after.spec().layers().stream().map(LayerSpec::neuron).toList());
    assertEquals(
        after.spec().parameters().stream().map(ParameterSpec::name).toList(),
        List.copyOf(after.parameters().names()));
    ReferenceNetwork one = new ReferenceNetwork(spec, before.parameters());
    ReferenceNetwork other = new ReferenceNetwork(after.spec(), after.parameters());
    SplittableRandom random = new SplittableRandom(5);
    for (int t = 0; t < 30; t++) {
      float[] frame = new float[3];
      for (int band = 0; band < 3; band++) {
        frame[band] = (float) random.nextDouble(6);
      }
      one.step(frame);
      other.step(frame);
      for (int l = 0; l < 2; l++) {
        assertArrayEquals(
            one.potentials(l, 0), other.potentials(l, 0), batchNorm ? 1e-4f : 0, "frame " + t);
      }
    }
    assertArrayEquals(one.logits(), other.logits(), batchNorm ? 1e-4f : 0);
  }
}
