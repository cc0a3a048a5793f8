package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;

/** {@code export --format html} of a published network. */
class PageExportTest {
  private static final Path MODELS = Path.of("../../models/gsc-mini");

  @TempDir Path folder;

  private Path copy(String name, Path into) throws IOException {
    Files.createDirectories(into);
    return Files.copy(MODELS.resolve("tiny").resolve(name), into.resolve(name));
  }

  @Test
  void aRunHasItsPageInItsFolderWithItsFigures() throws IOException {
    Path run = folder.resolve("mine");
    for (String name :
        List.of(
            "image.kswi",
            "recipe.yaml",
            "environment.json",
            "costs.json",
            "results.json",
            "detector.json")) {
      copy(name, run);
    }
    TinyRun.Said said = TinyRun.sayPlain("export", run.toString(), "--format", "html");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    String html = Files.readString(run.resolve("page.html"));
    assertTrue(html.contains("<title>mine listens</title>"));
    assertTrue(html.contains("<dd>0.9208 ("), "the accuracy of the model card");
    assertTrue(html.contains("<dt>On its accelerator</dt>"));
    TinyRun.sayPlain("report", run.toString());
    assertTrue(Files.readString(run.resolve("report.html")).contains("<a href=\"page.html\">"));
    Path elsewhere = folder.resolve("a b/report.html");
    TinyRun.sayPlain("report", run.toString(), "--out", elsewhere.toString());
    assertTrue(Files.readString(elsewhere).contains("<a href=\"../mine/page.html\">"));
  }

  @Test
  void anImageAloneHasItBesideItOrWhereItIsSaid() throws IOException {
    Path image = copy("image.kswi", folder);
    Path named = folder.resolve("to/listen.html");
    TinyRun.sayPlain("export", image.toString(), "--format", "html");
    TinyRun.sayPlain("export", image.toString(), "--format", "html", "--out", named.toString());
    assertEquals(-1, Files.mismatch(folder.resolve("page.html"), named));
    assertTrue(!Files.readString(named).contains("On its accelerator"));
  }

  /** Only a form that describes the machine asks which it is. */
  @Test
  void theMachineNeedNotBeThere() throws IOException {
    copy("image.kswi", folder);
    copy("environment.json", folder);
    Path recipe = copy("recipe.yaml", folder);
    Files.writeString(
        recipe,
        Files.readString(recipe)
            .replace("simulation: {}", "simulation: {architecture: gone.yaml}"));
    TinyRun.Said said = TinyRun.sayPlain("export", folder.toString(), "--format", "html");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    said =
        TinyRun.sayPlain(
            "export", folder.toString(), "--format", "verilog", "--out", folder + "/machine");
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains("gone.yaml"), said::err);
  }

  @Test
  void answersToAnotherImageAreRefused() throws IOException {
    Path image = copy("image.kswi", folder);
    Files.copy(MODELS.resolve("tiny/limits.kska"), folder.resolve("answers.kska"));
    TinyRun.Said said = TinyRun.sayPlain("export", image.toString(), "--format", "html");
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains("answers.kska"), said::err);
    assertTrue(Files.notExists(folder.resolve("page.html")));
  }
}
