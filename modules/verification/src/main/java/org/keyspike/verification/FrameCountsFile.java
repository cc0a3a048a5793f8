package org.keyspike.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.simulator.FrameCounts;

/**
 * The file of what every frame of every clip costs: one JSON object a line, integers only; the last
 * line is the total.
 */
public final class FrameCountsFile {
  private FrameCountsFile() {}

  private record FrameLine(int clip, int frame, FrameCounts counts) {}

  /** Runs all clips and writes their counts, whole or not at all. */
  public static TestBench.Outcome write(
      Path file, TestBench bench, TestClips clips, ProgressListener progress) throws IOException {
    AtomicReference<TestBench.Outcome> outcome = new AtomicReference<>();
    AtomicFiles.write(
        file,
        out -> {
          outcome.set(
              bench.run(
                  clips,
                  Optional.empty(),
                  progress,
                  (clip, frames) -> {
                    for (int t = 0; t < frames.size(); t++) {
                      line(out, new FrameLine(clip, t, frames.get(t)));
                    }
                  }));
          line(out, outcome.get().counts());
        });
    return outcome.get();
  }

  private static void line(OutputStream out, Object record) {
    try {
      out.write((RecordWriter.json(record) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
