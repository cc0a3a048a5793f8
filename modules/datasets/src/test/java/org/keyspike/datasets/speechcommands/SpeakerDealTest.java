package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.Split;

class SpeakerDealTest {
  @Test
  void aSpeakerIsInOnePart() {
    for (int n = 1; n <= 25; n++) {
      List<Path> clips =
          IntStream.range(0, n)
              .mapToObj(i -> Path.of("word", "speaker" + i + "_nohash_0.wav"))
              .toList();
      SpeakerDeal deal = SpeakerDeal.of(List.of(clips));
      int[] counts = new int[3];
      clips.forEach(clip -> counts[deal.split(clip).ordinal()]++);
      int tenth = Math.max(1, Math.round(n / 10f));
      assertEquals(n >= 3 ? tenth : 0, counts[Split.VALIDATION.ordinal()], "of " + n);
      assertEquals(n >= 2 ? tenth : 0, counts[Split.TEST.ordinal()], "of " + n);
      assertEquals(
          deal.split(clips.get(0)),
          deal.split(Path.of("other", "speaker0_nohash_7.wav")),
          "whatever is said");
    }
  }
}
