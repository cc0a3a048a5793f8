package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;

/** What there is to know of a published network before it is used, in Markdown. */
final class ModelCard {
  private ModelCard() {}

  /**
   * Writes the card of a run.
   *
   * @param name of the network
   * @param place of its folder, as it stands in commands
   * @param files published, beside the card
   */
  static String of(String name, String place, RunFolder run, List<Path> files) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(run.checkpoint(RunFolder.FLOAT));
    Results results = Results.read(run.results());
    StringBuilder card = new StringBuilder();
    card.append("# ").append(name).append("\n\n");
    card.append(what(checkpoint)).append("\n\n");
    card.append("## Measured\n\n").append(ResultsTable.of(results)).append("\n\n");
    card.append(
        "One network with one seed: the spread over seeds is in the results of its recipe. The epoch was"
            + " chosen by the validation part; the test part was scored once.\n\n");
    card.append("## Use\n\n```\n");
    for (String verb : List.of("evaluate", "simulate", "verify")) {
      card.append("scripts/keyspike ").append(verb).append(' ').append(place).append('\n');
    }
    card.append("```\n\n");
    card.append(
        "The data is looked for where `recipe.yaml` says; `--set dataset.folder=PATH` names another"
            + " place, and `--data FOLDER` clips that the network never saw.\n\n");
    card.append("## Limits\n\n");
    card.append(limits(checkpoint, results)).append("\n\n");
    card.append("## Files and where they come from\n\n");
    for (Path file : files) {
      card.append("- `").append(run.path().relativize(file)).append("`, SHA-256 `");
      card.append(Hash.of(file)).append("`\n");
    }
    card.append('\n');
    checkpoint
        .provenance()
        .forEach(
            (key, value) -> card.append("- ").append(key).append(": ").append(value).append('\n'));
    return card.toString();
  }

  private static String what(Checkpoint checkpoint) {
    NetworkSpec spec = checkpoint.spec();
    List<String> classes = checkpoint.classes();
    return String.format(
        Locale.ROOT,
        "%,d parameters: %d bands of ln(1 + %s·power) a frame of 10 ms → encoder %s → %s → %s of %d classes%s.",
        checkpoint.parameters().size(),
        spec.features().bands(),
        spec.features().gain(),
        spec.encoder(),
        spec.layers().stream()
            .map(layer -> layer.neurons() + " " + layer.neuron().name())
            .collect(Collectors.joining(" → ")),
        spec.readout().getClass().getSimpleName().toLowerCase(Locale.ROOT) + " readout",
        classes.size(),
        classes.size() > 50 ? "" : " (" + String.join(" ", classes) + ")");
  }

  private static String limits(Checkpoint checkpoint, Results results) {
    return String.format(
        Locale.ROOT,
        "It was scored on %s alone, %s. It knows its %d classes and nothing else: whatever it hears, it"
            + " answers with one of them. Accuracy of clips is not detection in a stream.",
        results.dataset(),
        "whose test part is no sample of your microphones, rooms or speakers",
        checkpoint.classes().size());
  }
}
