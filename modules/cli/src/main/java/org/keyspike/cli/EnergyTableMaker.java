package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.analysis.energy.EnergyRow;
import org.keyspike.analysis.energy.EnergyStudy;
import org.keyspike.analysis.energy.MeasuredNetwork;
import org.keyspike.analysis.energy.RivalKind;
import org.keyspike.analysis.energy.RivalRuns;
import org.keyspike.analysis.energy.RivalsFile;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.cli.console.Console;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.spotting.NetworkFile;

/**
 * The energy table of one command: what is measured anew, and what is taken from the file beside a
 * network.
 *
 * @param options for the network and its clips
 * @param machines for the machine
 * @param most clips that costs are counted of
 * @param rivals run folders, or folders of them
 * @param keep whether the table is kept beside the run
 */
record EnergyTableMaker(
    TargetOptions options, MachineOptions machines, int most, List<Path> rivals, boolean keep) {

  /** Makes it. */
  StudyTable table(Target target, NetworkFile model, Console console, Path folder)
      throws IOException {
    StreamOptions.requireKeywords(target.path(), model);
    EnergyTable table = machines.table();
    WeightImage image = target.image(model, machines.lanes(target));
    Architecture machine = machines.machine(target, image);
    String label = MeasuredNetwork.label(machine);
    Path file = RunFolder.rivals(target.path());
    Optional<RivalsFile> kept =
        Files.isRegularFile(file) ? Optional.of(RivalsFile.read(file)) : Optional.empty();
    List<EnergyRow> rows = new ArrayList<>();
    if (!options.placed() && kept.isPresent()) {
      rows.addAll(own(kept.get(), target, label, table.name()));
    }
    if (rows.isEmpty()) {
      rows.addAll(measured(target, model, image, machine, table, console));
    }
    List<EnergyRow> measured =
        new RivalRuns(image, machine, bench(console), table, most).rows(rivals);
    rows.addAll(measured);
    for (RivalKind kind : RivalKind.values()) {
      if (kept.isPresent() && rows.stream().noneMatch(row -> row.kind() == kind)) {
        rows.addAll(kept.get().of(kind, label, table.name()));
      }
    }
    if (keep) {
      new RivalsFile(rows).write(file);
    }
    return EnergyStudy.of(rows, machine.clockHz(), folder);
  }

  /** The rows of this very network; none if it is another one. */
  private static List<EnergyRow> own(RivalsFile kept, Target target, String label, String table)
      throws IOException {
    Path image = target.isRun() ? new RunFolder(target.path()).image() : target.path();
    String hash = Files.isRegularFile(image) ? Hashes.sha256Hex(image) : "";
    List<EnergyRow> own = new ArrayList<>();
    for (RivalKind kind : List.of(RivalKind.OWN, RivalKind.DENSE)) {
      kept.of(kind, label, table).stream()
          .filter(row -> row.sources().get(0).sha256().equals(hash))
          .forEach(own::add);
    }
    return own.size() == 2 ? own : List.of();
  }

  private List<EnergyRow> measured(
      Target target,
      NetworkFile model,
      WeightImage image,
      Architecture machine,
      EnergyTable table,
      Console console)
      throws IOException {
    MeasuredNetwork network =
        new MeasuredNetwork(image, options.clips(target, model, console), most);
    Path file = target.isRun() ? new RunFolder(target.path()).image() : target.path();
    EnergyRow.Source source = RivalRuns.source(target.path(), file, image, network.clips());
    return List.of(
        network.row(RivalKind.OWN, machine, table, source),
        network.denseRow(machine, table, source));
  }

  private RivalRuns.Bench bench(Console console) {
    return new RivalRuns.Bench() {
      @Override
      public LabelledFeatures clips(Path run) throws IOException {
        Target rival = options.target(run);
        return options.clips(rival, rival.model(), console);
      }

      @Override
      public Architecture machine(Path run, WeightImage image) throws IOException {
        return machines.machine(options.target(run), image);
      }
    };
  }
}
