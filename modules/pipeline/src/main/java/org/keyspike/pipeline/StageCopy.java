package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A copy of what stages of one run left, for another run that would do the same. Where the other's
 * recipe asks for something else, its own stages find that and do their work.
 */
public final class StageCopy {
  private StageCopy() {}

  /** Copies the float network, what it was trained with and what it is decoded with. */
  public static void floatNetwork(RunFolder from, RunFolder to) throws IOException {
    List<String> stages = new ArrayList<>(List.of(ClipsStage.NAME, TrainStage.NAME));
    StageLedger.open(from).stages().stream().filter(Mining::stage).forEach(stages::add);
    stages.add(DecodeStage.NAME);
    copy(from, to, stages);
  }

  /** Copies what comes before the integer grid, but for the list of clips. */
  static void beforeGrid(RunFolder from, RunFolder to) throws IOException {
    copy(
        from,
        to,
        StageLedger.open(from).stages().stream()
            .filter(
                stage ->
                    stage.equals(TrainStage.NAME)
                        || stage.equals(FoldStage.NAME)
                        || Mining.stage(stage)
                        || PruneStage.stage(stage))
            .toList());
  }

  /** Copies all that was done. */
  public static void all(RunFolder from, RunFolder to) throws IOException {
    copy(from, to, StageLedger.open(from).stages());
  }

  /** Copies what an analysis of the float network found, for a run with the same network. */
  public static void analysis(RunFolder from, RunFolder to) throws IOException {
    Path folder = from.analysis().getParent();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      copy(file, to.path().resolve(from.path().relativize(file)));
    }
  }

  private static void copy(RunFolder from, RunFolder to, List<String> stages) throws IOException {
    StageLedger noted = StageLedger.open(from);
    StageLedger notes = StageLedger.open(to);
    for (String stage : stages) {
      Optional<StageLedger.Entry> entry = noted.entry(stage);
      if (entry.isPresent()) {
        for (String output : entry.get().outputs().keySet()) {
          copy(from.path().resolve(output), to.path().resolve(output));
        }
        notes.done(stage, entry.get());
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    Path beside = to.resolveSibling(to.getFileName() + ".copy");
    Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
