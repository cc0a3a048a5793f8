package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.ProgressListener;

class PipelineTest {
  @TempDir Path path;

  private final List<String> performed = new ArrayList<>();
  private final StringBuilder notes = new StringBuilder();
  private RunFolder folder;
  private String setting = "one";

  @BeforeEach
  void folder() {
    folder = new RunFolder(path);
  }

  /** Copies its input, a setting or a file, to a file. */
  private final class Copy implements Stage {
    private final String name;
    private final String from;

    Copy(String name, String from) {
      this.name = name;
      this.from = from;
    }

    @Override
    public String name() {
      return name;
    }

    private String input() throws IOException {
      return from == null ? setting : Files.readString(path.resolve(from));
    }

    @Override
    public List<String> inputs() throws IOException {
      return List.of(input());
    }

    @Override
    public List<Path> outputs() {
      return List.of(path.resolve(name));
    }

    @Override
    public String perform() throws IOException {
      performed.add(name);
      if (input().equals("fails")) {
        throw new IOException("failed");
      }
      Files.writeString(path.resolve(name), input());
      return "copied";
    }
  }

  private ProgressListener listener() {
    return new ProgressListener() {
      @Override
      public void note(String line) {
        notes.append(line).append(System.lineSeparator());
      }

      @Override
      public void begin(String what, long total) {}

      @Override
      public void advance(long n) {}

      @Override
      public void end() {}
    };
  }

  private List<CompletedStage> run() throws IOException {
    performed.clear();
    return new Pipeline(folder, listener())
        .run(List.of(new Copy("a", null), new Copy("b", "a"), new Copy("c", "b")));
  }

  @Test
  void doesEachStageOnce() throws IOException {
    run();
    assertEquals(List.of("a", "b", "c"), performed);
    List<CompletedStage> again = run();
    assertEquals(List.of(), performed);
    assertEquals(
        new CompletedStage("c", true, "copied", List.of(path.resolve("c").toString())),
        again.get(2));
    assertEquals(3, notes.toString().split("unchanged, skipped").length - 1);
  }

  @Test
  void aChangedInputGoesDownTheLine() throws IOException {
    run();
    setting = "two";
    run();
    assertEquals(List.of("a", "b", "c"), performed);
    assertEquals("two", Files.readString(path.resolve("c")));
  }

  @Test
  void aDamagedOutputIsMadeAnewAndWhatIsBelowIsKeptIfItComesOutTheSame() throws IOException {
    run();
    Files.writeString(path.resolve("b"), "damaged");
    run();
    assertEquals(List.of("b"), performed);
    Files.delete(path.resolve("a"));
    run();
    assertEquals(List.of("a"), performed);
  }

  @Test
  void aStageThatFailsIsDoneNextTimeAndThoseBeforeItAreNot() throws IOException {
    run();
    setting = "fails";
    assertThrows(IOException.class, this::run);
    assertEquals(List.of("a"), performed);
    setting = "one";
    run();
    assertEquals(List.of(), performed);
    setting = "three";
    run();
    assertEquals(List.of("a", "b", "c"), performed);
  }

  @Test
  void aLedgerThatCannotBeReadCostsTime() throws IOException {
    run();
    for (String damage : List.of("", "{", "[]", "{\"a\": 3}")) {
      Files.writeString(folder.stageLedger(), damage);
      run();
      assertEquals(List.of("a", "b", "c"), performed, damage);
    }
  }
}
