package org.keyspike.pipeline.fuzz;

import java.util.Base64;
import java.util.SplittableRandom;
import org.keyspike.io.InputException;

/** Damaged files put to a reader for some time: it accepts them or says why not, by name. */
public final class Fuzzing {
  /** The readers that share {@code keyspike.fuzz.seconds}. */
  private static final int TARGETS = 8;

  private static final int TRIES = 2;

  /** Files of a try, however slow the machine. */
  private static final int LEAST = 40;

  private Fuzzing() {}

  /** A file of a seed, damaged. */
  @FunctionalInterface
  public interface Damage {
    byte[] draw(Mutations mutations, SplittableRandom random) throws Exception;
  }

  /** What reads it. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] content) throws Exception;
  }

  /**
   * Draws and reads for one try's part of the time.
   *
   * @throws AssertionError if none was, or with the seed and the bytes, for anything but an {@link
   *     InputException}
   */
  public static void run(long seed, Damage damage, Reader reader) throws Exception {
    double seconds = Double.parseDouble(System.getProperty("keyspike.fuzz.seconds", "4"));
    long end = System.nanoTime() + (long) (seconds * 1e9 / TARGETS / TRIES);
    int refused = 0;
    int tried = 0;
    SplittableRandom seeds = new SplittableRandom(seed);
    do {
      long drawn = seeds.nextLong();
      SplittableRandom random = new SplittableRandom(drawn);
      byte[] content = damage.draw(new Mutations(random), random);
      try {
        reader.read(content);
      } catch (InputException expected) {
        refused++;
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        String bytes = Base64.getEncoder().encodeToString(content);
        throw new AssertionError(
            "seed "
                + drawn
                + ", "
                + e
                + ", of "
                + bytes.substring(0, Math.min(9000, bytes.length())),
            e);
      }
      tried++;
    } while (System.nanoTime() < end || tried < LEAST);
    if (refused == 0) {
      throw new AssertionError("none of " + tried + " damaged files was refused");
    }
  }
}
