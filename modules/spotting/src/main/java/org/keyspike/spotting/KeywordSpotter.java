package org.keyspike.spotting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.Detector;
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.network.Checkpoint;

/**
 * Spots keywords in a stream of sound: samples → {@link AnswerStream} → {@link Detector} →
 * detections. One instance follows one stream; it is not thread-safe.
 */
public final class KeywordSpotter {
  /**
   * What suits a first try: 0.8 over five answers (0.5 s), and a second between two detections.
   * Five answers missed less than one or three at every rate of false alarms on validation clips of
   * gsc-mini, and cost a tenth of a second of latency. {@code evaluate --stream} says what a
   * threshold costs and gives.
   */
  public static final DetectorSettings STANDARD = new DetectorSettings(0.8, 5, 1_000);

  private static final String CHECKPOINT_SUFFIX = ".safetensors";

  private final AnswerStream stream;
  private final Detector detector;

  /** Detects in the answers of a network. */
  public KeywordSpotter(AnswerStream stream, DetectorSettings settings) {
    this.stream = stream;
    List<String> classes = stream.classes();
    detector = new Detector(settings, classes.size(), unreported(classes));
  }

  /** {@link #open(Path, DetectorSettings)} with the {@link #STANDARD} settings. */
  public static KeywordSpotter open(Path network) throws IOException {
    return open(network, STANDARD);
  }

  /**
   * Opens a network.
   *
   * @param network a weight image; a checkpoint, {@code .safetensors}; or the folder of a run or a
   *     published model, of which its {@code image.kswi} is taken
   * @throws IOException if it is missing, or damaged
   * @throws org.keyspike.network.SpecException if it answers every frame, and not a window
   */
  public static KeywordSpotter open(Path network, DetectorSettings settings) throws IOException {
    Path file = Files.isDirectory(network) ? network.resolve(WeightImage.FILE_NAME) : network;
    AnswerStream stream =
        file.toString().endsWith(CHECKPOINT_SUFFIX)
            ? AnswerStream.of(Checkpoint.read(file))
            : AnswerStream.of(ImageReader.read(file));
    return new KeywordSpotter(stream, settings);
  }

  /**
   * The classes that are no keywords: those whose names begin and end with an underscore, as Speech
   * Commands writes {@code _unknown_} and {@code _silence_}.
   */
  public static Set<Integer> unreported(List<String> classes) {
    return IntStream.range(0, classes.size())
        .filter(k -> classes.get(k).matches("_.*_"))
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
   * @param samples 16 kHz, in [−1, 1)
   * @param detections called for every keyword that they complete, before this returns
   */
  public void accept(float[] samples, Consumer<Detection> detections) {
    accept(samples, 0, samples.length, answer -> {}, detections);
  }

  /** The same for 16-bit integers, each 32768 times the sample. */
  public void accept(short[] samples, Consumer<Detection> detections) {
    stream.accept(samples, 0, samples.length, answer -> detect(answer, detections));
  }

  /**
   * Takes the next samples, of an array a part.
   *
   * @param samples 16 kHz, in [−1, 1)
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param answers receives every answer, before it is asked for a detection
   * @param detections called for every keyword that they complete, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(
      float[] samples,
      int offset,
      int length,
      AnswerListener answers,
      Consumer<Detection> detections) {
    stream.accept(
        samples,
        offset,
        length,
        answer -> {
          answers.accept(answer);
          detect(answer, detections);
        });
  }

  private void detect(Answer answer, Consumer<Detection> detections) {
    if (detector.accept(answer.millis(), answer.posteriors())) {
      int label = detector.label();
      double end = answer.seconds();
      double start = (double) (answer.frame() - stream.window()) / FrontEndSettings.FRAME_RATE;
      detections.accept(new Detection(label, classes().get(label), start, end, detector.score()));
    }
  }

  /** Forgets everything: the next sample is the first of a new stream. */
  public void reset() {
    stream.reset();
    detector.reset();
  }
}
