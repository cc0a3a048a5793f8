package org.keyspike.deploy.browser;

import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.Resampler;
import org.keyspike.audio.StreamingResampler;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;

/** An image that listens to a microphone or to files: sound in, a step for every frame. */
final class Listening {
  /** There is no whole frame. */
  static final int WAITS = -1;

  /** A frame without an answer. */
  static final int FRAME = 0;

  /** A frame that completed an answer. */
  static final int ANSWER = 1;

  /** A frame that completed an answer in which a word is detected. */
  static final int DETECTION = 2;

  private static final int CHUNK = 1_000;

  private final ImageStream stream;
  private final SampleQueue queue = new SampleQueue();
  private StreamingResampler resamplerOrNull;
  private short[] samples = {};

  /**
   * @param image with a front end in integers and a keyword readout
   */
  Listening(WeightImage image) {
    stream = new ImageStream(image);
  }

  /** The image at work. */
  ImageStream stream() {
    return stream;
  }

  /** Forgets all sound; what {@link #hear} gets from here on has so many samples a second. */
  void restart(int rate) {
    stream.reset();
    queue.clear();
    resamplerOrNull =
        rate == FrontEndSettings.SAMPLE_RATE
            ? null
            : new StreamingResampler(rate, FrontEndSettings.SAMPLE_RATE);
  }

  /** Takes the next samples, in [−1, 1); what is no finite number counts as 0. */
  void hear(float[] samples, int count) {
    for (int i = 0; i < count; i++) {
      samples[i] = Float.isFinite(samples[i]) ? samples[i] : 0;
    }
    if (resamplerOrNull == null) {
      queue.add(samples, count);
    } else {
      resamplerOrNull.accept(samples, count, queue::add);
    }
  }

  /** Takes 16-bit samples, 16 kHz, little-endian. */
  void hear(byte[] samples) {
    short[] values = new short[samples.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (samples[2 * i] & 0xFF | samples[2 * i + 1] << 8);
    }
    queue.add(values);
  }

  /**
   * Takes a whole sound file.
   *
   * @param name of it, for messages
   * @return its sample rate
   * @throws InputException as {@link AudioFiles#readUncompressed}
   */
  int hearFile(byte[] file, String name) throws InputException {
    AudioClip clip = AudioFiles.readUncompressed(file, name);
    hearWhole(clip);
    return clip.sampleRate();
  }

  private void hearWhole(AudioClip clip) {
    float[] samples = Resampler.resample(clip, FrontEndSettings.SAMPLE_RATE).samples();
    queue.add(samples, samples.length);
  }

  /**
   * Takes {@link MadeSound}.
   *
   * @param count samples of it
   * @param rate that it is taken to have
   * @param inChunks whether it comes as from a microphone, not as from a file
   */
  void hearMade(int count, int rate, boolean inChunks) {
    float[] samples = new float[count];
    short[] made = MadeSound.samples(count);
    for (int i = 0; i < count; i++) {
      samples[i] = Pcm16.sample(made[i]);
    }
    if (!inChunks) {
      hearWhole(new AudioClip(samples, rate));
      return;
    }
    restart(rate);
    for (int from = 0; from < count; from += CHUNK) {
      float[] chunk = new float[Math.min(CHUNK, count - from)];
      System.arraycopy(samples, from, chunk, 0, chunk.length);
      hear(chunk, chunk.length);
    }
  }

  /** The samples of the last frame, an array that is used again. */
  short[] samples() {
    return samples;
  }

  /** Goes on by a frame, if there are samples for one, and says what came of it. */
  int next() {
    if (!queue.hasFrame()) {
      return WAITS;
    }
    samples = queue.take();
    stream.frame(samples);
    if (!stream.answered()) {
      return FRAME;
    }
    return stream.detected() ? DETECTION : ANSWER;
  }
}
