package org.keyspike.analysis.energy;

import java.util.List;
import java.util.Optional;
import org.keyspike.evaluation.Interval;

/** Rows that nobody measured, for tests of what is said of rows. */
final class MadeRows {
  static final String MACHINE = "fitted, 128 lanes, 100000 Hz";
  static final String TABLE = "28nm-lstp";

  private MadeRows() {}

  /** A network of an accuracy and so many µJ, 10 of which are leakage. */
  static EnergyRow row(RivalKind kind, double accuracy, double microjoules) {
    return row(kind, accuracy, microjoules, "hash");
  }

  static EnergyRow row(RivalKind kind, double accuracy, double microjoules, String hash) {
    return new EnergyRow(
        kind,
        kind.title(),
        new EnergyRow.TestScore(
            accuracy,
            accuracy,
            Optional.of(new Interval(accuracy - 0.01, accuracy + 0.01, Interval.Unit.SPEAKERS, 10)),
            Optional.empty()),
        new EnergyRow.Size(1000, 2000),
        new EnergyRow.Work(0.5, 1.5, 200),
        new EnergyRow.Joules(microjoules, 10),
        MACHINE,
        TABLE,
        List.of(new EnergyRow.Source("runs/made", "1", "data", hash, "2 clips")));
  }
}
