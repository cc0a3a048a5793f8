package org.keyspike.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;

/**
 * The manifest of a folder of results: what settings they are of, and for each portion that is done
 * a file with a line of JSON for each sound file.
 *
 * @param files the folder of results
 */
record Manifest(SharedFiles files) {
  private static final String JOB = "job.json";
  static final String FOLDER = "manifest";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What results are of.
   *
   * @param kind of results
   * @param folder of the sound
   * @param settings of what was done with it, as text
   */
  record Job(String kind, String folder, String settings) {
    String key() {
      return kind + "\n" + settings;
    }
  }

  /**
   * Notes what the results are of.
   *
   * @throws InputException if results of something else lie there
   */
  void begin(Job job) throws IOException {
    if (files.exists(JOB)) {
      String there = new String(files.read(JOB), StandardCharsets.UTF_8);
      if (!there.equals(RecordWriter.json(job))) {
        throw new InputException(
            files.folder(),
            "results of something else in it: " + there,
            "a folder of its own (--out)");
      }
    } else if (!files.empty()) {
      throw new InputException(
          files.folder(), "other files in it", "a new folder, or that of an earlier pass (--out)");
    } else {
      files.writeTextOnce(JOB, RecordWriter.json(job));
    }
  }

  /** Whether a portion is done. */
  boolean done(SoundPortion portion) throws IOException {
    return files.exists(name(portion));
  }

  /** Notes that a portion is done. */
  void done(SoundPortion portion, List<FileLine> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(RecordWriter.json(line)).append('\n'));
    files.writeTextOnce(name(portion), text.toString());
  }

  private static String name(SoundPortion portion) {
    return FOLDER + "/" + portion.key() + ".jsonl";
  }

  /** The lines of all portions that are done. */
  List<FileLine> lines() throws IOException {
    List<FileLine> lines = new ArrayList<>();
    for (String name : files.names(FOLDER)) {
      String text = new String(files.read(name), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        try {
          lines.add(JSON.readValue(line, FileLine.class));
        } catch (JsonProcessingException e) {
          throw new InputException(files.at(name), "a line that is damaged", "a manifest")
              .because(e);
        }
      }
    }
    return lines;
  }
}
