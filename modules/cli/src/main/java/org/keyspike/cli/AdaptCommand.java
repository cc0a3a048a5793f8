package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.page.ReportStage;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.CompletedStage;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.adaptation.AdaptedSpeakers;
import org.keyspike.pipeline.recipe.AdaptationSettings;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ResultsTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code adapt}: a finished spotter and a few own recordings. */
@Command(
    name = "adapt",
    mixinStandardHelpOptions = true,
    description =
        "Adapts the spotter of a finished run to own recordings: the network on the integer grid learns from"
            + " them, mixed with clips that it was trained with, and becomes a verified image in a run folder of"
            + " its own. Says what the image predicts of recorded test clips, by speaker, before and after."
            + " Exit code 1 if QAT forward, integer network and simulator do not agree.")
final class AdaptCommand implements Callable<Integer> {
  private static final String RECORDINGS = "--recordings";

  /** More speakers than these are in adaptation.json alone. */
  private static final int FEW = 20;

  @ParentCommand private Keyspike keyspike;

  @Parameters(
      paramLabel = "RUN",
      description = "The folder of a finished run of words of one's own; it stays as it is.")
  private Path source;

  @Option(
      names = RECORDINGS,
      paramLabel = "FOLDER",
      defaultValue = "recordings",
      description =
          "Recordings, <word>/<speaker>_nohash_<n>.wav, as record makes them; default:"
              + " ${DEFAULT-VALUE}.")
  private Path recordings;

  @Option(
      names = "--layers",
      paramLabel = "LAYERS",
      description =
          "What learns: last, the readout alone, or all; default: as adaptation.layers says, all.")
  private AdaptationSettings.Layers layers;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "The run folder of the result; default: RUN with -adapted after its name.")
  private Path out;

  @Mixin private SetOptions set;
  @Mixin private CacheOption cache;
  @Mixin private OutputOptions output;

  private record Answer(
      String run,
      List<CompletedStage> stages,
      AdaptedSpeakers adaptation,
      @JsonUnwrapped Results results) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    RunFolder from = new RunFolder(source);
    if (!from.exists()) {
      throw new InputException(source, "no run", "the folder of a finished run: keyspike run");
    }
    Path place = out == null ? beside(source) : out;
    if (Files.exists(place) && Files.isSameFile(source, place)) {
      throw new InputException("--out", place.toString(), "another folder than that of the run");
    }
    InputException.requireFolder(recordings, "a folder of recordings: keyspike record");
    try (Run run = Run.open(recipe(), new RunFolder(place), cache.folder(), console.progress())) {
      List<CompletedStage> stages = new ArrayList<>(run.adapt(from));
      stages.addAll(run.perform(List.of(new ReportStage(run.folder()))));
      Results results = run.results();
      AdaptedSpeakers adaptation = AdaptedSpeakers.read(run.folder().adaptation());
      console.answer(
          new Answer(run.folder().path().toString(), stages, adaptation, results),
          ResultsTable.of(results) + text(adaptation));
      return results.agreement().identical() ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private Recipe recipe() throws IOException {
    List<Assignment> all = new ArrayList<>(set.all());
    all.add(
        new Assignment(
            "adaptation.recordings",
            Console.oneLine(recordings.toAbsolutePath().toString()),
            RECORDINGS));
    if (layers != null) {
      all.add(
          new Assignment("adaptation.layers", layers.name().toLowerCase(Locale.ROOT), "--layers"));
    }
    return Recipe.read(new RunFolder(source).recipe(), all);
  }

  private static Path beside(Path run) {
    Path whole = run.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + "-adapted");
  }

  /** The recorded test clips by class and, of a few speakers, by speaker. */
  private static String text(AdaptedSpeakers adaptation) {
    return lines("", adaptation.words())
        + (adaptation.speakers().size() <= FEW ? lines("speaker ", adaptation.speakers()) : "");
  }

  private static String lines(String what, List<AdaptedSpeakers.Change> changes) {
    return changes.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%s%s%s: %d recorded test clips, right before %d, after %d",
                    System.lineSeparator(),
                    what,
                    one.name(),
                    one.clips(),
                    one.before(),
                    one.after()))
        .collect(Collectors.joining());
  }
}
