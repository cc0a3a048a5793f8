package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;

/**
 * Clips in which no keyword is said, one after the other, each used once: other words of a data
 * set. Keywords are laid between them.
 */
public final class SpokenClips implements Negatives {
  private static final int CLIPS_PER_PIECE = 100;

  /** Clips from one keyword to the next: so that seconds pass between them. */
  private static final int CLIPS_PER_KEYWORD = 4;

  private final List<Utterance> clips;

  /**
   * @param clips of other things than keywords
   */
  public SpokenClips(List<Utterance> clips) {
    this.clips = List.copyOf(clips);
  }

  /** How long they are together. */
  public double hours() {
    return clips.stream().mapToLong(Utterance::length).sum()
        / (3_600.0 * FrontEndSettings.SAMPLE_RATE);
  }

  @Override
  public String name() {
    return "clips of other words";
  }

  @Override
  public int pieces() {
    return (clips.size() + CLIPS_PER_PIECE - 1) / CLIPS_PER_PIECE;
  }

  @Override
  public int room(int piece) {
    return clips(piece).size() / CLIPS_PER_KEYWORD;
  }

  private List<Utterance> clips(int piece) {
    return clips.subList(
        piece * CLIPS_PER_PIECE, Math.min(clips.size(), (piece + 1) * CLIPS_PER_PIECE));
  }

  @Override
  public Reader reader() {
    return (piece, keywords) -> joined(clips(piece)).lay(keywords);
  }

  private static BackgroundSound joined(List<Utterance> clips) throws IOException {
    List<float[]> sounds = new ArrayList<>();
    int[] gaps = new int[clips.size()];
    int length = 0;
    for (int i = 0; i < gaps.length; i++) {
      float[] sound = clips.get(i).samples();
      sounds.add(sound);
      gaps[i] = length;
      length += sound.length;
    }
    float[] samples = new float[length];
    for (int i = 0; i < gaps.length; i++) {
      System.arraycopy(sounds.get(i), 0, samples, gaps[i], sounds.get(i).length);
    }
    return new BackgroundSound(samples, gaps, BackgroundSound.Joint.SPLICED);
  }
}
