package org.keyspike.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.cli.InputException;
import org.keyspike.cli.JsonFile;
import org.keyspike.cli.run.RunFolder;
import org.keyspike.report.html.DetectionCurve;
import org.keyspike.report.html.Section;

/** stream.json → detection error trade-off. */
final class Detections {
  private static final String WHAT = "how well keywords are spotted in streams";

  private Detections() {}

  static Path file(RunFolder run) {
    return run.path().resolve("stream.json");
  }

  static Section of(Material material) throws IOException {
    Path file = file(material.run());
    if (!Material.there(file)) {
      return Section.leftOut(
          DetectionCurve.ID,
          DetectionCurve.TITLE,
          "The network was not tried on a stream (stream.json): accuracy of clips does not tell how often it"
              + " speaks without cause.",
          "scripts/keyspike evaluate " + material.place() + " --stream");
    }
    JsonNode found = JsonFile.read(file, JsonNode.class, WHAT);
    double hours = number(file, found, "hours");
    List<DetectionCurve.Point> points = new ArrayList<>();
    for (JsonNode point : found.path("points")) {
      points.add(
          new DetectionCurve.Point(
              number(file, point, "threshold"),
              number(file, point, "missRate"),
              number(file, point, "falseAlarmsPerHour")));
    }
    if (points.isEmpty() || !(hours > 0)) {
      throw new InputException(file, "no points or no hours", WHAT);
    }
    return DetectionCurve.of(
        Words.text(
            "%.2f h in which nothing was to be detected, and %d thresholds of the detector.",
            hours, points.size()),
        hours,
        points);
  }

  private static double number(Path file, JsonNode object, String key) throws InputException {
    JsonNode value = object.path(key);
    if (!value.isNumber()) {
      throw new InputException(file + ": " + key, value.toString(), "a number");
    }
    return value.asDouble();
  }
}
