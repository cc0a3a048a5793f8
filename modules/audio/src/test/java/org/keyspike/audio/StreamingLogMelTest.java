package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamingLogMelTest {
  private static final FrontEndSettings SETTINGS = new FrontEndSettings(40, 100);

  @Property(tries = 200)
  void anyChunksGiveTheOfflineBits(
      @ForAll long seed,
      @ForAll @IntRange(max = 5_000) int length,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 1_000) Integer> chunks) {
    float[] samples = LogMelTest.signal(seed, length, 0.5);
    StreamingLogMel streaming = new StreamingLogMel(SETTINGS);
    float[] expected = new LogMel(SETTINGS).features(samples);
    assertArrayEquals(expected, streamed(streaming, samples, chunks));
    streaming.reset();
    assertArrayEquals(expected, streamed(streaming, samples, List.of(length + 1)), "after reset");
  }

  @Test
  void aFrameComesWithItsLastSample() {
    StreamingLogMel streaming = new StreamingLogMel(SETTINGS);
    int[] frames = {0};
    float[] samples = LogMelTest.signal(1, 1_000, 0.5);
    for (int i = 0; i < samples.length; i++) {
      streaming.accept(samples, i, 1, features -> frames[0]++);
      assertEquals((i + 1) / 160, frames[0], "after sample " + i);
    }
    streaming.accept(samples, 0, 0, features -> frames[0]++);
    assertEquals(6, frames[0]);
  }

  /** The rest of the chunk is lost with the exception, but the frames before it stand. */
  @Test
  void aFailingConsumerLeavesAUsableStream() {
    StreamingLogMel streaming = new StreamingLogMel(SETTINGS);
    float[] samples = LogMelTest.signal(1, 320, 0.5);
    FrameConsumer failing =
        features -> {
          throw new IllegalStateException("full");
        };
    assertThrows(IllegalStateException.class, () -> streaming.accept(samples, 0, 160, failing));
    float[] second = new float[40];
    streaming.accept(samples, 160, 160, features -> System.arraycopy(features, 0, second, 0, 40));
    float[] expected = new LogMel(SETTINGS).features(samples);
    assertArrayEquals(Arrays.copyOfRange(expected, 40, 80), second);
  }

  @Test
  void aRangeOutsideTheArrayIsRefused() {
    StreamingLogMel streaming = new StreamingLogMel(SETTINGS);
    float[] samples = new float[10];
    assertThrows(
        IndexOutOfBoundsException.class, () -> streaming.accept(samples, 5, 6, features -> {}));
  }

  private static float[] streamed(
      StreamingLogMel streaming, float[] samples, List<Integer> chunks) {
    float[] features = new float[LogMel.frames(samples.length) * SETTINGS.bands()];
    int[] at = {0};
    int from = 0;
    for (int i = 0; from < samples.length; i++) {
      int count = Math.min(chunks.get(i % chunks.size()), samples.length - from);
      streaming.accept(
          samples,
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
