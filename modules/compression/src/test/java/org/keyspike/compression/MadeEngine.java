package org.keyspike.compression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.training.Activity;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.StandInEngine;

/** Spikes of the float reference; every gradient is the parameter itself. */
final class MadeEngine extends StandInEngine {
  private final ToDoubleFunction<NetworkSpec> loss;

  MadeEngine() {
    this(spec -> 1);
  }

  /** With a loss that depends on the spec alone, whose spikes nobody looks at. */
  MadeEngine(ToDoubleFunction<NetworkSpec> loss) {
    this.loss = loss;
  }

  @Override
  public Gradients gradients(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    return new Gradients(
        loss.applyAsDouble(spec),
        parameters.copy(),
        new Parameters(Map.of()),
        spec.format() == null ? forward(spec, parameters, batch, Detail.LOGITS) : null);
  }

  @Override
  public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);
    int bands = batch.bands();
    int channels = spec.channels();
    float[] encoder = new float[batch.size() * batch.frames() * channels];
    List<float[]> spikes =
        spec.layers().stream()
            .map(l -> new float[batch.size() * batch.frames() * spec.timeSteps() * l.neurons()])
            .toList();
    float[] logits = new float[batch.size() * spec.readout().classes()];
    for (int b = 0; b < batch.size(); b++) {
      network.reset();
      for (int t = 0; t < batch.frames(); t++) {
        int row = b * batch.frames() + t;
        network.step(Arrays.copyOfRange(batch.features(), row * bands, (row + 1) * bands));
        System.arraycopy(network.encoderSpikes(), 0, encoder, row * channels, channels);
        for (int l = 0; l < spikes.size(); l++) {
          for (int k = 0; k < spec.timeSteps(); k++) {
            float[] now = network.spikes(l, k);
            System.arraycopy(
                now, 0, spikes.get(l), (row * spec.timeSteps() + k) * now.length, now.length);
          }
        }
      }
      float[] answer = network.logits();
      System.arraycopy(answer, 0, logits, b * answer.length, answer.length);
    }
    double[] rates =
        spikes.stream()
            .mapToDouble(
                s -> IntStream.range(0, s.length).mapToDouble(i -> s[i]).average().orElse(0))
            .toArray();
    return new Activity(logits, 0, rates, encoder, spikes);
  }
}
