package org.keyspike.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The float network, frame by frame, from the pure steps: the runtime of streaming and the
 * reference for every engine. State starts at 0. One instance follows one stream; it is not
 * thread-safe.
 */
public final class ReferenceNetwork {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final float[] coarse;
  private final float[] fine;
  private final List<Layer> layers = new ArrayList<>();
  private final StateSpaceBackbone stateSpace;
  private final float[] input;
  private final float[] merged;
  private final float[] counts;
  private ResidualEncoder.State encoder;
  private int frames;

  /**
   * Binds a spec and its parameters.
   *
   * @throws SpecException if the spec has a number format: the integer network runs those
   */
  public ReferenceNetwork(NetworkSpec spec, Parameters parameters) {
    if (spec.format() != null) {
      throw new SpecException("format", "present", "a float network");
    }
    this.spec = spec;
    this.parameters = parameters;
    int bands = spec.features().bands();
    EncoderSpec kind = spec.encoder();
    coarse =
        kind instanceof EncoderSpec.Direct ? null : ResidualEncoder.coarseSteps(parameters, bands);
    fine =
        kind instanceof EncoderSpec.Residual ? ResidualEncoder.fineSteps(parameters, bands) : null;
    stateSpace = spec.stateSpace() == null ? null : new StateSpaceBackbone(spec, parameters);
    for (int l = 0; stateSpace == null && l < spec.layers().size(); l++) {
      layers.add(new Layer(l));
    }
    input = new float[spec.channels()];
    merged = new float[spec.readoutInputs()];
    counts = new float[spec.readoutInputs()];
    encoder = ResidualEncoder.State.zero(spec.features().bands());
  }

  /** Back to the state before the first frame. */
  public void reset() {
    encoder = ResidualEncoder.State.zero(spec.features().bands());
    layers.forEach(Layer::reset);
    if (stateSpace != null) {
      stateSpace.reset();
    }
    Arrays.fill(counts, 0);
    frames = 0;
  }

  /** Takes one frame of features, (C), through encoder and layers. */
  public void step(float[] frame) {
    if (fine != null) {
      ResidualEncoder.step(coarse, fine, encoder, frame, input);
    } else if (coarse != null) {
      ResidualEncoder.stepForward(coarse, encoder, frame, input);
    } else {
      System.arraycopy(frame, 0, input, 0, input.length);
    }
    Arrays.fill(merged, 0);
    for (int k = 0; k < spec.timeSteps(); k++) {
      float[] spikes = stateSpace == null ? input : stateSpace.step(input);
      for (Layer layer : layers) {
        spikes = layer.step(k, spikes);
      }
      for (int n = 0; n < merged.length; n++) {
        merged[n] += spikes[n];
        counts[n] += spikes[n];
      }
    }
    frames++;
  }

  /** The spikes (or features) that reached the first layer in the last frame, (channels). */
  public float[] encoderSpikes() {
    return input;
  }

  /**
   * The spikes of a layer at a step of the last frame, (N).
   *
   * @param layer from 0; of a state space its place among {@link NetworkSpec#populations()}
   */
  public float[] spikes(int layer, int step) {
    return stateSpace == null
        ? layers.get(layer).spikes[step]
        : stateSpace.populations().get(layer);
  }

  /**
   * The potentials before reset of a layer (from 0) at a step of the last frame, (N). A network
   * with a state space has none, here and below.
   */
  public float[] potentials(int layer, int step) {
    return layers.get(layer).potentials[step];
  }

  /**
   * The larger of |u| and, of adaptive neurons, |w| after it, of each neuron of a layer (from 0) at
   * a step of the last frame, (N). Of w only the last step's is known.
   */
  public float[] largestPotentials(int layer, int step) {
    Layer of = layers.get(layer);
    float[] largest = of.potentials[step].clone();
    for (int n = 0; n < largest.length; n++) {
      largest[n] = Math.abs(largest[n]);
      for (int i = 1; i < of.state.length; i++) {
        largest[n] = Math.max(largest[n], Math.abs(of.state[i][n]));
      }
    }
    return largest;
  }

  /**
   * The largest |u| of all layers and steps of the last frame, or |w| after it if that is larger:
   * on the integer grid both have the membrane's unit.
   */
  public float largestPotential() {
    float largest = 0;
    for (Layer layer : layers) {
      for (float[] step : layer.potentials) {
        largest = Math.max(largest, largestMagnitude(step));
      }
      for (int i = 1; i < layer.state.length; i++) {
        largest = Math.max(largest, largestMagnitude(layer.state[i]));
      }
    }
    return largest;
  }

