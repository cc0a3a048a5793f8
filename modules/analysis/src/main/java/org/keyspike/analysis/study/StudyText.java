package org.keyspike.analysis.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.TextTable;

/** A study for people. */
public final class StudyText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StudyText() {}

  /** Table and findings. */
  public static String of(StudyTable study) {
    List<List<String>> cells = new ArrayList<>();
    for (Record row : study.rows()) {
      JsonNode node = tree(row);
      if (cells.isEmpty()) {
        List<String> header = new ArrayList<>();
        node.fieldNames().forEachRemaining(header::add);
        cells.add(header);
      }
      List<String> line = new ArrayList<>();
      node.forEach(value -> line.add(cell(value)));
      cells.add(line);
    }
    StringBuilder text = new StringBuilder(TextTable.of(cells));
    study.findings().forEach(finding -> text.append(finding).append('\n'));
    return text.toString();
  }

  private static JsonNode tree(Record row) {
    try {
      return JSON.readTree(RecordWriter.json(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isDouble() ? String.format(Locale.ROOT, "%.4g", value.asDouble()) : value.asText();
  }
}
