package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.audio.Level;

/**
 * A stretch of sound in which no keyword is said, with places where one can be laid.
 *
 * @param samples 16 kHz, in [−1, 1)
 * @param gaps places for clips, rising, from 0 to the number of samples
 * @param joint how a clip is laid there
 */
record BackgroundSound(float[] samples, int[] gaps, Joint joint) {
  /** A clip that is mixed in is at least so much louder than what is around it, dB. */
  static final double LOUDER_DB = 10;

  /** Samples over which a clip fades in and out, 10 ms. */
  private static final int FADE = 160;

  /** How a clip is laid into sound. */
  enum Joint {
    /** The sound is cut, and goes on after the clip. */
    SPLICED,
    /** The clip is added to the sound. */
    MIXED
  }

  /** Lays clips, evenly over the gaps. There must be as many gaps, or more. */
  LaidStream lay(List<LaidStream.Clip> clips) {
    List<LaidStream.Laid> laid = new ArrayList<>();
    int[] places = new int[clips.size()];
    Arrays.setAll(places, i -> gaps[(int) ((2L * i + 1) * gaps.length / (2L * clips.size()))]);
    return new LaidStream(
        joint == Joint.SPLICED ? splice(clips, places, laid) : mix(clips, places, laid), laid);
  }

  private float[] splice(List<LaidStream.Clip> clips, int[] places, List<LaidStream.Laid> laid) {
    int length = samples.length;
    for (LaidStream.Clip clip : clips) {
      length += clip.samples().length;
    }
    float[] out = new float[length];
    int from = 0;
    int to = 0;
    for (int i = 0; i < places.length; i++) {
      float[] clip = faded(clips.get(i).samples());
      System.arraycopy(samples, from, out, to, places[i] - from);
      to += places[i] - from;
      from = places[i];
      laid.add(new LaidStream.Laid(clips.get(i), to));
      System.arraycopy(clip, 0, out, to, clip.length);
      to += clip.length;
    }
    System.arraycopy(samples, from, out, to, samples.length - from);
    return out;
  }

  private float[] mix(List<LaidStream.Clip> clips, int[] places, List<LaidStream.Laid> laid) {
    float[] out = samples.clone();
    for (int i = 0; i < places.length; i++) {
      LaidStream.Clip clip = clips.get(i);
      float[] sound = faded(clip.samples());
      int end = Math.min(out.length, places[i] + sound.length);
      double around = Level.rootMeanSquare(Arrays.copyOfRange(samples, places[i], end));
      double wanted = around * Level.ofDecibels(LOUDER_DB);
      double level = clip.level();
      if (level > 0 && level < wanted) {
        Level.scale(sound, (float) (wanted / level));
      }
      for (int s = places[i]; s < end; s++) {
        out[s] = clipped(out[s] + sound[s - places[i]]);
      }
      laid.add(new LaidStream.Laid(clip, places[i]));
    }
    return out;
  }

  private static float[] faded(float[] samples) {
    float[] out = samples.clone();
    for (int i = 0; i < Math.min(FADE, out.length); i++) {
      float part = (float) i / FADE;
      out[i] *= part;
      out[out.length - 1 - i] *= part;
    }
    return out;
  }

  static float clipped(float sample) {
    return Math.max(-1, Math.min(Math.nextDown(1f), sample));
  }
}
