package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.results.ModelCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A weight image. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "A network on the integer grid to a weight image, with known answers beside it: the stage "
            + "export of run, and what it needs. Or, from a checkpoint file, the image without known answers of its own. "
            + "Or, with --format, an image as text for other simulators, as a program for a microcontroller, or as a page "
            + "that listens; or a float network as a graph for other tools. A small network that reaches the limits of all arithmetic, and its known answers, go beside every image.")
final class ExportCommand implements Callable<Integer> {
  private static final String CHECKPOINT = ".safetensors";

  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;

  @Option(
      names = "--lanes",
      paramLabel = "NUMBER",
      defaultValue = "128",
      description = "Lanes of the machine, for a checkpoint file (a run has hardware.lanes).")
  private int lanes;

  @Option(
      names = "--packing",
      paramLabel = "FORM",
      defaultValue = "dense",
      description = "dense or compressed, for a checkpoint file (a run has hardware.packing).")
  private Packing packing;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "Of a run folder with an image, a checkpoint or an image, in the folder that --out names: one file for each"
              + " memory as readmemh (with a Verilog test bench), mif or c, the network at the limits in limits/ below it;"
              + " a program in C99 that listens, c99; the same as a library of Arduino, arduino; one page for a browser, html"
              + " (--out can name the file; default: page.html in the run folder or beside the image);"
              + " the machine that --arch names, verilog. Of a float checkpoint or a run that is reset to zero: one file,"
              + " nir, for other tools (default: network.nir in the run folder, or beside the checkpoint).")
  private ExportForm format;

  @Option(
      names = "--arch",
      paramLabel = "NAME|FILE",
      description =
          "The machine of --format verilog: a preset (reference, paper-71uw, tiny, fpga, ice40up5k), an arch.yaml, or fitted;"
              + " default: the recipe's machine, or fitted.")
  private Path arch;

  @Mixin private OutputOptions output;

  private record Answer(String image, long bytes, String card) {}

  private record Written(String folder, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    Path source = options.source();
    if (format != null) {
      return write(source, console);
    }
    if (source.toString().endsWith(CHECKPOINT)) {
      InputException.requireFile(source, "a checkpoint");
      Path image = options.out() == null ? imageBeside(source) : options.out();
      WeightImage made = Target.of(source).withDetector(WeightImage.of(source, lanes, packing));
      ImageWriter.write(made, image);
      LimitsFiles.beside(image).write(made);
      Path card = cardBeside(image);
      Optional<Path> list = carryTrainedClips(source, image);
      ModelCard.alone(ImageReader.read(image), image, list).write(card);
      Answer answer = new Answer(image.toString(), Files.size(image), card.toString());
      console.answer(answer, image + ": " + answer.bytes() + " bytes; " + card);
      return ExitCode.DONE;
    }
    try (Run run = options.open(console)) {
      StagesAnswer.of(run, run.perform(Run.LastStage.EXPORT)).on(console, 2);
      return ExitCode.DONE;
    }
  }

  /** What the network was trained with goes where its image goes. */
  private static Optional<Path> carryTrainedClips(Path checkpoint, Path image) throws IOException {
    Path list = Target.of(checkpoint).trainedClipsFile();
    if (!Files.exists(list)) {
      return Optional.empty();
    }
    Path there = Target.of(image).trainedClipsFile();
    if (!there.equals(list)) {
      there = Target.trainedClipsBeside(image);
      AtomicFiles.write(there, Files.readAllBytes(list));
    }
    return Optional.of(there);
  }

  private int write(Path source, Console console) throws IOException {
    Optional<Path> place = Optional.ofNullable(options.out()).or(() -> format.place(source));
    if (place.isEmpty()) {
      throw new InputException("--out", "nothing", "a folder for the files of --format");
    }
    Path out = place.get();
    Target target = Target.of(source);
    Exported exported = new Exported(target, lanes, arch);
    List<Path> files = format.write(exported, out);
    Written answer = new Written(out.toString(), files.stream().map(Path::toString).toList());
    exported
        .run()
        .filter(folder -> files.contains(folder.page()))
        .ifPresent(folder -> console.note("keyspike report " + source + " links to it"));
    console.answer(
        answer,
        files.size() == 1
            ? files.get(0) + ": " + Files.size(files.get(0)) + " bytes"
            : answer.folder + ": " + files.size() + " files");
    return ExitCode.DONE;
  }

  /** A name of its own, as there may be more images in a folder. */
  private static Path cardBeside(Path image) {
    String name = image.getFileName().toString().replaceFirst("\\.kswi$", "");
    return image.resolveSibling(name + ".MODEL_CARD.md");
  }

  private static Path imageBeside(Path checkpoint) {
    String name = checkpoint.getFileName().toString();
    return checkpoint.resolveSibling(
        name.substring(0, name.length() - CHECKPOINT.length()) + ".kswi");
  }
}
