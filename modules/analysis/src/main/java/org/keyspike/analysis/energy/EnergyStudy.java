package org.keyspike.analysis.energy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.report.FrontPlot;
import org.keyspike.report.Labels;

/**
 * What spikes save, told honestly: a network beside its rivals, each at its own accuracy, with the
 * zeros that it really has, on memories cut to it, with leakage.
 */
public final class EnergyStudy {
  private static final String STUDY = "energy";

  /** Answers a second of a stream. */
  private static final int STREAM_ANSWERS = 10;

  private static final int FRAMES_A_SECOND = 100;

  private EnergyStudy() {}

  /**
   * The table and its plot.
   *
   * @param rows with one of the studied network
   * @param clockHz of the machine
   */
  public static StudyTable of(List<EnergyRow> rows, long clockHz, Path folder) throws IOException {
    List<EnergyRow> ordered = rows.stream().sorted(Comparator.comparing(EnergyRow::kind)).toList();
    EnergyRow own = ordered.get(0);
    if (own.kind() != RivalKind.OWN) {
      throw new IllegalArgumentException("found no row of the network itself");
    }
    Path plot = folder.resolve(STUDY + ".png");
    plot(ordered, plot);
    List<String> findings = new ArrayList<>();
    findings.add(leakage(own));
    ordered.stream().skip(1).map(row -> verdict(own, row)).forEach(findings::add);
    ordered.stream()
        .filter(row -> row.kind() == RivalKind.DS_CNN)
        .map(row -> inStreams(row, clockHz))
        .forEach(findings::add);
    ordered.stream()
        .filter(row -> row.kind() == RivalKind.SAME_BYTES)
        .map(row -> bytes(own, row))
        .forEach(findings::add);
    findings.addAll(missing(ordered));
    return new StudyTable(STUDY, own.machine(), ordered, findings, List.of(plot.toString()));
  }

  private static String leakage(EnergyRow own) {
    return String.format(
        Locale.ROOT,
        "%.1f %% of the %.2f µJ that this network takes for a second of sound are leakage",
        100 * own.joules().leakage() / own.joules().microjoulesPerSecond(),
        own.joules().microjoulesPerSecond());
  }

  /** Who wins, as far as accuracy and joules say. */
  static String verdict(EnergyRow own, EnergyRow rival) {
    double joules = rival.joules().microjoulesPerSecond() / own.joules().microjoulesPerSecond();
    if (rival.kind() == RivalKind.DENSE) {
      return String.format(
          Locale.ROOT,
          "%s: %.3f times the joules; that is what skipping zeros is worth",
          rival.network(),
          joules);
    }
    double points = 100 * (rival.score().bySpeaker() - own.score().bySpeaker());
    String figures =
        String.format(
            Locale.ROOT,
            "%s: %.3f times the joules at %+.2f points of accuracy%s",
            rival.network(),
            joules,
            points,
            within(own, rival) ? " (within the interval of this network)" : "");
    if (joules == 1 && points == 0) {
      return figures + "; the same";
    }
    if (joules <= 1 && points >= 0) {
      return figures + "; spikes lose";
    }
    return joules >= 1 && points <= 0
        ? figures + "; spikes win"
        : figures + (joules < 1 ? "; it is cheaper, and says less" : "; it says more, for more");
  }

  private static boolean within(EnergyRow own, EnergyRow rival) {
    return own.score()
        .interval()
        .filter(interval -> contains(interval, rival.score().accuracy()))
        .isPresent();
  }

  private static boolean contains(Interval interval, double accuracy) {
    return interval.lower() <= accuracy && accuracy <= interval.upper();
  }

  /** The table is of an answer a second, as clips are scored. */
  private static String inStreams(EnergyRow row, long clockHz) {
    double leakage = row.joules().leakage();
    double dynamic = row.joules().microjoulesPerSecond() - leakage;
    double cycles = row.work().cyclesPerFrame() * FRAMES_A_SECOND * STREAM_ANSWERS;
    String clock =
        cycles <= clockHz
            ? ""
            : String.format(Locale.ROOT, " and a clock of at least %.0f kHz", cycles / 1000);
    return String.format(
        Locale.ROOT,
        "%s: with %d answers a second, as a stream has them, and nothing used again between them it takes %.2f µJ%s",
        row.network(),
        STREAM_ANSWERS,
        leakage + STREAM_ANSWERS * dynamic,
        clock);
  }

  private static String bytes(EnergyRow own, EnergyRow rival) {
    return String.format(
        Locale.ROOT,
        "%s: %.3f times the bytes of this network",
        rival.network(),
        rival.size().bytes() / own.size().bytes());
  }

  private static List<String> missing(List<EnergyRow> rows) {
    List<String> missing = new ArrayList<>();
    for (RivalKind kind : RivalKind.values()) {
      boolean there = rows.stream().anyMatch(row -> row.kind() == kind);
      if (!there && !kind.recipe().isEmpty()) {
        missing.add(
            kind.title()
                + ": left out, as nobody has trained and measured one here; keyspike run "
                + kind.recipe()
                + ", then study energy with --rival and its run folder");
      }
    }
    return missing;
  }

  private static void plot(List<EnergyRow> rows, Path file) throws IOException {
    List<ParetoFront.Point> all =
        rows.stream()
            .map(
                row ->
                    new ParetoFront.Point(
                        row.network(),
                        row.joules().microjoulesPerSecond(),
                        row.score().bySpeaker()))
            .toList();
    Map<String, List<ParetoFront.Point>> points =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    ParetoFront.Point::name, LinkedHashMap::new, Collectors.toList()));
    FrontPlot.write(
        file,
        new Labels(
            "Accuracy against joules, leakage and all",
            "µJ for a second of sound",
            "test accuracy, mean over speakers"),
        points,
        "no other is better in both",
        ParetoFront.of(all));
  }
}
