package org.keyspike.spotting;

import java.util.List;
import java.util.Objects;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.StreamingLogMel;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;

/**
 * A keyword network that listens: samples in, an answer every 10 frames (0.1 s). Membranes run on;
 * an answer is the readout of the spike counts of the last T frames (1 s), so the first one comes
 * at frame T, and is what the network says of a clip of these T frames, bit for bit.
 *
 * <p>One instance follows one stream; it is not thread-safe. Nothing is allocated but the answers.
 */
public final class AnswerStream {
  /** Frames from one answer to the next. */
  public static final int PERIOD = 10;

  private final List<String> classes;
  private final Core core;
  private final StreamingLogMel frontEnd;
  private final int[] kept;
  private final float[] selected;
  private final SpikeWindow window;
  private float[] converted = new float[0];
  private long frames;

  private AnswerStream(List<String> classes, Core core, int[] kept, int bands, double gain) {
    this.classes = List.copyOf(classes);
    this.core = core;
    this.kept = kept;
    frontEnd = new StreamingLogMel(new FrontEndSettings(bands, gain));
    selected = new float[core.bands()];
    window = new SpikeWindow(core.window(), core.neurons());
  }

  /**
   * The integer network of an image.
   *
   * @throws org.keyspike.network.SpecException if it answers every frame, and not a window
   */
  public static AnswerStream of(WeightImage image) {
    KeptIndices bands = image.kept(KeptIndices.BANDS);
    return new AnswerStream(
        image.classes(),
        new IntegerCore(image.model()),
        indices(bands),
        bands.original(),
        image.features().gain());
  }

  /**
   * The network of a checkpoint: the float network or, if it is on the integer grid, the integer
   * network that it stands for.
   *
   * @throws org.keyspike.network.SpecException if it answers every frame, and not a window
   */
  public static AnswerStream of(Checkpoint checkpoint) {
    KeptIndices bands = checkpoint.kept(KeptIndices.BANDS);
    Core core =
        checkpoint.spec().format() == null
            ? new FloatCore(checkpoint.spec(), checkpoint.parameters())
            : new IntegerCore(Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()));
    return new AnswerStream(
        checkpoint.classes(),
        core,
        indices(bands),
        bands.original(),
        checkpoint.spec().features().gain());
  }

  private static int[] indices(KeptIndices kept) {
    return kept.indices().stream().mapToInt(index -> index).toArray();
  }

  /** Names in the order of logits and posteriors, (K). */
  public List<String> classes() {
    return classes;
  }

  /** T, the frames that an answer is about. */
  public int window() {
    return core.window();
  }

  /** Frames since the start, 10 ms each. */
  public long frames() {
    return frames;
  }

  /**
   * Takes the next samples.
   *
   * @param samples 16 kHz, in [−1, 1)
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param listener called for every answer that they complete, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(float[] samples, int offset, int length, AnswerListener listener) {
    frontEnd.accept(samples, offset, length, features -> frame(features, listener));
  }

  /** The same for 16-bit integers, each 32768 times the sample. */
  public void accept(short[] samples, int offset, int length, AnswerListener listener) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (converted.length < length) {
      converted = new float[length];
    }
    for (int i = 0; i < length; i++) {
      converted[i] = Pcm16.sample(samples[offset + i]);
    }
    accept(converted, 0, length, listener);
  }

  private void frame(float[] features, AnswerListener listener) {
    for (int c = 0; c < selected.length; c++) {
      selected[c] = features[kept[c]];
    }
    core.step(selected);
    window.add(core);
    frames++;
    if (frames >= core.window() && (frames - core.window()) % PERIOD == 0) {
      double[] logits = new double[classes.size()];
      core.logits(window.counts(), logits);
      listener.accept(new Answer(frames, logits, Softmax.of(logits)));
    }
  }

  /** Forgets everything: the next sample is the first of a new stream. */
  public void reset() {
    frontEnd.reset();
    core.reset();
    window.reset();
    frames = 0;
  }
}
