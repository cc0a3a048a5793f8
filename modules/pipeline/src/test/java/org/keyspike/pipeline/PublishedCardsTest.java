package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.ImageReader;
import org.keyspike.io.YamlDocument;
import org.keyspike.pipeline.results.HubMetadata;

/**
 * The cards of the published networks begin with what the program writes for model hubs, and go on
 * with the card.
 */
class PublishedCardsTest {
  private static final Path MODELS = Path.of("../../models/gsc-mini");

  @Test
  void everyPublishedCardBeginsAsTheProgramWouldWriteIt() throws IOException {
    List<String> checked = new ArrayList<>();
    try (Stream<Path> folders = Files.list(MODELS)) {
      for (Path folder : folders.filter(f -> Files.exists(f.resolve("README.md"))).toList()) {
        String name = folder.getFileName().toString();
        HubMetadata metadata = Publication.metadata(name, new RunFolder(folder));
        String expected = metadata.text() + "# " + name + "\n";
        String card = Files.readString(folder.resolve("README.md"));
        assertEquals(expected, card.substring(0, Math.min(expected.length(), card.length())));
        assertEquals(
            ImageReader.read(folder.resolve("image.kswi")).classes(), metadata.image().classes());
        checked.add(name);
      }
    }
    assertTrue(
        checked.containsAll(List.of("compressed", "ear", "spotter", "tiny")), checked::toString);
  }

  /** YAML that says what hubs look for, by the keys that they read. */
  @Test
  void theHeadIsYamlWithTheKeysOfHubs() throws IOException {
    String text =
        Publication.metadata("a \"name\": #1", new RunFolder(MODELS.resolve("tiny"))).text();
    assertTrue(text.startsWith("---\n") && text.endsWith("\n---\n\n"), text);
    Path file = Files.createTempFile("head", ".yaml");
    try {
      Files.writeString(file, text.substring(4, text.length() - 5));
      var head = YamlDocument.read(file).root();
      assertEquals("en", head.at("/language/0").asText());
      assertEquals("audio-classification", head.get("pipeline_tag").asText());
      assertEquals("other", head.get("license").asText());
      assertEquals("accuracy", head.at("/metrics/0").asText());
      assertEquals("a \"name\": #1", head.at("/model-index/0/name").asText());
      var result = head.at("/model-index/0/results/0");
      assertEquals("gsc-mini", result.at("/dataset/name").asText());
      double value = result.at("/metrics/0/value").asDouble();
      assertTrue(value > 0.9 && value < 1, () -> "accuracy " + value);
      assertTrue(head.get("tags").toString().contains("spiking-neural-network"), text);
    } finally {
      Files.delete(file);
    }
  }
}
