package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;

/**
 * Random networks of every kind, in C and in Java: features and outputs of every frame, logits,
 * posteriors and detections are the same bits.
 */
class RandomNetworksTest {
  private static final int NETWORKS = 30;

  /** One in so many is compiled with the checks for undefined behaviour, which takes longer. */
  private static final int CHECKED = 8;

  @TempDir Path folder;

  @Test
  void computeTheSameBits() throws IOException {
    List<String> compilers = HostCompiler.all();
    long first = Long.getLong("keyspike.seed", 1);
    Set<String> kinds = new TreeSet<>();
    int detections = 0;
    for (long seed = first; seed < first + NETWORKS; seed++) {
      Listener network = RandomListeners.of(seed);
      String compiler = compilers.get((int) (seed % compilers.size()));
      detections += compare(network, compiler, seed);
      kinds.addAll(kinds(network.image()));
    }
    assertTrue(detections > 40, "only " + detections + " detections");
    assertEquals(
        Set.of(
            "Direct",
            "StepForward",
            "Residual",
            "Spikes",
            "PowersOfTwo",
            "Graded",
            "adaptive",
            "feed-forward",
            "recurrent",
            "delays",
            "4 bits",
            "8 bits",
            "1 steps",
            "2 steps",
            "background",
            "normalized",
            "pruned"),
        kinds);
  }

  @Test
  void neuronsThatAreResetToZeroComputeTheSameBits() throws IOException {
    int layers = 0;
    for (long seed = 1; seed <= 4; seed++) {
      Listener network = RandomListeners.resetToZero(seed);
      compare(network, HostCompiler.all().get(0), seed);
      layers +=
          (int)
              network.image().layers().stream()
                  .filter(layer -> layer.code().resetsToZero())
                  .count();
    }
    assertTrue(layers > 1, "only " + layers + " layers are reset to zero");
  }

  private int compare(Listener network, String compiler, long seed) throws IOException {
    List<String> options = new ArrayList<>(List.of("-O0", "-DKS_LONG_MULTIPLY=" + seed % 2));
    options.addAll(seed % CHECKED == 0 ? HostCompiler.CHECKED : List.of());
    try {
      byte[] records = Replay.records(sound(network), seed % 3 == 0, new SplittableRandom(seed));
      return Comparison.compile(network, folder.resolve("network" + seed), compiler, options)
          .detections(records);
    } catch (AssertionError e) {
      throw new AssertionError("keyspike.seed " + seed + ": " + e.getMessage(), e);
    }
  }

  /** A window, and 40 frames after it. */
  private static short[] sound(Listener network) {
    int frames = ((ReadoutImage.Keyword) network.image().readout()).frames() + 40;
    return ReplayedSound.made(FrontEndSettings.HOP * frames, frames);
  }

  private static Set<String> kinds(WeightImage image) {
    Set<String> kinds = new TreeSet<>();
    kinds.add(image.encoder().getClass().getSimpleName());
    for (LayerImage layer : image.layers()) {
      kinds.add(layer.code().getClass().getSimpleName());
      kinds.add(layer.recurrent().isPresent() ? "recurrent" : "feed-forward");
      layer.adaptation().ifPresent(adaptation -> kinds.add("adaptive"));
      layer.delays().ifPresent(delays -> kinds.add("delays"));
    }
    kinds.add(image.weightBits() <= 4 ? "4 bits" : "8 bits");
    kinds.add(image.timeSteps() + " steps");
    image.frontEnd().tracked().ifPresent(background -> kinds.add("background"));
    image.frontEnd().normalized().ifPresent(pcen -> kinds.add("normalized"));
    if (!image.kept().isEmpty()) {
      kinds.add("pruned");
    }
    return kinds;
  }
}
