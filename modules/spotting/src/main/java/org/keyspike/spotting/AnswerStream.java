package org.keyspike.spotting;

import static org.keyspike.audio.FrontEndSettings.HOP;

import java.util.List;
import java.util.Objects;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.DetectorDefaults;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.SpikeWindow;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;

/**
 * A keyword network that listens: samples in, an answer every 10 frames (0.1 s). Membranes run on;
 * an answer is the readout of the spike counts of the last T frames (1 s), so the first one comes
 * at frame T, and is what the network says of a clip of these T frames, bit for bit. Chunks of any
 * size give the same bits.
 *
 * <p>Sound has 16,000 samples a second; another rate is brought to that before, as {@link
 * SoundSource}s do. Whatever the samples are, silence, a constant, full scale all the time, there
 * is an answer. A listener must not call back; if it throws, the rest of the chunk is lost.
 *
 * <p>One instance follows one stream, of any length; it is not thread-safe. Nothing is allocated
 * but the answers. Frames are counted up to 2⁶³ − 1, which takes 2.9 billion years, and then stand
 * still; nothing else counts without end.
 */
public final class AnswerStream {
  /** Frames from one answer to the next. */
  public static final int PERIOD = SpikeWindow.PERIOD;

  private final List<String> classes;
  private final IntegerDetectorSettings settings;
  private final Core core;
  private final Ear ear;
  private final SpikeWindow window;

  /** For posteriors only: what it detects is not asked for. */
  private final IntegerDetector softmax;

  private long frames;

  /** Samples since the last frame, 0 to 159. */
  private int pending;

  /** Samples of earlier gaps that were not a whole frame, 0 to 159. */
  private int owed;

  /** Frames until the next answer, 1 to T. */
  private int left;

  /** Frames since the answer or gap before, 0 to T. */
  private int waited;

  /** Frames between the answer that the last samples completed and the one before; 0 if none. */
  private int due;

  private AnswerStream(
      List<String> classes,
      IntegerDetectorSettings settings,
      Core core,
      FrontEndSettings frontEnd) {
    this.classes = List.copyOf(classes);
    this.settings = settings;
    this.core = core;
    ear = Ear.of(frontEnd, core);
    window = new SpikeWindow(core.window(), core.neurons());
    softmax = new IntegerDetector(settings, core.logitFraction());
    left = core.window();
  }

  /**
   * The integer network of an image, behind the front end that the image says.
   *
   * @throws org.keyspike.network.SpecException if it answers every frame, and not a window
   */
  public static AnswerStream of(WeightImage image) {
    // First, as it says what is wrong with an image that has no detector.
    Core core = new IntegerCore(image.model(), indices(image.kept(KeptIndices.BANDS)));
    return new AnswerStream(
        image.classes(), image.detector().orElseThrow(), core, image.frontEnd());
  }

