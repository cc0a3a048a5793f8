package org.keyspike.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.keyspike.analysis.energy.EnergyText;
import org.keyspike.analysis.study.AreaMeter;
import org.keyspike.analysis.study.LaneStudy;
import org.keyspike.analysis.study.MechanismStudy;
import org.keyspike.analysis.study.PaperTable;
import org.keyspike.analysis.study.RateStudy;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.analysis.study.StudyText;
import org.keyspike.analysis.study.Workload;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.spotting.NetworkFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code study}: the worth of a machine's design choices for a network. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description =
        "What a machine's design choices are worth for a network: each mechanism left out in turn"
            + " (mechanisms), lanes against clock (lanes), spike rate against cost with the"
            + " break-even against the dense network (rates), the published accelerator's figures"
            + " beside ours (paper), accuracy and joules beside trained quantized networks and a"
            + " DS-CNN (energy). Tables as JSON, and plots.")
final class StudyCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  /** Which study. */
  enum Kind {
    MECHANISMS,
    LANES,
    RATES,
    PAPER,
    ENERGY
  }

  @Parameters(paramLabel = "STUDY", description = "mechanisms, lanes, rates, paper or energy.")
  private Kind kind;

  @Mixin private TargetOptions options;
  @Mixin private MachineOptions machines;

  @Option(
      names = "--clips",
      paramLabel = "NUMBER",
      defaultValue = "100",
      description = "Clips at most, spread evenly; default: ${DEFAULT-VALUE}. Rates need none.")
  private int most;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Of the spikes that rates draws; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--area",
      description =
          "For mechanisms and lanes: has Yosys count the gates of every machine, minutes for each"
              + " of many lanes.")
  private boolean area;

  @Option(
      names = "--rival",
      paramLabel = "RUN",
      description =
          "For energy: a finished run to stand beside the network, or a folder of runs; of several"
              + " of one kind the mean.")
  private List<Path> rivals = new ArrayList<>();

  @Option(
      names = "--keep",
      description =
          "For energy: keeps the table in the run folder, as rivals.json. Without --set and --data"
              + " the network is shown from there, and so are rivals that are not named.")
  private boolean keep;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "For table and plot; default: study in the run folder or beside the file.")
  private Path out;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (most < 1) {
      throw new InputException("--clips", String.valueOf(most), "at least 1");
    }
    Target target = options.target();
    NetworkFile model = target.model();
    if (kind != Kind.ENERGY && !rivals.isEmpty()) {
      throw new InputException("--rival", rivals.toString(), "nothing but with energy");
    }
    if (keep && !(kind == Kind.ENERGY && target.isRun())) {
      throw new InputException("--keep", "it", "nothing but with energy and a run folder");
    }
    if (area && kind != Kind.MECHANISMS && kind != Kind.LANES) {
      throw new InputException("--area", "it", "nothing but with mechanisms or lanes");
    }
    if (kind == Kind.ENERGY) {
      StudyTable study =
          new EnergyTableMaker(options, machines, most, rivals, keep)
              .table(target, model, console, folder(target));
      return answer(study, EnergyText.of(study), target, console);
    }
    EnergyTable table = machines.table();
    Architecture paper = Architecture.preset("paper-71uw");
    WeightImage image =
        target.image(model, kind == Kind.PAPER ? paper.lanes() : machines.lanes(target));
    if (kind == Kind.RATES || kind == Kind.PAPER) {
      image.requireLayers("study " + kind.name().toLowerCase(Locale.ROOT));
    }
    if (area) {
      image.requireLayers("--area");
    }
    Architecture machine = kind == Kind.PAPER ? paper : machines.machine(target, image);
    if (image.lanes() != machine.lanes()) {
      throw new InputException(
          target.path(),
          "weight words for " + image.lanes() + " lanes",
          machine.lanes() + ", as machine " + machine.name() + " has");
    }
    Path folder = folder(target);
    AreaMeter meter = area ? AreaMeter.measuring() : AreaMeter.idle("--area measures it");
    StudyTable study =
        switch (kind) {
          case ENERGY -> throw new IllegalStateException("energy has a table of its own");
          case MECHANISMS ->
              MechanismStudy.of(
                  workload(image, target, model, console), machine, table, meter, folder);
          case LANES ->
              LaneStudy.of(workload(image, target, model, console), machine, table, meter, folder);
          case RATES -> RateStudy.of(image, machine, table, seed, folder);
          case PAPER -> PaperTable.of(workload(image, target, model, console), table);
        };
    return answer(study, StudyText.of(study), target, console);
  }

  private int answer(StudyTable study, String text, Target target, Console console)
      throws IOException {
    Path folder = folder(target);
    Path file = folder.resolve(study.study() + ".json");
    AtomicFiles.write(file, (Console.oneLine(study) + "\n").getBytes(StandardCharsets.UTF_8));
    console.answer(study, text + "table and plots: " + folder);
    return ExitCode.DONE;
  }

  private Workload workload(WeightImage image, Target target, NetworkFile model, Console console)
      throws IOException {
    return Workload.of(image, options.clips(target, model, console), most);
  }

  private Path folder(Target target) {
    if (out != null) {
      return out;
    }
    return target.isRun()
        ? target.path().resolve("study")
        : target.path().toAbsolutePath().resolveSibling("study");
  }
}
