package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamingIntegerLogMelTest {
  private static final FrontEndSettings PLAIN = FrontEndSettings.integer(40, 7);
  private static final FrontEndSettings TRACKED =
      new FrontEndSettings(FrontEndKind.INTEGER, 40, 1 << 10, new BackgroundSettings(6, 3, 205));
  private static final FrontEndSettings NORMALIZED =
      FrontEndSettings.integer(40, 14).withPcen(new PcenSettings(250, 6, 4, 16, 128, 4));

  @Property(tries = 100)
  void anyChunksGiveTheClipsBits(
      @ForAll long seed,
      @ForAll @IntRange(max = 2) int kind,
      @ForAll boolean floats,
      @ForAll @IntRange(max = 5_000) int length,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1_000) Integer> chunks) {
    FrontEndSettings settings = List.of(PLAIN, TRACKED, NORMALIZED).get(kind);
    float[] samples = LogMelTest.signal(seed, length, 1.5);
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(settings);
    byte[] expected = new IntegerLogMel(settings).features(integers(samples));
    assertArrayEquals(expected, streamed(streaming, samples, floats, chunks));
    streaming.reset();
    assertArrayEquals(expected, streamed(streaming, samples, !floats, List.of(77)), "after reset");
  }

  @Test
  void tablesFromElsewhereGiveTheSame() {
    float[] samples = LogMelTest.signal(1, 2_000, 0.5);
    StreamingIntegerLogMel streaming =
        new StreamingIntegerLogMel(
            FrontEndTables.of(40), 10, Optional.of(new BackgroundSettings(6, 3, 205)));
    byte[] expected = new IntegerLogMel(TRACKED).features(integers(samples));
    assertArrayEquals(expected, streamed(streaming, samples, false, List.of(500)));
  }

  @Test
  void aFrameComesWithItsLastSample() {
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(PLAIN);
    int[] frames = {0};
    short[] samples = integers(LogMelTest.signal(1, 1_000, 0.5));
    for (int i = 0; i < samples.length; i++) {
      streaming.accept(samples, i, 1, units -> frames[0]++);
      assertEquals((i + 1) / 160, frames[0], "after sample " + i);
    }
    streaming.accept(samples, 0, 0, units -> frames[0]++);
    assertEquals(6, frames[0]);
  }

  /** What is left in the window goes with the gap, whether or not it completed a frame. */
  @Test
  void aGapClearsTheWindow() {
    float[] before = LogMelTest.signal(1, 1_700, 0.5);
    float[] after = LogMelTest.signal(2, 1_000, 0.1);
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(PLAIN);
    streamed(streaming, before, false, List.of(100));
    streaming.gap();
    byte[] expected = new IntegerLogMel(PLAIN).features(integers(after));
    assertArrayEquals(expected, streamed(streaming, after, false, List.of(100)));
  }

  @Test
  void theBackgroundGoesOnOverAGap() {
    goesOnOverAGap(TRACKED);
  }

  @Test
  void smoothedEnergiesGoOnOverAGap() {
    goesOnOverAGap(NORMALIZED);
  }

  private static void goesOnOverAGap(FrontEndSettings settings) {
    short[] before = integers(LogMelTest.signal(1, 1_700, 0.5));
    short[] after = integers(LogMelTest.signal(2, 1_000, 0.1));
    IntegerLogMel frameByFrame = new IntegerLogMel(settings);
    frameByFrame.features(before);
    byte[] expected = new byte[6 * 40];
    for (int t = 0; t < 6; t++) {
      frameByFrame.frame(after, 160 * (t + 1) - 400, expected, 40 * t);
    }
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(settings);
    streaming.accept(before, 0, before.length, units -> {});
    streaming.gap();
    assertArrayEquals(expected, streamed(streaming, after, List.of(300)));
    assertFalse(
        Arrays.equals(expected, new IntegerLogMel(settings).features(after)),
        "what came before the gap counts");
  }

  /** The rest of the chunk is lost with the exception, but the frames before it stand. */
  @Test
  void aFailingConsumerLeavesAUsableStream() {
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(PLAIN);
    short[] samples = integers(LogMelTest.signal(1, 320, 0.5));
    UnitFrameConsumer failing =
        units -> {
          throw new IllegalStateException("full");
        };
    assertThrows(IllegalStateException.class, () -> streaming.accept(samples, 0, 160, failing));
    byte[] second = new byte[40];
    streaming.accept(samples, 160, 160, units -> System.arraycopy(units, 0, second, 0, 40));
    byte[] expected = new IntegerLogMel(PLAIN).features(samples);
    assertArrayEquals(Arrays.copyOfRange(expected, 40, 80), second);
  }

  @Test
  void aRangeOutsideTheArrayIsRefused() {
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(PLAIN);
    assertThrows(
        IndexOutOfBoundsException.class, () -> streaming.accept(new short[10], 5, 6, units -> {}));
    assertThrows(
        IndexOutOfBoundsException.class, () -> streaming.accept(new float[10], -1, 6, units -> {}));
  }

  @Test
  void allocatesNothing() {
    allocatesNothing(TRACKED);
  }

  @Test
  void allocatesNothingWhereEnergiesAreNormalized() {
    allocatesNothing(NORMALIZED);
  }

  private static void allocatesNothing(FrontEndSettings settings) {
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(settings);
    float[] floats = LogMelTest.signal(5, 1_000, 0.5);
    short[] samples = integers(floats);
    byte[] last = new byte[40];
    UnitFrameConsumer consumer = units -> System.arraycopy(units, 0, last, 0, 40);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    int frames = 5_000;
    long before = 0;
    for (int i = -1_000; i < frames; i++) {
      if (i == 0) {
        before = threads.getThreadAllocatedBytes(self);
      }
      streaming.accept(samples, 7 * (i & 63), 100, consumer);
      streaming.accept(floats, 11 * (i & 63), 60, consumer);
      if (i % 100 == 0) {
        streaming.gap();
      }
    }
    long perFrame = (threads.getThreadAllocatedBytes(self) - before) / frames;
    assertEquals(0, perFrame, "bytes per frame");
  }

  /** Levels over 1 saturate. */
  static short[] integers(float[] samples) {
    short[] integers = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      integers[i] = Pcm16.of(samples[i]);
    }
    return integers;
  }

  private static byte[] streamed(
      StreamingIntegerLogMel streaming, float[] samples, boolean floats, List<Integer> chunks) {
    return floats
        ? collected(
            samples.length, chunks, (from, count, to) -> streaming.accept(samples, from, count, to))
        : streamed(streaming, integers(samples), chunks);
  }

  private static byte[] streamed(
      StreamingIntegerLogMel streaming, short[] samples, List<Integer> chunks) {
    return collected(
        samples.length, chunks, (from, count, to) -> streaming.accept(samples, from, count, to));
  }

  /** What takes one chunk. */
  private interface Taker {
    void take(int from, int count, UnitFrameConsumer consumer);
  }

  private static byte[] collected(int length, List<Integer> chunks, Taker taker) {
    byte[] features = new byte[LogMel.frames(length) * 40];
    int[] at = {0};
    int from = 0;
    for (int i = 0; from < length; i++) {
      // Chunks may be empty, but not for ever.
      int asked = i < chunks.size() ? chunks.get(i) : 160;
      int count = Math.min(asked, length - from);
      taker.take(
          from,
          count,
          frame -> {
            System.arraycopy(frame, 0, features, at[0], frame.length);
            at[0] += frame.length;
          });
      from += count;
    }
    assertEquals(features.length, at[0], "frames");
    return features;
  }
}
