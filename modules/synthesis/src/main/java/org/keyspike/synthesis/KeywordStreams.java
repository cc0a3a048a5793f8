package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Utterance;

/**
 * Keyword clips laid into {@link Negatives}: every clip once or, where there is not room for all,
 * as many as there is room for. Which clips, and where, depends on the seed only.
 */
public final class KeywordStreams {
  /** The place of this draw, apart from those of synthesis. */
  private static final int ORDER = 6;

  private final Negatives negatives;
  private final List<Utterance> clips;

  /** First clip of each piece; one more at the end. */
  private final int[] first;

  /**
   * @param clips of one word each
   * @param seed of the order in which clips are taken
   */
  public KeywordStreams(Negatives negatives, List<Utterance> clips, long seed) {
    this.negatives = negatives;
    long room = 0;
    for (int piece = 0; piece < negatives.pieces(); piece++) {
      room += negatives.room(piece);
    }
    int count = (int) Math.min(room, clips.size());
    this.clips = shuffled(clips, seed).subList(0, count);
    first = new int[negatives.pieces() + 1];
    long before = 0;
    for (int piece = 0; piece < negatives.pieces(); piece++) {
      before += negatives.room(piece);
      first[piece + 1] = room == 0 ? 0 : (int) (count * before / room);
    }
  }

  private static List<Utterance> shuffled(List<Utterance> clips, long seed) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, ORDER));
    List<Utterance> all = new ArrayList<>(clips);
    for (int i = all.size() - 1; i > 0; i--) {
      Utterance other = all.set(random.nextInt(i + 1), all.get(i));
      all.set(i, other);
    }
    return all;
  }

  /** What clips are laid into, for people. */
  public String name() {
    return negatives.name();
  }

  /** Number of streams. */
  public int size() {
    return negatives.pieces();
  }

  /** Clips that are laid. */
  public int words() {
    return clips.size();
  }

  /** Makes streams; one thread's own. */
  @FunctionalInterface
  public interface Reader {
    LaidStream read(int stream) throws IOException;
  }

  /** Makes streams; one thread's own. */
  public Reader reader() {
    Negatives.Reader reader = negatives.reader();
    return stream -> {
      List<LaidStream.Clip> laid = new ArrayList<>();
      for (Utterance clip : clips.subList(first[stream], first[stream + 1])) {
        laid.add(LaidStream.Clip.of(clip));
      }
      return reader.read(stream, laid);
    };
  }
}
