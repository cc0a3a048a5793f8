package org.keyspike.analysis.energy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.BaselineRun;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.results.BaselineResults;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.training.dscnn.IntegerDsCnn;

/**
 * The finished runs of rivals, measured beside a network.
 *
 * @param own the network that is studied
 * @param machine that it is on
 * @param bench opens the clips of a rival and the machine that is cut to it
 * @param table of energy constants
 * @param most clips that costs are counted of
 */
public record RivalRuns(
    WeightImage own, Architecture machine, Bench bench, EnergyTable table, int most) {
  private static final int DEEPEST = 3;
  private static final int FOUR_BITS = 4;

  /** What a rival's run is measured on. */
  public interface Bench {
    /** The clips of its test part, as they reach it. */
    LabelledFeatures clips(Path run) throws IOException;

    /** The machine, with its memories cut to an image where the studied network's are. */
    Architecture machine(Path run, WeightImage image) throws IOException;
  }

  /**
   * A row for every kind of rival; of several runs of one kind the mean.
   *
   * @param paths run folders, or folders of run folders
   * @throws InputException if there is no finished run in one of them
   */
  public List<EnergyRow> rows(List<Path> paths) throws IOException {
    List<EnergyRow> rows = new ArrayList<>();
    List<EnergyRow> others = new ArrayList<>();
    for (Path path : paths) {
      List<EnergyRow> here = new ArrayList<>();
      for (Path run : runs(path)) {
        here.add(row(run));
      }
      for (EnergyRow row : here) {
        (row.kind() == RivalKind.OTHER ? others : rows).add(row);
      }
      if (!others.isEmpty()) {
        rows.add(EnergyRow.mean(others).named(String.valueOf(path.getFileName())));
        others.clear();
      }
    }
    List<EnergyRow> means = new ArrayList<>();
    for (RivalKind kind : RivalKind.values()) {
      List<EnergyRow> ofKind = rows.stream().filter(row -> row.kind() == kind).toList();
      if (kind == RivalKind.OTHER) {
        means.addAll(ofKind);
      } else if (!ofKind.isEmpty()) {
        means.add(EnergyRow.mean(ofKind));
      }
    }
    return means;
  }

  /** The finished runs in a folder, by name. */
  static List<Path> runs(Path path) throws IOException {
    InputException.requireFolder(path, "a run folder, or a folder of runs");
    List<Path> found;
    try (Stream<Path> below = Files.walk(path, DEEPEST)) {
      found = below.filter(Files::isDirectory).filter(RivalRuns::finished).sorted().toList();
    }
    if (found.isEmpty()) {
      throw new InputException(path, "no finished run", "a weight image or a trained DS-CNN");
    }
    return found;
  }

  private static boolean finished(Path folder) {
    RunFolder run = new RunFolder(folder);
    return run.exists() && (BaselineRun.finished(run) || Files.exists(run.image()));
  }

  private EnergyRow row(Path run) throws IOException {
    RunFolder folder = new RunFolder(run);
    if (BaselineRun.finished(folder)) {
      BaselineResults results = BaselineResults.read(BaselineRun.results(folder));
      Path file = BaselineRun.integers(folder);
      IntegerDsCnn network = IntegerDsCnn.read(file);
      EnergyRow.Source source =
          new EnergyRow.Source(
              name(run),
              Long.toString(results.origin().seed()),
              results.origin().data(),
              Hashes.sha256Hex(file),
              "any clip: nothing is skipped");
      return MeasuredDsCnn.row(network.spec(), results, machine, table, source);
    }
    WeightImage image = ImageReader.read(folder.image());
    MeasuredNetwork measured = new MeasuredNetwork(image, bench.clips(run), most);
    EnergyRow.Source source = source(run, folder.image(), image, measured.clips());
    RivalKind kind = kind(image);
    EnergyRow row = measured.row(kind, bench.machine(run, image), table, source);
    int bits = bits(image.model());
    return kind == RivalKind.FEW_BITS
        ? row.named("FATReLU, " + bits + (bits == 1 ? " bit" : " bits"))
        : row;
  }

  /** Where the figures of an image are from. */
  public static EnergyRow.Source source(Path run, Path file, WeightImage image, String clips)
      throws IOException {
    Map<String, String> provenance = image.provenance();
    return new EnergyRow.Source(
        name(run),
        provenance.getOrDefault("seed", "unknown"),
        provenance.getOrDefault("data", "unknown"),
        Files.isRegularFile(file) ? Hashes.sha256Hex(file) : "none",
        clips);
  }

  /** Its last two names: no place of this machine goes into a file that travels. */
  private static String name(Path run) {
    Path whole = run.toAbsolutePath().normalize();
    int names = whole.getNameCount();
    return whole.subpath(Math.max(0, names - 2), names).toString().replace('\\', '/');
  }

  /** What an image is beside the studied one. */
  RivalKind kind(WeightImage image) {
    IntegerModel model = image.model();
    int bits = bits(model);
    if (bits == fewBits(own.model().timeSteps())) {
      return RivalKind.FEW_BITS;
    }
    return bits == FOUR_BITS ? RivalKind.SAME_BYTES : RivalKind.OTHER;
  }

  /** ⌈log₂(TS + 1)⌉. */
  static int fewBits(int timeSteps) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(timeSteps);
  }

  /** Bits of graded outputs, the same in all layers; 0 for any other network, and state spaces. */
  private static int bits(IntegerModel model) {
    if (model instanceof StateSpaceModel) {
      return 0;
    }
    List<IntegerCode> codes =
        model.layers().stream().map(layer -> layer.code()).distinct().toList();
    return codes.size() == 1 && codes.get(0) instanceof IntegerCode.Graded graded
        ? graded.bits()
        : 0;
  }
}
