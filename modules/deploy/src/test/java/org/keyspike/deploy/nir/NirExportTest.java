package org.keyspike.deploy.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Reset;
import org.keyspike.network.Safetensors;

/** Files that the authors' library reads, and what is refused. */
class NirExportTest {
  private static final EncoderSpec DIRECT = new EncoderSpec.Direct();
  private static final LayerSpec LIF = NirNetworks.layer(9, "lif", Reset.ZERO);

  @TempDir Path folder;

  /** The very bytes of which simulate.py, by the library of NIR's authors, made the spikes. */
  @Test
  void theFileIsTheOneThatTheAuthorsLibraryRead() throws IOException {
    Path file = folder.resolve("made.nir");
    NirExport.write("exported", NirNetworks.exported(), file);
    assertArrayEquals(
        Files.readAllBytes(NirNetworks.file("exported.nir", folder)), Files.readAllBytes(file));
  }

  @Test
  void thePlainSimulationOfTheGraphFiresTheSameSpikes() {
    Safetensors simulated = NirNetworks.simulated("exported-spikes.safetensors", folder);
    int[][] spikes = NirNetworks.spikes(NirNetworks.exported(), simulated);
    assertArrayEquals(simulated.ints("spikes1"), spikes[0]);
    assertArrayEquals(simulated.ints("spikes2"), spikes[1]);
    assertEquals(20, simulated.shape("x")[0]);
    assertTrue(NirNetworks.count(spikes[0]) > 1000 && NirNetworks.count(spikes[1]) > 1000);
  }

  @Test
  void whatWasWrittenComesBackBitForBit() throws IOException {
    NetworkSpec keyword = NirNetworks.exported().spec();
    NetworkSpec frameWise =
        new NetworkSpec(
            keyword.features(), DIRECT, List.of(LIF), new ReadoutSpec.FrameWise(2), 1, null);
    for (NetworkSpec spec : List.of(keyword, frameWise)) {
      Path file = folder.resolve("made.nir");
      Checkpoint network = NirNetworks.drawn(spec);
      NirExport.write("made", network, file);
      assertEquals(network, NirImport.read(file, 1).own().orElseThrow());
    }
  }

  private void refused(String message, NetworkSpec spec) {
    refused(message, NirNetworks.drawn(spec));
  }

  private void refused(String message, Checkpoint network) {
    Path file = folder.resolve("refused.nir");
    InputException refusal =
        assertThrows(InputException.class, () -> NirExport.write("network", network, file));
    assertEquals("network: " + message, refusal.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void aSoftResetIsRefused() {
    refused(
        "reset of layer 2: found subtract, which NIR cannot say, expected a network with"
            + " network.reset: zero",
        NirNetworks.spec(DIRECT, 1, LIF, NirNetworks.layer(9, "rlif", Reset.SUBTRACT)));
  }

  @Test
  void twoTimeStepsAreRefused() {
    refused(
        "network.timeSteps: found 2, expected 1: a graph of NIR runs once for each input",
        NirNetworks.spec(DIRECT, 2, LIF));
  }

  @Test
  void anEncoderIsRefused() {
    refused(
        "encoder.kind: found an encoder, which NIR cannot say, expected direct: features are the"
            + " input",
        NirNetworks.spec(new EncoderSpec.StepForward(), 1, LIF));
  }

  @Test
  void adaptationIsRefused() {
    refused(
        "neuron of layer 1: found radlif, which NIR cannot say, expected lif or rlif",
        NirNetworks.spec(DIRECT, 1, NirNetworks.layer(9, "radlif", Reset.SUBTRACT)));
  }

  @Test
  void delaysAreRefused() {
    LayerSpec late = new LayerSpec(9, LIF.neuron(), LIF.surrogate(), false, true, 0, LIF.code(), 7);
    refused(
        "delays of layer 1: found up to 7 frames, expected none",
        NirNetworks.spec(DIRECT, 1, late));
  }

  @Test
  void batchNormIsRefused() {
    LayerSpec norm = new LayerSpec(9, LIF.neuron(), LIF.surrogate(), true, true, 0, LIF.code(), 0);
    refused(
        "batch norm of layer 1: found not folded, which NIR cannot say, expected"
            + " checkpoints/folded.safetensors of a run, or network.batchNorm: false",
        NirNetworks.spec(DIRECT, 1, norm));
  }

  @Test
  void integersAreRefused() {
    NumberFormat format =
        new NumberFormat(
            4,
            16,
            List.of(new NumberFormat.LayerFormat(8, 4, 4)),
            new NumberFormat.ReadoutFormat(4, 2, 4));
    refused(
        "format: found integers, whose rounding and saturation NIR cannot say, expected a float"
            + " network, such as checkpoints/folded.safetensors of a run",
        NirNetworks.spec(DIRECT, 1, LIF).withFormat(format));
  }

  @Test
  void aLeakThatATimeConstantLosesIsRefused() {
    Checkpoint network = NirNetworks.drawn(NirNetworks.spec(DIRECT, 1, LIF));
    network.parameters().data(Names.leak(0))[3] = 1e-15f;
    refused(
        "layer1.leak[3]: found 1.0E-15, expected a leak that its time constant gives back",
        network);
  }
}
