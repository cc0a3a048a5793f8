package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.Split;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.adaptation.AdaptedSpeakers;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;

/**
 * The images before and after an adaptation on the test part of the recordings → what it was worth.
 */
record AdaptedStage(Run run) implements Stage {
  @Override
  public String name() {
    return "adapted";
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        Hashes.sha256Hex(run.folder().checkpoint(RunFolder.UNADAPTED)),
        Hashes.sha256Hex(run.folder().image()),
        run.recordings().orElseThrow().store().contentHash());
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().adaptation());
  }

  @Override
  public String perform() throws IOException {
    Features own = run.recordings().orElseThrow();
    WeightImage before =
        WeightImage.of(
            run.folder().checkpoint(RunFolder.UNADAPTED),
            run.recipe().hardware().lanes(),
            run.recipe().hardware().packing());
    AdaptedSpeakers worth =
        AdaptedSpeakers.of(
            own.dataset(),
            run.recipe().adaptation().layers(),
            own.part(Split.TRAIN).size(),
            score(own, RunFolder.UNADAPTED, before),
            score(own, RunFolder.QUANTIZED, ImageReader.read(run.folder().image())));
    worth.write(run.folder().adaptation());
    return worth.text();
  }

  private Score score(Features own, String checkpoint, WeightImage image) throws IOException {
    return TestBench.integer(
        image,
        NetworkInput.by(Checkpoint.read(run.folder().checkpoint(checkpoint)))
            .of(own.part(Split.TEST)),
        Optional.empty(),
        run.progress());
  }
}
