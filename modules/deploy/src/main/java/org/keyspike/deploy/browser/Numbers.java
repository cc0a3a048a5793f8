package org.keyspike.deploy.browser;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keyspike.hardware.DetectorAnswer;

/**
 * All that an image says of a sound, as the page compares it.
 *
 * @param samples the hash of those of whole frames, each its low byte, then its high byte
 * @param features (T, C) unsigned bytes
 * @param spikes the hash of all, as the package says
 * @param answers of each the frame, K logits, K posteriors, winner, score, 1 if it is detected
 */
record Numbers(int samples, byte[] features, int spikes, List<int[]> answers) {
  static final int FIRST_HASH = 0x811C9DC5;
  private static final int PRIME = 16_777_619;

  /** What a listening image says of all the sound that it has. */
  static Numbers of(Listening listening) {
    ImageStream stream = listening.stream();
    ByteArrayOutputStream features = new ByteArrayOutputStream();
    List<int[]> answers = new ArrayList<>();
    int sound = FIRST_HASH;
    int hash = FIRST_HASH;
    for (int came = listening.next(); came != Listening.WAITS; came = listening.next()) {
      byte[] samples = PageTest.bytes(listening.samples());
      sound = hash(sound, samples, 0, samples.length);
      features.writeBytes(stream.features());
      hash = hash(hash, stream.encoderSpikes(), 0, stream.encoderSpikes().length);
      for (int l = 0; l < stream.layers(); l++) {
        hash = hash(hash, stream.outputs(l), 0, stream.outputs(l).length);
      }
      if (came != Listening.FRAME) {
        answers.add(answer(stream, came == Listening.DETECTION));
      }
    }
    return new Numbers(sound, features.toByteArray(), hash, answers);
  }

  private static int[] answer(ImageStream stream, boolean detected) {
    return answer(
        new DetectorAnswer(
            stream.frames(),
            stream.logits(),
            stream.posteriors(),
            stream.label(),
            stream.score(),
            detected));
  }

  /** An answer as a row of numbers. */
  static int[] answer(DetectorAnswer answer) {
    return Stream.of(
            new int[] {Math.toIntExact(answer.frame())},
            answer.logits(),
            answer.posteriors(),
            new int[] {answer.label(), answer.score(), answer.detected() ? 1 : 0})
        .flatMapToInt(IntStream::of)
        .toArray();
  }

  /** Takes bytes into a hash. */
  static int hash(int hash, byte[] bytes, int from, int length) {
    int next = hash;
    for (int i = from; i < from + length; i++) {
      next = (next ^ bytes[i] & 0xFF) * PRIME;
    }
    return next;
  }
}
