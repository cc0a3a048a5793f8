package org.keyspike.pipeline.mining;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.audio.AudioAugmentation;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.Sounds;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.features.Recordings;
import org.keyspike.synthesis.Talk;

/**
 * Talk whose turns are varied as the recipe varies training clips: in rooms and noise, through
 * microphones, each turn by draws of its own. What is mixed in from other clips comes from other
 * turns of the piece; a piece of one turn stays as it is where that is asked for.
 *
 * @param talk as it is
 * @param settings how training clips are varied
 * @param background recordings of noise
 * @param seed of all draws
 */
public record TalkInNoise(
    Talk talk, AudioAugmentationSettings settings, Sounds background, long seed) implements Talk {
  /** Purpose of these draws, so that no seed is used twice. */
  private static final int NOISE = 11;

  @Override
  public String name() {
    return talk.name();
  }

  @Override
  public int pieces() {
    return talk.pieces();
  }

  @Override
  public Reader reader() {
    Reader reader = talk.reader();
    return piece -> varied(piece, reader.read(piece));
  }

  private Piece varied(int number, Piece piece) {
    List<Turn> turns = piece.turns();
    if (turns.size() < 2 && settings.mixesClips()) {
      return piece;
    }
    float[] samples = piece.samples().clone();
    Recordings parts =
        new Recordings(
            IntStream.range(0, turns.size())
                .mapToObj(
                    turn ->
                        Arrays.copyOfRange(
                            piece.samples(), turns.get(turn).start(), piece.end(turn)))
                .toList());
    AudioAugmentation augmentation = new AudioAugmentation(settings, parts, background);
    for (int turn = 0; turn < turns.size(); turn++) {
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, NOISE, number, turn));
      float[] varied = augmentation.varied(turn, random);
      System.arraycopy(varied, 0, samples, turns.get(turn).start(), varied.length);
    }
    return new Piece(samples, turns);
  }
}
