package org.keyspike.engine.vector;

import java.util.Arrays;

/**
 * The input of a layer on one shard, channel by channel late ({@link Delays}). Forward, every event
 * moves to the row where it is due. Backward, gradients move the same way back, and each event adds
 * the gradients around it to the correlations that its channel's delay learns from: the work goes
 * with the events.
 */
final class DelayedInput {
  /** Channels whose gradients are brought into the order of time together: a cache line. */
  private static final int CHANNELS = 16;

  private final PassContext context;
  private final Delays delays;
  private final Shard shard;
  private final Events input;

  /** Rows of a frame: its steps' clips. */
  private final int block;

  private final int frames;

  /** The events by channels: those of channel j from {@code start[j]}, clip after clip. */
  private final int[] start;

  private final int[] row;
  private final float[] value;
  private final double[] gradient;

  /**
   * @param input what the layer below has put out
   * @param rowsPerFrame rows of it a frame and clip, 1 or TS
   */
  DelayedInput(PassContext context, Delays delays, Shard shard, Events input, int rowsPerFrame) {
    this.context = context;
    this.delays = delays;
    this.shard = shard;
    this.input = input;
    block = rowsPerFrame * shard.clips();
    frames = shard.frames();
    int entries = input.start()[input.rows()];
    start = context.pool().integers(delays.channels() + 1);
    row = context.pool().integers(entries);
    value = input.value() == null ? null : context.pool().floats(entries);
    gradient = new double[delays.channels()];
  }

  /** The events as they arrive; rows are in ascending order of channels. */
  Events arriving() {
    int rows = input.rows();
    Events late =
        new Events(
            rows,
            input.width(),
            context.pool().integers(rows + 1),
            context.pool().integers(row.length),
            value == null ? null : context.pool().floats(row.length));
    int[] due = late.start();
    Arrays.fill(due, 0, rows + 1, 0);
    byChannels(due);
    for (int r = 0; r < rows; r++) {
      due[r + 1] += due[r];
    }
    for (int j = 0; j < delays.channels(); j++) {
      int shift = delays.frames(j) * block;
      for (int e = start[j]; e < start[j + 1]; e++) {
        int to = row[e] + shift;
        if (to < rows) {
          int place = due[to]++;
          late.index()[place] = j;
          if (value != null) {
            late.value()[place] = value[e];
          }
        }
      }
    }
    moveBack(due, rows);
    return late;
  }

  /**
   * Sorts events by channels, and within one by series: clips and steps, each in time.
   *
   * @param due counts the events that become due in row r at r + 1
   */
  private void byChannels(int[] due) {
    int rows = input.rows();
    Arrays.fill(start, 0, delays.channels() + 1, 0);
    for (int r = 0; r < rows; r++) {
      for (int e = input.start()[r]; e < input.start()[r + 1]; e++) {
        int j = input.index()[e];
        start[j + 1]++;
        int to = r + delays.frames(j) * block;
        if (to < rows) {
          due[to + 1]++;
        }
      }
    }
    for (int j = 0; j < delays.channels(); j++) {
      start[j + 1] += start[j];
    }
    for (int series = 0; series < block; series++) {
      for (int r = series; r < rows; r += block) {
        for (int e = input.start()[r]; e < input.start()[r + 1]; e++) {
          int place = start[input.index()[e]]++;
          row[place] = r;
          if (value != null) {
            value[place] = input.value()[e];
          }
        }
      }
    }
    moveBack(start, delays.channels());
  }

  /** Starts that have moved to the next one's place go back. */
  private static void moveBack(int[] starts, int count) {
    System.arraycopy(starts, 0, starts, 1, count);
    starts[0] = 0;
  }

  /**
   * The gradients by the delays, from those by what arrives.
   *
   * @param g rows with the stride of the channels
   * @param factor what an event counts
   */
  void learn(float[] g, float factor) {
    int longest = 0;
    for (int j = 0; j < delays.channels(); j++) {
      longest = Math.max(longest, delays.count(j));
    }
    float[] inTime = new float[CHANNELS * frames];
    float[] correlations = new float[CHANNELS * longest];
    int[] next = new int[CHANNELS];
    for (int from = 0; from < delays.channels(); from += CHANNELS) {
      int channels = Math.min(CHANNELS, delays.channels() - from);
      System.arraycopy(start, from, next, 0, channels);
      Arrays.fill(correlations, 0);
      for (int series = 0; series < block; series++) {
        transpose(g, series, from, channels, inTime);
        for (int c = 0; c < channels; c++) {
          next[c] =
              correlate(from + c, series, next[c], inTime, c * frames, correlations, c * longest);
        }
      }
      for (int c = 0; c < channels; c++) {
        gradient[from + c] = factor * delays.gradient(from + c, correlations, c * longest);
      }
    }
  }

  /** The gradients of some channels in a series, each in time. */
  private void transpose(float[] g, int series, int from, int channels, float[] inTime) {
    int stride = context.geometry().stride(input.width());
    for (int t = 0; t < frames; t++) {
      int at = Geometry.ORIGIN + (t * block + series) * stride + from;
      for (int c = 0; c < channels; c++) {
        inTime[c * frames + t] = g[at + c];
      }
    }
  }

  /** Adds the gradients around each event of a channel in a series; returns where the next is. */
  private int correlate(
      int channel, int series, int event, float[] g, int base, float[] sums, int sumBase) {
    int first = delays.first(channel);
    int count = delays.count(channel);
    int clip = series % shard.clips();
    int e = event;
    for (; e < start[channel + 1] && row[e] % block == series; e++) {
      int frame = row[e] / block;
      // Nothing beyond a clip's end.
      if (shard.valid(frame, clip)) {
        int low = Math.max(0, -(frame + first));
        int high = Math.min(count, frames - frame - first);
        int shift = base + frame + first;
        float x = value == null ? 1 : value[e];
        for (int i = low; i < high; i++) {
          sums[sumBase + i] += x * g[shift + i];
        }
      }
    }
    return e;
  }

  /** Moves gradients by what arrives to the rows where it came from, in place. */
  void back(float[] g) {
    int channels = delays.channels();
    int stride = context.geometry().stride(input.width());
    for (int r = 0; r < input.rows(); r++) {
      int at = Geometry.ORIGIN + r * stride;
      for (int j = 0; j < channels; j++) {
        int shift = delays.frames(j) * block;
        g[at + j] = r + shift < input.rows() ? g[at + shift * stride + j] : 0;
      }
    }
  }

  /** What {@link #learn} found, (M). */
  double[] gradient() {
    return gradient;
  }
}
