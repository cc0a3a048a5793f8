package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.AtomicFiles;

/**
 * An image as text, for other people's simulators and tools: one file for each memory, taken from
 * the bytes of the image file, which is written beside them. The format for Verilog comes with a
 * test bench.
 */
public final class TextExport {
  private TextExport() {}

  /**
   * Writes the files.
   *
   * @return what was written
   */
  public static List<Path> write(WeightImage image, TextFormat format, Path folder)
      throws IOException {
    byte[] file = ImageWriter.bytes(image);
    List<MemorySlice> slices = MemorySlice.of(image);
    List<Path> written = new ArrayList<>();
    written.add(write(folder.resolve(WeightImage.FILE_NAME), file));
    for (MemorySlice slice : slices) {
      Path path = folder.resolve(slice.name() + "." + format.extension());
      written.add(write(path, format.bytes(slice, file)));
    }
    if (format == TextFormat.READMEMH) {
      written.add(write(folder.resolve(VerilogTestbench.NAME), VerilogTestbench.of(slices)));
    }
    return written;
  }

  /**
   * Writes the same of the network at the limits that goes beside an image, with its known answers.
   *
   * @return what was written
   */
  public static List<Path> writeLimits(WeightImage image, TextFormat format, Path folder)
      throws IOException {
    WeightImage limits = LimitsNetwork.beside(image);
    List<Path> written = new ArrayList<>(write(limits, format, folder));
    byte[] answers = KnownAnswersWriter.bytes(LimitsNetwork.answers(limits));
    written.add(write(folder.resolve(LimitsNetwork.ANSWERS_FILE), answers));
    return written;
  }

  private static Path write(Path path, byte[] content) throws IOException {
    AtomicFiles.write(path, content);
    return path;
  }
}