  /**
   * The highest u of all layers and steps of the last frame, or |w| after it if that is larger; 0
   * or more.
   */
  public float highestPotential() {
    float highest = 0;
    for (Layer layer : layers) {
      for (float[] step : layer.potentials) {
        for (float u : step) {
          highest = Math.max(highest, u);
        }
      }
      for (int i = 1; i < layer.state.length; i++) {
        highest = Math.max(highest, largestMagnitude(layer.state[i]));
      }
    }
    return highest;
  }

  /** The largest |r| of the last frame, anywhere in a network with a state space. */
  public float largestStream() {
    return stateSpace.largestStream();
  }

  /** The largest |v| of each block of a network with a state space in the last frame. */
  public List<Float> largestRows() {
    return stateSpace.largestRows();
  }

  static float largestMagnitude(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The logits now, (K): of the last frame, or of the mean spikes since the reset. */
  public float[] logits() {
    if (spec.readout() instanceof ReadoutSpec.FrameWise) {
      return linear(Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS, merged);
    }
    return linear(Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS, hidden());
  }

  /**
   * The keyword readout's logits of other counts, (K): of the last T frames of a stream, say.
   *
   * @param others the last layer's spikes, (N), summed over those frames and their steps
   * @param over how many frames
   */
  public float[] logits(float[] others, int over) {
    return linear(Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS, hidden(others, over));
  }

  /** The last layer's spikes of the last frame, summed over its steps, (N), each 0 to TS. */
  public float[] merged() {
    return merged;
  }

  /** The keyword readout's hidden layer now, after its ReLU, (R). */
  public float[] hidden() {
    return hidden(counts, frames);
  }

  private float[] hidden(float[] spikes, int over) {
    float[] mean = spikes.clone();
    for (int n = 0; n < mean.length; n++) {
      mean[n] /= over * spec.timeSteps();
    }
    float[] hidden = linear(Names.HIDDEN_WEIGHT, Names.HIDDEN_BIAS, mean);
    for (int r = 0; r < hidden.length; r++) {
      hidden[r] = Math.max(0, hidden[r]);
    }
    return hidden;
  }

  private float[] linear(String weight, String bias, float[] x) {
    float[] y = parameters.data(bias).clone();
    Linear.accumulate(parameters.get(weight), x, y);
    return y;
  }

  private final class Layer {
    private final AffineMap map;
    private final Tensor recurrent;
    private final Neuron neuron;
    private final OutputCode code;
    private final DelayLine delays;
    private final float[][] own;
    private final float[][] state;
    private final float[] last;
    private final float[][] spikes;
    private final float[][] potentials;

    Layer(int index) {
      LayerSpec layer = spec.layers().get(index);
      map = new AffineMap(parameters, Names.layer(index), layer.batchNorm());
      recurrent = layer.neuron().recurrent() ? parameters.get(Names.recurrent(index)) : null;
      delays =
          layer.delayed()
              ? new DelayLine(
                  parameters.data(Names.delay(index)),
                  layer.delays(),
                  index == 0 ? 1 : spec.timeSteps())
              : null;
      code = layer.code();
      // What its parameters say does not change while it runs.
      neuron = layer.neuron().folded();
      own =
          layer
              .neuron()
              .folded(
                  layer.neuron().parameters().stream()
                      .map(p -> parameters.data(Names.own(index, p.name())))
                      .toArray(float[][]::new));
      state = new float[neuron.states()][layer.neurons()];
      last = new float[layer.neurons()];
      spikes = new float[spec.timeSteps()][layer.neurons()];
      potentials = new float[spec.timeSteps()][layer.neurons()];
    }

    void reset() {
      if (delays != null) {
        delays.reset();
      }
      Arrays.fill(last, 0);
      for (float[] values : state) {
        Arrays.fill(values, 0);
      }
      for (float[] step : spikes) {
        Arrays.fill(step, 0);
      }
    }

    /** Step k of a frame; {@code spikes[k]} still holds step k of the previous frame. */
    float[] step(int k, float[] inputs) {
      float[] current = potentials[k];
      map.apply(delays == null ? inputs : delays.step(k, inputs), current);
      if (recurrent != null) {
        Linear.accumulate(recurrent, spikes[k], current);
      }
      neuron.step(code, own, state, current, last);
      System.arraycopy(last, 0, spikes[k], 0, last.length);
      return spikes[k];
    }
  }
}
