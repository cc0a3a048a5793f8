package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.SpikeWindow;
import org.keyspike.network.SpecException;

/** What an image says of a stream: an answer and its detection at frame T and every 10 after. */
final class StreamAnswers {
  private StreamAnswers() {}

  /** The samples of clips, one after another. */
  static short[] joined(List<KnownAnswers.Clip> clips) {
    short[] all = new short[clips.stream().mapToInt(clip -> clip.samples().length).sum()];
    int at = 0;
    for (KnownAnswers.Clip clip : clips) {
      System.arraycopy(clip.samples(), 0, all, at, clip.samples().length);
      at += clip.samples().length;
    }
    return all;
  }

  /**
   * The answers to a stream, which begins in the first state; none of a frame-wise network.
   *
   * @param features of the stream, (frames, C) unsigned bytes
   */
  static List<DetectorAnswer> of(WeightImage image, byte[] features) {
    if (!(image.readout() instanceof ReadoutImage.Keyword readout)) {
      return List.of();
    }
    IntegerNetwork network = new IntegerNetwork(image.model());
    IntegerDetector detector =
        new IntegerDetector(image.detector().orElseThrow(), readout.logitFraction());
    SpikeWindow window = new SpikeWindow(readout.frames(), network.counts().length);
    int bands = image.features().bands();
    List<DetectorAnswer> answers = new ArrayList<>();
    for (int frame = 1; frame <= features.length / bands; frame++) {
      network.step(features, (frame - 1) * bands);
      window.add(network.merged());
      if (window.answers(frame)) {
        int[] logits = network.logits(window.counts()).clone();
        boolean detected = detector.accept(SpikeWindow.PERIOD, logits);
        answers.add(
            new DetectorAnswer(
                frame,
                logits,
                IntStream.range(0, logits.length).map(detector::posterior).toArray(),
                detector.label(),
                detector.score(),
                detected));
      }
    }
    return answers;
  }

  /** How many answers there are to a stream of so many frames. */
  static int count(long frames, int window) {
    return frames < window ? 0 : Math.toIntExact((frames - window) / SpikeWindow.PERIOD) + 1;
  }

  /** What of samples and stream is not as an image gives them; empty if all is. */
  static Optional<String> misfit(KnownAnswers answers, WeightImage image) {
    long frames =
        answers.clips().stream()
            .mapToLong(clip -> clip.samples().length / FrontEndSettings.HOP)
            .sum();
    if (frames > 0 && image.frontEnd().kind() != FrontEndKind.INTEGER) {
      return Optional.of("samples where the front end is not in integers");
    }
    int expected =
        image.readout() instanceof ReadoutImage.Keyword readout
            ? count(frames, readout.frames())
            : 0;
    int found = answers.stream().size();
    return found == expected
        ? Optional.empty()
        : Optional.of(found + " answers where there should be " + expected);
  }

  /**
   * Either all clips have samples or none has; answers follow each other as a network of the first
   * clip's frames and classes gives them, unless there are none.
   *
   * @throws SpecException if that is not so
   */
  static void requireFit(List<KnownAnswers.Clip> clips, List<DetectorAnswer> stream) {
    long sounding = clips.stream().filter(clip -> clip.samples().length > 0).count();
    if (sounding != 0 && sounding != clips.size()) {
      throw new SpecException(
          "samples", sounding + " clips with them", "0 or " + clips.size() + ", all clips");
    }
    if (stream.isEmpty()) {
      return;
    }
    if (sounding == 0) {
      throw new SpecException("stream", stream.size() + " answers", "none without samples");
    }
    int window = clips.get(0).trace().frames();
    int classes = clips.get(0).trace().classes();
    long frames = clips.stream().mapToLong(clip -> clip.trace().frames()).sum();
    int count = count(frames, window);
    if (stream.size() != count) {
      throw new SpecException("stream", stream.size() + " answers", String.valueOf(count));
    }
    for (int i = 0; i < count; i++) {
      DetectorAnswer answer = stream.get(i);
      long frame = window + (long) SpikeWindow.PERIOD * i;
      if (answer.frame() != frame) {
        throw new SpecException("stream[" + i + "].frame", answer.frame(), String.valueOf(frame));
      }
      if (answer.classes() != classes) {
        throw new SpecException(
            "stream[" + i + "].logits", answer.classes(), String.valueOf(classes));
      }
    }
  }
}
