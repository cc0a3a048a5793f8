package org.keyspike.engine.vector;

import java.util.Locale;
import java.util.stream.IntStream;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;

/** The check that what clips take fits in arrays, whose lengths are int. */
final class Extents {
  /** Values of the longest array; {@link ArrayPool} rounds lengths up by a sixteenth at most. */
  private static final long LONGEST = Integer.MAX_VALUE / 17L * 16;

  private Extents() {}

  /**
   * Refuses clips that are too long: what is kept of a shard is at most (T · TS + TS, clips, widest
   * row).
   *
   * @throws SpecException naming the frames and how many there may be
   */
  static void require(NetworkSpec spec, Batch batch, Geometry geometry) {
    int classes = spec.readout().classes();
    int widest =
        IntStream.concat(
                spec.layers().stream().mapToInt(LayerSpec::neurons),
                IntStream.of(spec.channels(), batch.frameWise() ? classes : 1))
            .map(geometry::stride)
            .max()
            .orElseThrow();
    int clips = Math.min(Shard.CLIPS, batch.size());
    long row = (long) clips * spec.timeSteps() * widest;
    if ((batch.frames() + 1) * row > LONGEST) {
      throw new SpecException(
          "batch",
          String.format(
              Locale.ROOT,
              "clips of %d frames, %d together, in rows of up to %d values",
              batch.frames(),
              clips,
              widest),
          String.format(Locale.ROOT, "at most %d frames", LONGEST / row - 1));
    }
  }

  /**
   * Values of an answer for every frame of a batch.
   *
   * @param width values a frame
   * @throws SpecException if they are more than an array holds
   */
  static int answers(Batch batch, int frames, int width) {
    long values = (long) batch.size() * frames * width;
    if (values > LONGEST) {
      throw new SpecException(
          "batch",
          String.format(
              Locale.ROOT,
              "%d clips of %d frames with %d values each",
              batch.size(),
              frames,
              width),
          String.format(Locale.ROOT, "at most %d values together", LONGEST));
    }
    return (int) values;
  }
}
