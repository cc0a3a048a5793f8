package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.machine.TinyImage;

class BenchClipsTest {
  private static final WeightImage IMAGE = TinyImage.frameWise(4, Packing.DENSE);

  @TempDir Path folder;

  @Test
  void theFirstThreeKnownAnswersAreFed() throws Exception {
    List<byte[]> clips = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clips.add(RandomModels.features(IMAGE.model(), 2 + i, i));
    }
    Path answers = folder.resolve("answers.kska");
    Files.write(answers, KnownAnswersWriter.bytes(KnownAnswers.of(IMAGE, clips)));
    List<byte[]> fed = BenchClips.of(IMAGE, answers);
    assertEquals(3, fed.size());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(clips.get(i), fed.get(i));
    }
  }

  @Test
  void withoutThemFeaturesWander() throws Exception {
    List<byte[]> fed = BenchClips.of(IMAGE, folder.resolve("none.kska"));
    assertEquals(1, fed.size());
    assertEquals(50 * IMAGE.features().bands(), fed.get(0).length);
    byte[] clip = fed.get(0);
    int bands = IMAGE.features().bands();
    boolean moved = false;
    for (int i = bands; i < clip.length; i++) {
      int step = Math.abs((clip[i] & 0xFF) - (clip[i - bands] & 0xFF));
      assertTrue(step <= 30, "frame " + i / bands);
      moved |= step > 0;
    }
    assertTrue(moved);
  }
}
