package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;

/** The weight image of a checkpoint file. */
public final class CheckpointExport {
  private CheckpointExport() {}

  /**
   * Makes the image.
   *
   * @param lanes outputs in a weight word
   * @param packing of its matrices
   * @throws InputException if the checkpoint is not on the integer grid
   * @throws org.keyspike.io.InputException if the file is no checkpoint
   */
  public static WeightImage image(Path file, int lanes, Packing packing) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(file);
    if (checkpoint.spec().format() == null) {
      throw new InputException(
          file, "a float network", "one on the integer grid, as keyspike compress makes it");
    }
    Map<String, String> provenance = new TreeMap<>(checkpoint.provenance());
    provenance.put("checkpoint", Hashes.sha256Hex(file));
    return WeightImage.of(
            Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()),
            checkpoint.classes(),
            provenance,
            lanes,
            packing)
        .withKept(checkpoint.kept());
  }

  /** Writes the image to a file, whole or not at all. */
  public static void write(Path checkpoint, Path image, int lanes, Packing packing)
      throws IOException {
    ImageWriter.write(image(checkpoint, lanes, packing), image);
  }
}
