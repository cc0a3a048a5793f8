package org.keyspike.synthesis;

import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.audio.Bounds;
import org.keyspike.audio.Colour;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.audio.filter.Convolution;
import org.keyspike.audio.room.RoomResponse;

/**
 * Where a speaker is heard: in a room or close by, through something that colours a little.
 *
 * @param room empty for close by
 * @param colour of voice and microphone
 */
record Place(Optional<Room> room, Colour colour) {
  private static final double IN_ROOMS = 0.5;
  private static final Bounds GAINS_DB = new Bounds(-4, 4);

  /**
   * A room whose response is decaying noise.
   *
   * @param t60 time in which its sound falls by 60 dB, s
   * @param directDb direct-to-reverberant ratio, dB
   * @param seed of the noise
   */
  record Room(double t60, double directDb, long seed) {
    float[] response() {
      return RoomResponse.NOISE.of(t60, directDb, new SplittableRandom(seed));
    }
  }

  static Place draw(SplittableRandom random) {
    Optional<Room> room =
        random.nextDouble() < IN_ROOMS
            ? Optional.of(
                new Room(
                    random.nextDouble(0.08, 0.35), random.nextDouble(-3, 12), random.nextLong()))
            : Optional.empty();
    return new Place(room, Colour.draw(GAINS_DB, random));
  }

  /** Samples by which a room's sound outlasts speech. */
  int tail() {
    return room.map(own -> (int) (FrontEndSettings.SAMPLE_RATE * own.t60())).orElse(0);
  }

  /**
   * Speech as it is heard there, with the energy that it had.
   *
   * @return as many samples, which may be the same array
   */
  float[] heard(float[] speech, Convolution convolution) {
    double before = Level.rootMeanSquare(speech);
    float[] result = room.isEmpty() ? speech : convolution.of(speech, room.get().response());
    colour.apply(result);
    Level.scaleTo(result, before);
    return result;
  }
}
