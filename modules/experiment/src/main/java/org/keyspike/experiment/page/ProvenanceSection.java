package org.keyspike.experiment.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.Hashes;
import org.keyspike.io.JsonFile;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.report.html.Block;
import org.keyspike.report.html.Section;

/** The section on provenance: what the run was made of and on, and how to make it again. */
final class ProvenanceSection {
  private ProvenanceSection() {}

  static Section of(RunContents contents) throws IOException {
    RunFolder run = contents.run();
    List<List<String>> rows = new ArrayList<>();
    JsonNode environment = JsonFile.read(run.environment(), JsonNode.class, "what a run ran on");
    environment
        .properties()
        .forEach(field -> rows.add(List.of(field.getKey(), field.getValue().asText())));
    if (contents.results() != null) {
      rows.add(
          List.of("engine of the training", String.valueOf(contents.results().origin().engine())));
    }
    if (contents.image() != null) {
      contents.image().provenance().forEach((key, value) -> rows.add(List.of(key, value)));
    }
    for (Path file :
        List.of(run.recipe(), run.checkpoint(RunFolder.FLOAT), run.quantized(), run.image())) {
      if (Files.exists(file)) {
        String name = run.path().relativize(file).toString().replace('\\', '/');
        rows.add(List.of("SHA-256 of " + name, Hashes.sha256Hex(file)));
      }
    }
    return new Section(
        "provenance",
        "Where it comes from",
        List.of(
            new Block.Table(
                "What the run ran on and was made of. data is the SHA-256 of the features' content, recipe.… of what"
                    + " decided a stage.",
                List.of("what", "value"),
                rows,
                true),
            new Block.Listing(
                "The same again, in a new folder: the same recipe, seed, engine and vector width give the same"
                    + " bytes.",
                String.join(
                    "\n",
                    "scripts/keyspike run " + contents.place() + "/recipe.yaml --out again",
                    "scripts/keyspike verify again",
                    "scripts/keyspike simulate again",
                    "scripts/keyspike report again"),
                false),
            new Block.Listing(
                "The recipe, with every default in it", Files.readString(run.recipe()), true)));
  }
}
