package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;

@Tag("slow")
class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void answersInBothForms() throws IOException {
    TinyRun.Said said = new TinyRun(folder, folder.resolve("cache")).say("doctor", "--json");
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertEquals(answer.get("works").asBoolean() ? ExitCode.DONE : ExitCode.NO, said.code());
    assertEquals(11, answer.get("findings").size());
    for (JsonNode finding : answer.get("findings")) {
      boolean fine = finding.get("status").asText().equals("fine");
      assertEquals(fine, finding.get("remedy").asText().isEmpty(), finding::toString);
    }
    TinyRun.Said text = new TinyRun(folder, folder.resolve("cache")).say("doctor");
    assertEquals(said.code(), text.code());
    assertTrue(text.out().contains("integer network and simulator say the same"), text::out);
    assertFalse(text.out().contains("\u001b"), "no colours where there is no terminal");
  }

  @Test
  void redIsExitCodeOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    TinyRun.Said said = TinyRun.sayPlain("doctor", "--json", "--cache=" + file.resolve("cache"));
    assertEquals(ExitCode.NO, said.code(), said::out);
    assertFalse(new ObjectMapper().readTree(said.out()).get("works").asBoolean());
  }
}
