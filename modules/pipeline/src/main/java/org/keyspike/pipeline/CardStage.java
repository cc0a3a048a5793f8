package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.pipeline.results.ModelCard;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.RunCosts;

/** Image, and what is known of it so far → model card beside it. */
record CardStage(Run run) implements Stage {
  @Override
  public String name() {
    return "card";
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    for (Path file :
        List.of(
            run.folder().image(),
            run.folder().answers(),
            run.folder().trainedClips(),
            validation())) {
      inputs.add(Hashes.sha256Hex(file));
    }
    inputs.add(detector().map(RecordWriter::json).orElse(""));
    WeightImage image = ImageReader.read(run.folder().image());
    inputs.add(RecordWriter.json(run.recipe().simulation().machine(image)));
    if (verified()) {
      inputs.add(Hashes.sha256Hex(run.folder().results()));
      inputs.add(Files.exists(run.folder().costs()) ? Hashes.sha256Hex(run.folder().costs()) : "");
    }
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().modelCard());
  }

  @Override
  public String perform() throws IOException {
    RunFolder folder = run.folder();
    WeightImage image = ImageReader.read(folder.image());
    boolean verified = verified();
    Map<String, Path> files = new LinkedHashMap<>();
    for (Path file :
        List.of(folder.image(), folder.answers(), folder.quantized(), folder.trainedClips())) {
      files.put(folder.path().relativize(file).toString().replace('\\', '/'), file);
    }
    new ModelCard(
            run.features().dataset().name() + ", seed " + run.recipe().seed(),
            image,
            verified ? Optional.of(Results.read(folder.results())) : Optional.empty(),
            Optional.of(PartResult.read(validation())),
            Optional.of(costs(image, verified)),
            detector(),
            ModelCard.commands("."),
            files)
        .write(folder.modelCard());
    return verified ? "with the test part's results" : "the test part is not scored yet";
  }

  /** How the detector was chosen; nothing where every frame has a label. */
  private Optional<DetectorChoice> detector() throws IOException {
    return run.recipe().dataset().frameWise()
        ? Optional.empty()
        : Optional.of(DetectorChoice.read(run.folder().detector()));
  }

  private Path validation() {
    return run.folder().validation(RunFolder.QUANTIZED);
  }

  private RunCosts costs(WeightImage image, boolean verified) throws IOException {
    RunFolder folder = run.folder();
    return verified && Files.exists(folder.costs())
        ? RunCosts.read(folder.costs())
        : RunCosts.ofAnswers(
            folder.image(),
            image,
            run.recipe().simulation().machine(image),
            KnownAnswersReader.read(folder.answers()));
  }

  /** Whether the results that lie there are of this image. */
  private boolean verified() throws IOException {
    return new Pipeline(run.folder(), run.progress()).finished(List.of(new VerifyStage(run)));
  }
}
