package org.keyspike.experiment.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.Interval;

/** False alarms of many files, counted. */
class FolderAlarmsTest {
  private static FolderAlarms alarms(List<FolderAlarms.HeardFile> files) {
    FolderCount count =
        new FolderCount(
            files.size() + 2,
            files.stream().mapToDouble(FolderAlarms.HeardFile::hours).sum(),
            List.of(new FolderCount.Broken("b.wav", "found nothing")),
            1,
            "3 .mp3");
    return FolderAlarms.of("out", "cafe", List.of("yes", "no"), List.of(0.75, 0.5), files, count);
  }

  @Test
  void everyWordHasARateWithBothIntervals() {
    List<FolderAlarms.HeardFile> files = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      files.add(
          new FolderAlarms.HeardFile("f" + i, 0.5, i == 3 ? List.of(6, 1) : List.of(i % 2, 0)));
    }
    FolderAlarms found = alarms(files);
    FolderAlarms.Word all = found.words().get(0);
    assertEquals(FolderAlarms.ALL, all.word());
    assertEquals(0.5, all.threshold());
    assertEquals(16, all.falseAlarms());
    assertEquals(1.6, all.perHour());
    assertEquals(new FalseAlarms(16, 10).interval(), all.events());
    assertEquals(Interval.Unit.FILES, all.files().by());
    assertTrue(
        all.files().upper() > all.events().upper(), "one file has many: " + all.files().upper());
    assertEquals(15, found.words().get(1).falseAlarms());
    assertEquals(1, found.words().get(2).falseAlarms());
    assertEquals(List.of(new FolderAlarms.Worst("f3", 0.5, 7)), found.worst());
    String text = found.text();
    assertTrue(text.contains("| all  | 0.5000    | 16           | 1.60    |"), text);
    assertTrue(
        text.contains(
            "files: 22, 10.00 h of sound; 1 left out, as a keyword is said; left out, as only .wav"
                + " and .flac are read: 3 .mp3"),
        text);
    assertTrue(text.contains("broken: 1\n  b.wav: found nothing"), text);
    assertTrue(text.contains("f3: 7 in 0.500 h, 14.0 an hour"), text);
  }

  @Test
  void withoutAnAlarmTheIntervalIsThatOfTheTime() {
    List<FolderAlarms.HeardFile> files =
        List.of(
            new FolderAlarms.HeardFile("a", 1, List.of(0, 0)),
            new FolderAlarms.HeardFile("b", 2, List.of(0, 0)));
    FolderAlarms.Word all = alarms(files).words().get(0);
    assertEquals(new Interval(0, 1, Interval.Unit.EVENTS, 0), all.files());
    assertEquals(all.events(), all.files());
  }

  @Test
  void ofFeaturesTheFramesAreSaid() {
    FolderCount count = new FolderCount(1, 0.5, List.of(), 0, "");
    assertEquals(
        "out/parts: 180,000 frames of 40 bands; files: 1, 0.50 h of sound",
        new FolderFeatures("out", 40, 180_000, count).text());
    assertEquals("out", new FolderPass("in", "out").out());
  }
}
