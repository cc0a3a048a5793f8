package org.keyspike.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger of stages that were done in a run folder, with their results: a JSON file. */
final class StageLedger {
  private static final Logger LOG = LoggerFactory.getLogger(StageLedger.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final Path file;
  private final Map<String, Entry> entries;

  private StageLedger(RunFolder folder, Map<String, Entry> entries) {
    this.folder = folder.path();
    this.file = folder.stageLedger();
    this.entries = entries;
  }

  /**
   * A stage that was done.
   *
   * @param key hash of all that its result depends on
   * @param outputs SHA-256 of each file, by its path in the run folder
   * @param summary what came of it, for people
   */
  record Entry(String key, Map<String, String> outputs, String summary) {}

  /**
   * Opens the ledger of a folder. One that cannot be read counts as empty: stages are done anew.
   */
  static StageLedger open(RunFolder folder) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (Files.exists(folder.stageLedger())) {
      try {
        entries = JSON.readValue(folder.stageLedger().toFile(), new TypeReference<>() {});
      } catch (JsonProcessingException e) {
        LOG.warn("{}: no ledger of stages, which are all done anew", folder.stageLedger());
      }
    }
    return new StageLedger(folder, entries);
  }

  /** The entry of a stage if it has this key and its outputs are unchanged. */
  Optional<Entry> valid(String stage, String key) throws IOException {
    Entry entry = entries.get(stage);
    if (entry == null || !key.equals(entry.key)) {
      return Optional.empty();
    }
    for (Map.Entry<String, String> output : entry.outputs.entrySet()) {
      Path path = folder.resolve(output.getKey());
      if (!Files.isRegularFile(path) || !Hashes.sha256Hex(path).equals(output.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(entry);
  }

  /** The stages that were noted, in that order. */
  List<String> stages() {
    return List.copyOf(entries.keySet());
  }

  /** The entry of a stage, whatever became of its outputs, if it was noted. */
  Optional<Entry> entry(String stage) {
    return Optional.ofNullable(entries.get(stage));
  }

  /** Notes that a stage is done. */
  void done(String stage, Entry entry) throws IOException {
    entries.put(stage, entry);
    AtomicFiles.write(file, JSON.writeValueAsBytes(entries));
  }
}
