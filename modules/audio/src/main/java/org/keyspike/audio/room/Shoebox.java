package org.keyspike.audio.room;

import java.util.SplittableRandom;

/**
 * A rectangular room with a source and a microphone in it.
 *
 * @param size of the room, m
 * @param source its place, m from a corner
 * @param microphone its place, m from the same corner
 * @param t60 s
 */
record Shoebox(double[] size, double[] source, double[] microphone, double t60) {
  private static final double SPEED = 343;
  private static final double EARLY_SECONDS = 0.04;
  private static final double MARGIN = 0.3;
  private static final double LEAST_DISTANCE = 0.1;
  private static final int TRIES = 20;

  /** A room whose distance between source and microphone goes with a ratio, if it has that. */
  static Shoebox drawn(double t60, double directDb, SplittableRandom random) {
    double[] size = {
      3 + 5 * random.nextDouble(), 2.5 + 3.5 * random.nextDouble(), 2.3 + 1.2 * random.nextDouble()
    };
    double wanted =
        Math.sqrt(
            volume(size)
                * 6
                * StrictMath.log(10)
                / (4 * Math.PI * SPEED * t60 * StrictMath.pow(10, directDb / 10)));
    double[] microphone = inside(size, random);
    double[] source = inside(size, random);
    double off = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIES; i++) {
      double[] other = from(microphone, wanted, size, random);
      double miss = Math.abs(distance(other, microphone) - wanted);
      if (miss < off) {
        source = other;
        off = miss;
      }
    }
    return new Shoebox(size, source, microphone, t60);
  }

  private static double[] inside(double[] size, SplittableRandom random) {
    double[] place = new double[size.length];
    for (int i = 0; i < place.length; i++) {
      place[i] = MARGIN + (size[i] - 2 * MARGIN) * random.nextDouble();
    }
    return place;
  }

  /** A place at a distance in a random direction, or where the walls keep it. */
  private static double[] from(
      double[] microphone, double distance, double[] size, SplittableRandom random) {
    double[] direction = new double[size.length];
    double length = 0;
    while (!(length > 0.1 && length <= 1)) {
      length = 0;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = 2 * random.nextDouble() - 1;
        length += direction[i] * direction[i];
      }
    }
    double[] place = new double[size.length];
    for (int i = 0; i < place.length; i++) {
      double wanted = microphone[i] + direction[i] * distance / Math.sqrt(length);
      place[i] = Math.max(MARGIN, Math.min(size[i] - MARGIN, wanted));
    }
    return place;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.max(LEAST_DISTANCE, Math.sqrt(sum));
  }

  private static double volume(double[] size) {
    return size[0] * size[1] * size[2];
  }

  /** β of the walls, for the time that the sound takes to fall. */
  double reflection() {
    double surface = 2 * (size[0] * size[1] + size[1] * size[2] + size[2] * size[0]);
    double sabine = 24 * StrictMath.log(10) / SPEED;
    return StrictMath.exp(-sabine * volume(size) / (2 * surface * t60));
  }

  /** The direct sound of amplitude 1, images, and noise after them. */
  float[] response(SplittableRandom random) {
    float[] response = new float[DecayingNoise.length(t60)];
    double direct = distance(source, microphone);
    int early = Math.min(response.length, (int) (RoomResponse.RATE * EARLY_SECONDS));
    addImages(response, early, direct);
    // What fell on the direct sound's own sample would be no reverberation.
    response[0] = 1;
    double amplitude =
        direct
            * Math.sqrt(4 * Math.PI * SPEED / (volume(size) * RoomResponse.RATE))
            * StrictMath.pow(10, -3 * direct / (SPEED * t60));
    DecayingNoise.add(response, early, amplitude, t60, random);
    return response;
  }

  private static double[] powers(double base, int most) {
    double[] powers = new double[most + 1];
    powers[0] = 1;
    for (int i = 1; i <= most; i++) {
      powers[i] = powers[i - 1] * base;
    }
    return powers;
  }

  private void addImages(float[] response, int early, double direct) {
    double reach = direct + early * SPEED / RoomResponse.RATE;
    int bouncesAtMost = 0;
    double[][] offsets = new double[3][];
    int[][] bounces = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      int most = 1 + (int) (reach / (2 * size[axis]));
      bouncesAtMost += 2 * most + 1;
      offsets[axis] = new double[2 * (2 * most + 1)];
      bounces[axis] = new int[offsets[axis].length];
      for (int n = -most; n <= most; n++) {
        for (int q = 0; q < 2; q++) {
          int at = 2 * (n + most) + q;
          offsets[axis][at] = (1 - 2 * q) * source[axis] + 2 * n * size[axis] - microphone[axis];
          bounces[axis][at] = Math.abs(n - q) + Math.abs(n);
        }
      }
    }
    double[] powers = powers(-reflection(), bouncesAtMost);
    for (int x = 0; x < offsets[0].length; x++) {
      for (int y = 0; y < offsets[1].length; y++) {
        double xy = offsets[0][x] * offsets[0][x] + offsets[1][y] * offsets[1][y];
        for (int z = 0; z < offsets[2].length && xy < reach * reach; z++) {
          double d = Math.sqrt(xy + offsets[2][z] * offsets[2][z]);
          int at = (int) Math.rint((d - direct) * RoomResponse.RATE / SPEED);
          int count = bounces[0][x] + bounces[1][y] + bounces[2][z];
          if (at >= 0 && at < early && count > 0) {
            response[at] += (float) (powers[count] * direct / Math.max(LEAST_DISTANCE, d));
          }
        }
      }
    }
  }
}
