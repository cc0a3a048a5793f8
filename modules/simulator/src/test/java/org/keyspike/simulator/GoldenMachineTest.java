package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.Trace;
import org.keyspike.network.Safetensors;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;

class GoldenMachineTest {
  @ParameterizedTest
  @FieldSource({
    "org.keyspike.integer.GoldenModels#NAMES",
    "org.keyspike.integer.GoldenModels#CODES_AND_DELAYS",
    "org.keyspike.integer.GoldenModels#OWN"
  })
  void theMachineSaysWhatTheGoldenFileSays(String name) throws Exception {
    Safetensors golden = GoldenModels.read(name);
    IntegerModel model = GoldenModels.model(golden);
    byte[] features = GoldenModels.features(golden);
    for (int lanes : new int[] {16, 32, 48, 128}) {
      WeightImage image = ImageReader.parse(name, ImageWriter.bytes(Machines.image(model, lanes)));
      Trace found = new Machine(image, Machines.roomy(lanes, 32)).run(features).trace();
      TraceAgreement agreement = TraceAgreement.of(0, expected(golden, model), found);
      assertEquals(new TraceAgreement(1, 60, agreement.counts(), 0, Optional.empty()), agreement);
    }
  }

  private static Trace expected(Safetensors golden, IntegerModel model) {
    boolean encoder = golden.names().contains("encoderSpikes");
    return new Trace(
        golden.shape("x")[0],
        model.timeSteps(),
        model.readout().classes(),
        encoder ? bytes(golden.ints("encoderSpikes")) : new byte[0],
        List.of(outputs(golden, 1), outputs(golden, 2)),
        List.of(shorts(golden.ints("u1")), shorts(golden.ints("u2"))),
        List.of(adaptations(golden, 1), adaptations(golden, 2)),
        golden.ints("logits"));
  }

  private static byte[] outputs(Safetensors golden, int layer) {
    String name = golden.names().contains("spikes" + layer) ? "spikes" : "outputs";
    return bytes(golden.ints(name + layer));
  }

  private static short[] adaptations(Safetensors golden, int layer) {
    return golden.names().contains("w" + layer) ? shorts(golden.ints("w" + layer)) : new short[0];
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static short[] shorts(int[] values) {
    short[] shorts = new short[values.length];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = (short) values[i];
    }
    return shorts;
  }
}
