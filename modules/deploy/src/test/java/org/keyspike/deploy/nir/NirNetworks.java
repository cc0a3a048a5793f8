package org.keyspike.deploy.nir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.Reset;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Surrogate;

/** Networks and files of the tests of NIR. */
final class NirNetworks {
  static final int BANDS = 12;

  private NirNetworks() {}

  /** A resource of this package as a file. */
  static Path file(String name, Path folder) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = NirNetworks.class.getResourceAsStream(name)) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  static LayerSpec layer(int neurons, String neuron, Reset reset) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.TRIANGLE);
    OutputCode code = new OutputCode.Spikes(reset);
    return new LayerSpec(neurons, Neuron.named(neuron), surrogate, false, true, 0, code, 0);
  }

  static NetworkSpec spec(EncoderSpec encoder, int timeSteps, LayerSpec... layers) {
    return new NetworkSpec(
        new FeatureSpec(BANDS, 8),
        encoder,
        List.of(layers),
        new ReadoutSpec.Keyword(5, 3, 50),
        timeSteps,
        null);
  }

  static Checkpoint drawn(NetworkSpec spec) {
    Parameters parameters = Initializer.draw(spec, 0.5, 26);
    for (ParameterSpec parameter : spec.parameters()) {
      float[] data = parameters.data(parameter.name());
      for (int i = 0; parameter.role() == ParameterSpec.Role.WEIGHT && i < data.length; i++) {
        data[i] = 1.5f * data[i] + (parameter.name().equals(Names.weight(0)) ? 0 : 0.1f);
      }
    }
    List<String> classes = List.of("yes", "no", "up").subList(0, spec.readout().classes());
    return new Checkpoint(spec, classes, parameters, Map.of("seed", "26"));
  }

  /** One recurrent layer and one that is not, in exported.nir. */
  static Checkpoint exported() {
    return drawn(
        spec(
            new EncoderSpec.Direct(),
            1,
            layer(14, "rlif", Reset.ZERO),
            layer(9, "lif", Reset.ZERO)));
  }

  /** What simulate.py found. */
  static Safetensors simulated(String name, Path folder) {
    try {
      return Safetensors.read(file(name, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The spikes of a layer (from 0) of a float network, as simulate.py writes them. */
  static int[][] spikes(Checkpoint network, Safetensors simulated) {
    int[] shape = simulated.shape("x");
    int[] x = simulated.ints("x");
    ReferenceNetwork reference = new ReferenceNetwork(network.spec(), network.parameters());
    int layers = network.spec().layers().size();
    int[][] spikes = new int[layers][shape[0] * shape[1]];
    float[] frame = new float[shape[2]];
    for (int i = 0; i < shape[0] * shape[1]; i++) {
      if (i % shape[1] == 0) {
        reference.reset();
      }
      for (int c = 0; c < frame.length; c++) {
        frame[c] = x[i * frame.length + c] / 16f;
      }
      reference.step(frame);
      for (int l = 0; l < layers; l++) {
        float[] fired = reference.spikes(l, 0);
        for (int n = 0; n < fired.length; n++) {
          spikes[l][i] |= fired[n] > 0 ? 1 << n : 0;
        }
      }
    }
    return spikes;
  }

  /** How many bits are set. */
  static int count(int[] spikes) {
    return Arrays.stream(spikes).map(Integer::bitCount).sum();
  }

  /** Makes exported.nir, for simulate.py. */
  public static void main(String[] args) throws IOException {
    NirExport.write("exported", exported(), Path.of(args[0]));
  }
}
