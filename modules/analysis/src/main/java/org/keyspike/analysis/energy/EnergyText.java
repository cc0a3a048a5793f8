package org.keyspike.analysis.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.io.TextTable;

/** The energy table for people. */
public final class EnergyText {
  private static final List<String> HEADERS =
      List.of(
          "network",
          "accuracy",
          "seeds",
          "zeros",
          "bytes",
          "memories",
          "MMAC/s",
          "cycles",
          "µJ/s",
          "leakage");

  private EnergyText() {}

  /** Table, findings and what the columns are. */
  public static String of(StudyTable study) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADERS);
    for (Record row : study.rows()) {
      cells.add(cells((EnergyRow) row));
    }
    StringBuilder text = new StringBuilder(TextTable.of(cells));
    text.append(
        "accuracy: test part, mean over speakers; zeros: of the values between layers; bytes that are loaded;"
            + " memories cut to them; cycles of 10 ms; µJ for a second of sound, and of these leakage\n");
    study.findings().forEach(finding -> text.append(finding).append('\n'));
    return text.toString();
  }

  private static List<String> cells(EnergyRow row) {
    String accuracy =
        format("%.4f", row.score().bySpeaker())
            + row.score().deviation().map(d -> format(" ± %.4f", d)).orElse("");
    return List.of(
        row.network(),
        accuracy,
        String.valueOf(row.sources().size()),
        format("%.3f", row.work().zeros()),
        format("%,.0f", row.size().bytes()),
        format("%,.0f", row.size().memoryBytes()),
        format("%.3f", row.work().mmacPerSecond()),
        format("%.1f", row.work().cyclesPerFrame()),
        format("%.2f", row.joules().microjoulesPerSecond()),
        format("%.2f", row.joules().leakage()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
