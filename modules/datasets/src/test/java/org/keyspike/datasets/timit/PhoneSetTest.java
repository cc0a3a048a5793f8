package org.keyspike.datasets.timit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhoneSetTest {
  private static final List<String> PHONES = TimitPhones.TRAINING_CLASSES;

  private static int[] said(String phones) {
    return Arrays.stream(phones.split(" ")).mapToInt(PHONES::indexOf).toArray();
  }

  @Test
  void phonesAreTheirOwnClasses() {
    PhoneSet set = PhoneSet.phones();
    assertEquals(1, set.parts());
    int[] transcript = said("sil k ae sil");
    assertArrayEquals(said("sil k k k ae"), set.labels(transcript, new int[] {0, 1, 1, 1, 2}));
    assertEquals(Optional.of(set), PhoneSet.of(PHONES));
    assertArrayEquals(said(String.join(" ", PHONES)), set.phoneOfClasses());
  }

  @Test
  void rareContextsAreTied() {
    List<int[]> transcripts = new ArrayList<>();
    transcripts.add(said("sil k ae sil"));
    PhoneSet few = PhoneSet.states(transcripts);
    assertEquals(PhoneSet.STATES, few.classes().size());
    assertEquals("ae-sil.begin", few.classes().get(3 * 48));
    assertEquals("unused.0", few.classes().get(3 * (48 + 3)));
    assertEquals(PHONES.indexOf("sil"), few.phoneOfClasses()[PhoneSet.STATES - 1]);
    assertEquals(PHONES.indexOf("sil"), few.phoneOfClasses()[3 * 48]);
    List<String> labels =
        Arrays.stream(few.labels(said("sil k ae k"), new int[] {0, 1, 1, 1, 1, 1, 2, 3, 3}))
            .mapToObj(few.classes()::get)
            .toList();
    assertEquals(
        List.of(
            "*-sil.begin",
            "sil-k.begin",
            "sil-k.begin",
            "sil-k.middle",
            "sil-k.middle",
            "sil-k.end",
            "k-ae.begin",
            "*-k.begin",
            "*-k.middle"),
        labels);
    assertEquals(Optional.of(few), PhoneSet.of(few.classes()));
  }

  @Test
  void theMostFrequentPairsHaveStatesOfTheirOwn() {
    List<int[]> transcripts = new ArrayList<>();
    for (int left = 0; left < 48; left++) {
      for (int right = 0; right < 48; right++) {
        transcripts.add(new int[] {left, right});
      }
    }
    transcripts.add(said("zh zh"));
    PhoneSet many = PhoneSet.states(transcripts);
    assertEquals(PhoneSet.STATES, many.classes().size());
    assertEquals("zh-zh.begin", many.classes().get(3 * 48), "the one seen twice");
    assertEquals("aa-aa.end", many.classes().get(3 * 49 + 2), "of equals the first by name");
    assertTrue(many.classes().stream().noneMatch(name -> name.startsWith("unused")));
    assertEquals(49 * 48 * 3, many.graph().length);
  }

  @Test
  void otherClassesAreNoPhones() {
    assertEquals(Optional.empty(), PhoneSet.of(List.of("yes", "no")));
    assertEquals(Optional.empty(), PhoneSet.of(List.of("aa", "ae")));
    assertEquals(Optional.empty(), PhoneSet.of(List.of()));
  }
}
