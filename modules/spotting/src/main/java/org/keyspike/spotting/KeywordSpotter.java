package org.keyspike.spotting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.DetectorDefaults;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.network.Checkpoint;

/**
 * Spots keywords in a stream of sound: samples → {@link AnswerStream} → {@link IntegerDetector} →
 * detections. All of it is integers where the network and its front end are, from a sample to a
 * decision. One instance follows one stream; it is not thread-safe. Nothing is allocated but the
 * detections, and the answers where they are listened to.
 */
public final class KeywordSpotter {
  private static final String CHECKPOINT_SUFFIX = ".safetensors";

  private final AnswerStream stream;
  private final IntegerDetector detector;

  /** Detects in the answers of a network, by the settings that it brings. */
  public KeywordSpotter(AnswerStream stream) {
    this(stream, stream.settings());
  }

  /**
   * Detects in the answers of a network, by settings of one's own. {@code evaluate --stream} says
   * what a threshold costs and gives.
   *
   * @throws IllegalArgumentException if they are for another number of classes
   */
  public KeywordSpotter(AnswerStream stream, IntegerDetectorSettings settings) {
    if (settings.classes() != stream.classes().size()) {
      throw new IllegalArgumentException(
          settings.classes() + " thresholds for " + stream.classes().size() + " classes");
    }
    this.stream = stream;
    detector = new IntegerDetector(settings, stream.logitFraction());
  }

  /**
   * Opens a network with the settings that it brings: those of an image, else the standard ones.
   *
   * @param network a weight image; a checkpoint, {@code .safetensors}; or the folder of a run or a
   *     published model, of which its {@code image.kswi} is taken
   * @throws IOException if it is missing, or damaged
   * @throws org.keyspike.network.SpecException if it answers every frame, and not a window
   */
  public static KeywordSpotter open(Path network) throws IOException {
    return new KeywordSpotter(stream(network));
  }

  /** {@link #open(Path)} with other settings. */
  public static KeywordSpotter open(Path network, IntegerDetectorSettings settings)
      throws IOException {
    return new KeywordSpotter(stream(network), settings);
  }

  private static AnswerStream stream(Path network) throws IOException {
    Path file = Files.isDirectory(network) ? network.resolve(WeightImage.FILE_NAME) : network;
    return file.toString().endsWith(CHECKPOINT_SUFFIX)
        ? AnswerStream.of(Checkpoint.read(file))
        : AnswerStream.of(ImageReader.read(file));
  }

  /**
   * The classes that are no keywords: those whose names begin and end with an underscore, as Speech
   * Commands writes {@code _unknown_} and {@code _silence_}.
   */
  public static Set<Integer> unreported(List<String> classes) {
    return IntStream.range(0, classes.size())
        .filter(k -> !DetectorDefaults.keyword(classes.get(k)))
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Names in the order of the labels. */
  public List<String> classes() {
    return stream.classes();
  }

  /**
   * Takes the next samples.
   *
   * @param samples 16 kHz
   * @param detections called for every keyword that they complete, before this returns
   */
  public void accept(short[] samples, Consumer<Detection> detections) {
    Objects.requireNonNull(detections, "detections");
    take(samples, 0, samples.length, null, detections);
  }

  /**
   * Takes the next samples as real numbers, in [−1, 1).
   *
   * @see AnswerStream#accept(float[], int, int, AnswerListener)
   */
  public void accept(float[] samples, Consumer<Detection> detections) {
    Objects.requireNonNull(detections, "detections");
    take(samples, 0, samples.length, null, detections);
  }

  /**
   * Takes the next samples, of an array a part.
   *
   * @param samples 16 kHz
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param answers receives every answer, before what it detects
   * @param detections called for every keyword that they complete, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(
      short[] samples,
      int offset,
      int length,
      AnswerListener answers,
      Consumer<Detection> detections) {
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(detections, "detections");
    take(samples, offset, length, answers, detections);
  }

  /** The same for real numbers, in [−1, 1). */
  public void accept(
      float[] samples,
      int offset,
      int length,
      AnswerListener answers,
      Consumer<Detection> detections) {
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(detections, "detections");
    take(samples, offset, length, answers, detections);
  }

  private void take(
      short[] samples,
      int offset,
      int length,
      AnswerListener answersOrNull,
      Consumer<Detection> detections) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    for (int from = offset, end = offset + length; from < end; ) {
      from += stream.take(samples, from, end);
      detect(answersOrNull, detections);
    }
  }

  private void take(
      float[] samples,
      int offset,
      int length,
      AnswerListener answersOrNull,
      Consumer<Detection> detections) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    for (int from = offset, end = offset + length; from < end; ) {
      from += stream.take(samples, from, end);
      detect(answersOrNull, detections);
    }
  }

  private void detect(AnswerListener answersOrNull, Consumer<Detection> detections) {
    if (stream.due() == 0) {
      return;
    }
    boolean detected = detector.accept(stream.due(), stream.logits());
    if (answersOrNull != null) {
      answersOrNull.accept(stream.answer(detector));
    }
    if (detected) {
      detections.accept(detection());
    }
  }

  private Detection detection() {
    int label = detector.label();
    long frame = stream.frames();
    return new Detection(
        label,
        classes().get(label),
        (double) (frame - stream.window()) / FrontEndSettings.FRAME_RATE,
        (double) frame / FrontEndSettings.FRAME_RATE,
        (double) detector.score() / IntegerDetectorSettings.ONE);
  }

  /**
   * Notes that sound is missing here: as {@link AnswerStream#gap}, and answers before the gap count
   * no more, while the refractory time goes on.
   *
   * @param samples how many are missing, 0 or more
   * @throws IllegalArgumentException if samples is negative
   */
  public void gap(long samples) {
    detector.gap(stream.skip(samples));
  }

  /** Forgets everything: the next sample is the first of a new stream. */
  public void reset() {
    stream.reset();
    detector.reset();
  }
}
