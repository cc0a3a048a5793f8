package org.keyspike.deploy.browser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Trace;

/**
 * A sound with all that the image says of it in Java, which the page must say, too.
 *
 * @param name for people
 * @param sound what is heard
 * @param numbers what is said of it
 */
record PageTest(String name, PageTest.Sound sound, Numbers numbers) {
  /** Clips of known answers that a page holds at most, so that it stays small. */
  static final int MOST_CLIPS = 4;

  private static final int SECONDS = 4;
  private static final byte[] NONE = {};

  /** How sound comes. */
  enum Kind {
    /** {@link MadeSound}, as a file. */
    FILE,
    /** {@link MadeSound}, in chunks. */
    MICROPHONE,
    /** The samples of a clip. */
    CLIP,
    /** Those of all clips, one after another. */
    CLIPS
  }

  /**
   * A sound.
   *
   * @param kind how it comes
   * @param count samples that are made
   * @param rate of those
   * @param samples of a clip, 16 bits each, little-endian
   */
  record Sound(Kind kind, int count, int rate, byte[] samples) {
    static Sound made(Kind kind, int rate, int seconds) {
      return new Sound(kind, seconds * rate, rate, NONE);
    }
  }

  /**
   * All tests of an image.
   *
   * @param answers to it
   * @throws IllegalArgumentException if these are not what the image says
   */
  static List<PageTest> of(WeightImage image, Optional<KnownAnswers> answers) {
    Listening listening = new Listening(image);
    List<PageTest> tests = new ArrayList<>();
    int rate = FrontEndSettings.SAMPLE_RATE;
    tests.add(made("made sound, 16,000 Hz", Sound.made(Kind.FILE, rate, SECONDS), listening));
    tests.add(made("the same as a file of 44,100 Hz", Sound.made(Kind.FILE, 44_100, 2), listening));
    tests.add(
        made(
            "the same as a microphone of 48,000 Hz",
            Sound.made(Kind.MICROPHONE, 48_000, 2),
            listening));
    answers.ifPresent(known -> tests.addAll(clips(known, listening)));
    return tests;
  }

  private static PageTest made(String name, Sound sound, Listening listening) {
    listening.restart(FrontEndSettings.SAMPLE_RATE);
    listening.hearMade(sound.count, sound.rate, sound.kind == Kind.MICROPHONE);
    return new PageTest(name, sound, Numbers.of(listening));
  }

  private static List<PageTest> clips(KnownAnswers answers, Listening listening) {
    List<PageTest> tests = new ArrayList<>();
    for (KnownAnswers.Clip clip : answers.clips()) {
      if (clip.samples().length == 0 || tests.size() == MOST_CLIPS) {
        break;
      }
      byte[] samples = bytes(clip.samples());
      Numbers numbers = heard(listening, List.of(samples));
      require(
          Arrays.equals(numbers.features(), clip.features())
              && numbers.spikes() == hash(clip.trace())
              && Arrays.equals(logits(numbers, clip.trace().classes()), clip.trace().logits()));
      String name = "known answers, clip " + (tests.size() + 1);
      tests.add(new PageTest(name, new Sound(Kind.CLIP, 0, 0, samples), numbers));
    }
    if (!tests.isEmpty()) {
      Numbers numbers = heard(listening, tests.stream().map(test -> test.sound.samples).toList());
      List<DetectorAnswer> stream = answers.stream();
      for (int i = 0; i < numbers.answers().size(); i++) {
        require(Arrays.equals(numbers.answers().get(i), Numbers.answer(stream.get(i))));
      }
      Sound all = new Sound(Kind.CLIPS, 0, 0, NONE);
      tests.add(new PageTest("known answers, all clips as a stream", all, numbers));
    }
    return tests;
  }

  private static Numbers heard(Listening listening, List<byte[]> clips) {
    listening.restart(FrontEndSettings.SAMPLE_RATE);
    clips.forEach(listening::hear);
    return Numbers.of(listening);
  }

  /** Of the last answer. */
  private static int[] logits(Numbers numbers, int classes) {
    int[] last = numbers.answers().get(numbers.answers().size() - 1);
    return Arrays.copyOfRange(last, 1, 1 + classes);
  }

  private static int hash(Trace trace) {
    int hash = Numbers.FIRST_HASH;
    int channels = trace.encoderSpikes().length / trace.frames();
    for (int t = 0; t < trace.frames(); t++) {
      hash = Numbers.hash(hash, trace.encoderSpikes(), t * channels, channels);
      for (int l = 0; l < trace.spikes().size(); l++) {
        byte[] sum = new byte[trace.neurons(l)];
        for (int k = 0; k < trace.timeSteps(); k++) {
          for (int n = 0; n < sum.length; n++) {
            sum[n] += trace.spikes().get(l)[(t * trace.timeSteps() + k) * sum.length + n];
          }
        }
        hash = Numbers.hash(hash, sum, 0, sum.length);
      }
    }
    return hash;
  }

  /** 16 bits each, little-endian. */
  static byte[] bytes(short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return bytes;
  }

  private static void require(boolean equal) {
    if (!equal) {
      throw new IllegalArgumentException("known answers that the image does not give");
    }
  }
}
