package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.training.made.MadeFeatures;

class NetworkInputTest {
  @Test
  void aPrunedNetworkReadsTheBandsThatAreLeft() {
    SplittableRandom random = new SplittableRandom(2);
    NetworkSpec spec = NetworkDraw.from(random).bands(2, 2).spec();
    List<String> classes =
        IntStream.range(0, spec.readout().classes()).mapToObj(k -> "word" + k).toList();
    KeptIndices bands = new KeptIndices(KeptIndices.BANDS, 3, List.of(0, 2));
    Checkpoint network =
        new Checkpoint(spec, classes, RandomNetworks.drawn(random, spec), Map.of(), List.of(bands));
    MadeFeatures all = new MadeFeatures(4, 3, 6, 2, 1);
    float[] whole = new float[18];
    float[] read = new float[12];
    all.read(1, whole, 0);
    NetworkInput.by(network).of(all).read(1, read, 0);
    for (int t = 0; t < 6; t++) {
      assertEquals(whole[3 * t], read[2 * t]);
      assertEquals(whole[3 * t + 2], read[2 * t + 1]);
    }
    assertEquals(NetworkInput.of(bands), NetworkInput.by(network));
  }
}
