package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
      int tenth = Math.max(n >= 10 ? 2 : 1, Math.round(n / 10f));
      assertEquals(n >= 3 ? tenth : 0, counts[Split.VALIDATION.ordinal()], "of " + n);
      assertEquals(n >= 2 ? tenth : 0, counts[Split.TEST.ordinal()], "of " + n);
      assertEquals(
          deal.split(clips.get(0)),
          deal.split(Path.of("other", "speaker0_nohash_7.wav")),
          "whatever is said");
    }
  }

  /** One of twenty speakers says as much as nine others, and two of them one word more than all. */
  private static Map<String, List<Path>> uneven() {
    Map<String, List<Path>> clips = new TreeMap<>();
    for (int s = 0; s < 20; s++) {
      int count = s == 3 ? 90 : 8 + s % 5;
      for (int i = 0; i < count; i++) {
        for (String word : s == 14 || s == 2 ? List.of("yes", "no") : List.of("yes")) {
          clips
              .computeIfAbsent(word, w -> new ArrayList<>())
              .add(Path.of(word, "s" + s + "_nohash_" + i + ".wav"));
        }
      }
    }
    return clips;
  }

  /** In the order of the hash alone, s3 would validate with 90 of its 98 clips. */
  @Test
  void noSpeakerDominatesValidationOrTest() {
    Map<String, List<Path>> clips = uneven();
    SpeakerDeal deal = SpeakerDeal.of(clips.values());
    List<Path> all = clips.values().stream().flatMap(List::stream).toList();
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      Map<String, Long> bySpeaker =
          all.stream()
              .filter(clip -> deal.split(clip) == split)
              .collect(Collectors.groupingBy(HashRule::speaker, Collectors.counting()));
      assertEquals(2, bySpeaker.size());
      long sum = bySpeaker.values().stream().mapToLong(n -> n).sum();
      assertTrue(
          bySpeaker.values().stream().allMatch(n -> n <= 0.7 * sum), split + " " + bySpeaker);
      assertTrue(bySpeaker.keySet().stream().noneMatch("s3"::equals), split + " " + bySpeaker);
    }
    assertEquals(deal, SpeakerDeal.of(uneven().values()), "the same recordings, the same deal");
  }

  /**
   * "no" is said by two speakers, who in the order of the hash alone would both test: none would be
   * left to learn from.
   */
  @Test
  void everyClassIsLeftToLearnFrom() {
    SpeakerDeal deal = SpeakerDeal.of(uneven().values());
    assertTrue(
        deal.parts().get("s14") == Split.TRAIN || deal.parts().get("s2") == Split.TRAIN,
        () -> deal.parts().toString());
  }

  /** Trying every pair of 600 speakers by summing all of them anew would take minutes. */
  @Test
  void manySpeakersAreDealtInATimeThatNobodyNotices() {
    List<List<Path>> clips = new ArrayList<>();
    for (int word = 0; word < 10; word++) {
      List<Path> ofWord = new ArrayList<>();
      for (int s = 0; s < 600; s++) {
        for (int i = 0; i < 1 + (s * 7 + word) % 5; i++) {
          ofWord.add(Path.of("w" + word, "s" + s + "_nohash_" + i + ".wav"));
        }
      }
      clips.add(ofWord);
    }
    SpeakerDeal deal =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SpeakerDeal.of(clips));
    assertEquals(60, deal.parts().values().stream().filter(Split.TEST::equals).count());
    long clipsOfTest =
        clips.stream().flatMap(List::stream).filter(c -> deal.split(c) == Split.TEST).count();
    long all = clips.stream().mapToLong(List::size).sum();
    assertEquals(0.1, (double) clipsOfTest / all, 0.001);
  }
}
