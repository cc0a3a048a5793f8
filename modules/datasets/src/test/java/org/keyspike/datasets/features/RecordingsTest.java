package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Made;

class RecordingsTest {
  @Test
  void partsAreReadFromMemory(@TempDir Path folder) throws IOException {
    Path first = Made.clip(folder, "a.wav", 300);
    Path second = Made.clip(folder, "b.wav", 200);
    Recordings recordings = Recordings.read(List.of(first, second));
    assertEquals(2, recordings.size());
    assertEquals(200, recordings.length(1));
    float[] read = new float[12];
    recordings.read(1, 190, read, 2, 10);
    float[] whole = AudioFiles.read(second).samples();
    assertArrayEquals(Arrays.copyOfRange(whole, 190, 200), Arrays.copyOfRange(read, 2, 12));
    assertThrows(IndexOutOfBoundsException.class, () -> recordings.read(1, 191, read, 0, 10));
  }
}
