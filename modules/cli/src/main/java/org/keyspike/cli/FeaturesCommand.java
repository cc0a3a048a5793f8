package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.NpyWriter;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.cluster.FolderFeatures;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Features for NumPy. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description =
        "Writes log-mel features as .npy. Of a sound file: one array (frames, bands). Of a recipe: for "
            + "each part (clips, frames, bands), zeros where a clip has ended, and its labels, (clips) or "
            + "(clips, frames) with -1 where a clip has ended. With --cluster: of a folder of sound files, "
            + "as Parquet with one row a file.")
final class FeaturesCommand implements Callable<Integer> {
  private static final String NPY = ".npy";
  private static final int NO_LABEL = -1;

  @ParentCommand private Keyspike keyspike;

  @Parameters(
      paramLabel = "SOURCE",
      description =
          "A sound file, a recipe.yaml, or its folder; with --cluster a folder of sound files, also of"
              + " an object store.")
  private String given;

  private Path source;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "A file for a sound file, a folder for a recipe; default: here, by its name. With --cluster"
              + " a folder, also of an object store.")
  private String target;

  private Path out;

  @Mixin private ClusterOption cluster;

  @Mixin private SetOptions set;
  @Mixin private CacheOption cache;
  @Mixin private OutputOptions output;

  private record Array(String file, List<Integer> shape) {}

  private record Answer(List<Array> arrays) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (cluster.given()) {
      return ofFolder(console);
    }
    source = Path.of(given);
    out = target == null ? null : Path.of(target);
    String name = String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT);
    boolean recipe = Files.isDirectory(source) || name.endsWith(".yaml") || name.endsWith(".yml");
    List<Array> arrays = recipe ? ofRecipe(console) : ofSound();
    StringBuilder text = new StringBuilder();
    for (Array array : arrays) {
      text.append(text.isEmpty() ? "" : "\n").append(array.file + ": " + array.shape);
    }
    console.answer(new Answer(arrays), text.toString());
    return ExitCode.DONE;
  }

  private int ofFolder(Console console) throws IOException {
    if (target == null) {
      throw new InputException("--out", "nothing", "a folder for the results, with --cluster");
    }
    try (Cluster workers = cluster.open(console)) {
      FolderFeatures features =
          workers.features(ClusterOption.pass(given, target), Recipe.frontEnd(set.all()));
      console.answer(features, features.text());
    }
    return ExitCode.DONE;
  }

  private List<Array> ofSound() throws IOException {
    InputException.requireFile(source, "a sound file");
    FrontEndSettings settings = Recipe.frontEnd(set.all());
    float[] samples = AudioFiles.readAt(source, FrontEndSettings.SAMPLE_RATE).samples();
    float[] features = FrontEnd.of(settings).features(samples);
    String name = source.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path file = out == null ? Path.of(name.substring(0, dot < 1 ? name.length() : dot) + NPY) : out;
    int frames = features.length / settings.bands();
    if (frames < 1) {
      throw new InputException(
          source,
          "duration",
          samples.length + " samples at 16 kHz",
          "at least " + FrontEndSettings.HOP + ", one frame");
    }
    NpyWriter.write(file, features, frames, settings.bands());
    return List.of(new Array(file.toString(), List.of(frames, settings.bands())));
  }

  private List<Array> ofRecipe(Console console) throws IOException {
    Path file = Files.isDirectory(source) ? source.resolve("recipe.yaml") : source;
    Recipe recipe = Recipe.read(InputException.requireFile(file, "a recipe"), set.all());
    Features features = Features.open(recipe, cache.folder(), console.progress());
    Path folder = out == null ? Path.of(features.dataset().name()) : out;
    Files.createDirectories(folder);
    List<Array> arrays = new ArrayList<>();
    for (Split split : Split.values()) {
      LabelledFeatures part = features.part(split);
      String name = split.name().toLowerCase(Locale.ROOT);
      Path values = folder.resolve(name + NPY);
      NpyWriter.write(values, part);
      arrays.add(
          new Array(values.toString(), List.of(part.size(), part.maxFrames(), part.bands())));
      Path labels = folder.resolve(name + "-labels" + NPY);
      arrays.add(new Array(labels.toString(), writeLabels(part, labels)));
    }
    return arrays;
  }

  private static List<Integer> writeLabels(LabelledFeatures part, Path file) throws IOException {
    int each = part.frameWise() ? part.maxFrames() : 1;
    int[] labels = new int[part.size() * each];
    Arrays.fill(labels, NO_LABEL);
    for (int clip = 0; clip < part.size(); clip++) {
      int[] own = part.labels(clip);
      System.arraycopy(own, 0, labels, clip * each, own.length);
    }
    if (!part.frameWise()) {
      NpyWriter.write(file, labels, part.size());
      return List.of(part.size());
    }
    NpyWriter.write(file, labels, part.size(), each);
    return List.of(part.size(), each);
  }
}
