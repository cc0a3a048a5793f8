package org.keyspike.experiment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.report.html.DetectionCurve;
import org.keyspike.report.html.NumberText;
import org.keyspike.report.html.Section;

/** stream/det.csv → detection error trade-off. */
final class DetectionSection {
  private static final ObjectReader ROWS =
      new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());

  private DetectionSection() {}

  static Path file(RunFolder run) {
    return run.path().resolve("stream").resolve("det.csv");
  }

  /** What stood beside the file. */
  static Path findings(RunFolder run) {
    return file(run).resolveSibling("stream.json");
  }

  /**
   * How late words are detected, a sentence: as measured in the first kind of sound, which is
   * recorded speech if any was listened to, with the threshold that was set.
   */
  static String latency(RunFolder run) throws IOException {
    Path file = findings(run);
    if (!RunContents.there(file)) {
      return "How late a word is detected was not measured (evaluate --stream).";
    }
    JsonNode kind = JsonFile.read(file, JsonNode.class, "what was found in streams").at("/kinds/0");
    JsonNode median = kind.at("/points/0/latencyMillis");
    return median.isNumber()
        ? NumberText.text(
            "Words in %s were detected %d ms after their end (median), threshold %s.",
            kind.path("name").asText(), median.asLong(), kind.at("/points/0/threshold").asText())
        : "No word was detected in a stream, so no latency is known.";
  }

  static Section of(RunContents contents) throws IOException {
    Path file = file(contents.run());
    if (!RunContents.there(file)) {
      return Section.leftOut(
          DetectionCurve.ID,
          DetectionCurve.TITLE,
          "The network was not tried on streams (stream/det.csv): accuracy of clips does not tell how often it"
              + " speaks without cause.",
          "scripts/keyspike evaluate " + contents.place() + " --stream");
    }
    List<DetectionCurve.Sound> sounds = sounds(file, false);
    if (sounds.isEmpty()) {
      throw new InputException(file, "no threshold with words", "at least one");
    }
    return DetectionCurve.of(sounds, sounds(file, true).stream().findFirst());
  }

  /**
   * The sounds of one part of the file. Sound to choose in may be without words; a file of before
   * thresholds were chosen elsewhere has no such part.
   */
  private static List<DetectionCurve.Sound> sounds(Path file, boolean choosing) throws IOException {
    Map<String, List<DetectionCurve.Point>> points = new LinkedHashMap<>();
    Map<String, Double> hours = new LinkedHashMap<>();
    try (Reader text = Files.newBufferedReader(file);
        MappingIterator<Map<String, String>> rows = ROWS.readValues(text)) {
      for (int line = 2; rows.hasNextValue(); line++) {
        Map<String, String> row = rows.nextValue();
        String place = file + ":" + line;
        double words = number(place, row, "words");
        double duration = number(place, row, "hours");
        boolean ofPart = "choosing".equals(row.get("part")) == choosing;
        if (ofPart && (words > 0 || choosing) && duration > 0) {
          String sound = row.getOrDefault("sound", "");
          hours.putIfAbsent(sound, duration);
          points
              .computeIfAbsent(sound, name -> new ArrayList<>())
              .add(
                  new DetectionCurve.Point(
                      number(place, row, "threshold"),
                      words == 0 ? 0 : number(place, row, "missed") / words,
                      (int) number(place, row, "falseAlarms")));
        }
      }
    } catch (JsonProcessingException e) {
      throw new InputException(file, e.getOriginalMessage(), "a table of thresholds");
    }
    return points.entrySet().stream()
        .map(one -> new DetectionCurve.Sound(one.getKey(), hours.get(one.getKey()), one.getValue()))
        .toList();
  }

  private static double number(String place, Map<String, String> row, String column)
      throws InputException {
    String cell = row.get(column);
    try {
      double value = Double.parseDouble(String.valueOf(cell));
      if (Double.isFinite(value) && value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as what is no number of 0 or more is.
    }
    throw new InputException(place + ": " + column, String.valueOf(cell), "a number of 0 or more");
  }
}
