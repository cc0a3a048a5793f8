package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.deploy.Listener;
import org.keyspike.deploy.c99.C99Layout;
import org.keyspike.deploy.c99.ReplayedSound;
import org.keyspike.deploy.nir.NirExport;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.TextExport;
import org.keyspike.hardware.TextFormat;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.results.ModelCard;
import org.keyspike.rtl.BenchClips;
import org.keyspike.rtl.VerilogExport;
import org.keyspike.simulator.Architecture;

/** A form that {@code export --format} writes an image in; each stands for itself. */
enum ExportForm {
  /** {@link TextFormat#READMEMH}. */
  READMEMH((network, out) -> texts(TextFormat.READMEMH, network, out)),
  /** {@link TextFormat#MIF}. */
  MIF((network, out) -> texts(TextFormat.MIF, network, out)),
  /** {@link TextFormat#C}. */
  C((network, out) -> texts(TextFormat.C, network, out)),
  /** {@link C99Layout#FOLDER}. */
  C99((network, out) -> source(C99Layout.FOLDER, network, out)),
  /** {@link C99Layout#ARDUINO}. */
  ARDUINO((network, out) -> source(C99Layout.ARDUINO, network, out)),
  /** {@link PageExport}. */
  HTML(PageExport::write),
  /** {@link VerilogExport}. */
  VERILOG(ExportForm::machine),
  /** {@link NirExport}. */
  NIR(ExportForm::graph);

  private static final String NIR_ENDING = ".nir";

  private final Writer writer;

  ExportForm(Writer writer) {
    this.writer = writer;
  }

  private interface Writer {
    List<Path> write(Exported network, Path out) throws IOException;
  }

  /** Where files go if nobody says, if they can go anywhere then. */
  Optional<Path> place(Path source) {
    return switch (this) {
      case HTML -> Optional.of(PageExport.place(source));
      case NIR -> Optional.of(graphBeside(source));
      default -> Optional.empty();
    };
  }

  /**
   * Writes the files.
   *
   * @param out the folder, or where a form is one file, that
   * @return what was written
   */
  List<Path> write(Exported network, Path out) throws IOException {
    return writer.write(network, out);
  }

  private static List<Path> texts(TextFormat format, Exported network, Path folder)
      throws IOException {
    WeightImage image = network.image();
    List<Path> files = new ArrayList<>(TextExport.write(image, format, folder));
    files.addAll(TextExport.writeLimits(image, format, folder.resolve("limits")));
    Path card = folder.resolve("MODEL_CARD.md");
    ModelCard.alone(image, folder.resolve(WeightImage.FILE_NAME)).write(card);
    files.add(card);
    return files;
  }

  private static List<Path> source(C99Layout layout, Exported network, Path folder)
      throws IOException {
    network.image().requireLayers("C99");
    Listener listener = Listener.of(network.source(), network.image());
    return layout.write(listener, ReplayedSound.of(listener, network.answers()), folder);
  }

  private static List<Path> graph(Exported network, Path file) throws IOException {
    NirExport.write(network.floatCheckpoint(), network.network(), file);
    return List.of(file);
  }

  private static Path graphBeside(Path source) {
    if (Files.isDirectory(source)) {
      return source.resolve("network" + NIR_ENDING);
    }
    String name = source.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return source.resolveSibling(name.substring(0, dot < 1 ? name.length() : dot) + NIR_ENDING);
  }

  private static List<Path> machine(Exported network, Path folder) throws IOException {
    WeightImage image = network.image();
    image.requireLayers("Verilog");
    List<byte[]> clips = BenchClips.of(image, network.answers());
    Architecture machine = network.machine();
    return VerilogExport.write(
        network.source(), packedFor(image, machine.lanes()), machine, clips, folder);
  }

  /** The network of an image in weight words of so many lanes. */
  private static WeightImage packedFor(WeightImage image, int lanes) {
    if (image.lanes() == lanes) {
      return image;
    }
    boolean compressed = image.matrices().stream().anyMatch(matrix -> matrix.word().compressed());
    return image.repacked(lanes, compressed ? Packing.COMPRESSED : Packing.DENSE);
  }
}
