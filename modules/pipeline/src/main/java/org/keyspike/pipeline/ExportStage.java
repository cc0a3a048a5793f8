package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.Clips;

/**
 * Checkpoint on the integer grid → weight image, known answers beside it, and the network at the
 * limits with its own.
 */
record ExportStage(Run run) implements Stage {
  /** Decides, with what is named beside it, what the files of the network at the limits are. */
  private static final String LIMITS = "limits 1";

  @Override
  public String name() {
    return "export";
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        Hashes.sha256Hex(run.folder().quantized()),
        RecordWriter.json(run.recipe().hardware()),
        run.features().store().contentHash(),
        LIMITS);
  }

  @Override
  public List<Path> outputs() {
    List<Path> outputs = new ArrayList<>(List.of(run.folder().image(), run.folder().answers()));
    outputs.addAll(run.folder().limits().all());
    return outputs;
  }

  @Override
  public String perform() throws IOException {
    WeightImage image =
        WeightImage.of(
            run.folder().quantized(),
            run.recipe().hardware().lanes(),
            run.recipe().hardware().packing());
    LabelledFeatures validation =
        NetworkInput.by(Checkpoint.read(run.folder().quantized()))
            .of(run.features().part(Split.VALIDATION));
    int count = Math.min(run.recipe().hardware().knownAnswers(), validation.size());
    List<byte[]> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Evenly spread, so that they are of different classes.
      clips.add(Clips.quantized(validation, (int) ((long) i * validation.size() / count)));
    }
    ImageWriter.write(image, run.folder().image());
    KnownAnswersWriter.write(KnownAnswers.of(image, clips), run.folder().answers());
    run.folder().limits().write(image);
    return ImageWriter.bytes(image).length + " bytes, " + count + " known answers";
  }
}