  /**
   * The network of a checkpoint: the float network, whose logits are rounded to multiples of 2^−10,
   * or, if it is on the integer grid, the integer network that it stands for.
   *
   * @throws org.keyspike.network.SpecException if it answers every frame, and not a window
   */
  public static AnswerStream of(Checkpoint checkpoint) {
    KeptIndices bands = checkpoint.kept(KeptIndices.BANDS);
    Core core =
        checkpoint.spec().format() == null
            ? new FloatCore(checkpoint.spec(), checkpoint.parameters(), indices(bands))
            : new IntegerCore(
                Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()), indices(bands));
    return new AnswerStream(
        checkpoint.classes(),
        DetectorDefaults.of(checkpoint.classes()),
        core,
        checkpoint.spec().features().withBands(bands.original()).frontEnd());
  }

  private static int[] indices(KeptIndices kept) {
    return kept.indices().stream().mapToInt(index -> index).toArray();
  }

  /** Names in the order of logits and posteriors, (K). */
  public List<String> classes() {
    return classes;
  }

  /** The detector's settings that an image brings, or the standard ones. */
  public IntegerDetectorSettings settings() {
    return settings;
  }

  /** T, the frames that an answer is about. */
  public int window() {
    return core.window();
  }

  /** Frames since the start, 10 ms each, those of gaps among them. */
  public long frames() {
    return frames;
  }

  /** f: one unit of a logit stands for 2^−f of the float network's logit. */
  public int logitFraction() {
    return core.logitFraction();
  }

  /**
   * Takes the next samples.
   *
   * @param samples 16 kHz
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param listener called for every answer that they complete, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(short[] samples, int offset, int length, AnswerListener listener) {
    Objects.requireNonNull(listener, "listener");
    Objects.checkFromIndexSize(offset, length, samples.length);
    for (int from = offset, end = offset + length; from < end; ) {
      from += take(samples, from, end);
      tell(listener);
    }
  }

  /**
   * Takes the next samples as real numbers: a front end in integers rounds them to 16 bits, beyond
   * full scale it clips. What is no finite number counts as 0.
   *
   * @param samples 16 kHz, in [−1, 1)
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param listener called for every answer that they complete, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(float[] samples, int offset, int length, AnswerListener listener) {
    Objects.requireNonNull(listener, "listener");
    Objects.checkFromIndexSize(offset, length, samples.length);
    for (int from = offset, end = offset + length; from < end; ) {
      from += take(samples, from, end);
      tell(listener);
    }
  }

  private void tell(AnswerListener listener) {
    if (due > 0) {
      softmax.accept(due, logits());
      listener.accept(answer(softmax));
    }
  }

  /**
   * Takes samples up to the end of the frame that they begin or go on with.
   *
   * @return how many it took, at least 1
   */
  int take(short[] samples, int from, int end) {
    int count = Math.min(end - from, HOP - pending);
    ear.accept(samples, from, count);
    taken(count);
    return count;
  }

  /** The same for real numbers. */
  int take(float[] samples, int from, int end) {
    int count = Math.min(end - from, HOP - pending);
    ear.accept(samples, from, count);
    taken(count);
    return count;
  }

  private void taken(int count) {
    due = 0;
    pending += count;
    if (pending < HOP) {
      return;
    }
    pending = 0;
    window.add(core.merged());
    passed(1);
    waited++;
    left--;
    if (left == 0) {
      due = waited;
      waited = 0;
      left = PERIOD;
    }
  }

  private void passed(long count) {
    frames = frames > Long.MAX_VALUE - count ? Long.MAX_VALUE : frames + count;
  }

  /** Frames since the answer or gap before, if what was taken last completed an answer; else 0. */
  int due() {
    return due;
  }

  /** The logits now, (K), an array that is used again. */
  int[] logits() {
    return core.logits(window.counts());
  }

  /** The answer that a detector took last. */
  Answer answer(IntegerDetector detector) {
    int[] posteriors = new int[classes.size()];
    for (int k = 0; k < posteriors.length; k++) {
      posteriors[k] = detector.posterior(k);
    }
    return new Answer(frames, logits().clone(), core.logitFraction(), posteriors);
  }

  /**
   * Notes that sound is missing here. The window of samples, membranes and spike counts begin anew,
   * so the next answer comes T frames later; the background that a front end follows goes on. Time
   * goes on by the missing samples, rounded down to frames of 160; what is left over is kept for
   * the next gap, and so are samples before the gap that were not a whole frame.
   *
   * @param samples how many are missing, 0 or more; 0 if what follows does not join what was before
   * @throws IllegalArgumentException if samples is negative
   */
  public void gap(long samples) {
    skip(samples);
  }

  /** A gap; returns the frames that passed since the answer or gap before, saturating. */
  int skip(long samples) {
    if (samples < 0) {
      throw new IllegalArgumentException(samples + " missing samples, expected 0 or more");
    }
    long rest = samples % HOP + pending + owed;
    long missing = samples / HOP + rest / HOP;
    owed = (int) (rest % HOP);
    passed(missing);
    int since = (int) Math.min(Integer.MAX_VALUE, waited + missing);
    ear.gap();
    restart();
    return since;
  }

  /** Forgets everything: the next sample is the first of a new stream. */
  public void reset() {
    ear.reset();
    restart();
    owed = 0;
    frames = 0;
  }

  private void restart() {
    core.reset();
    window.reset();
    pending = 0;
    left = core.window();
    waited = 0;
    due = 0;
  }

  /** Sets the clock, so that a test need not wait. */
  void moveTo(long frame) {
    frames = frame;
  }
}
