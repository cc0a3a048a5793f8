package org.keyspike.experiment.cluster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.evaluation.Bootstrap;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.Interval;
import org.keyspike.io.TextTable;

/**
 * The false alarms of a network in a folder of sound files without keywords, each a stream of its
 * own.
 *
 * @param out where the rows of the files lie
 * @param network SHA-256 of its file
 * @param words of the network, and all of them together first
 * @param worst files with most false alarms an hour, of those with two or more
 * @param count of the files
 */
public record FolderAlarms(
    String out,
    String network,
    List<Word> words,
    List<Worst> worst,
    @JsonUnwrapped FolderCount count) {

  /** The row of all words together. */
  public static final String ALL = "all";

  /** Files of a table for people. */
  private static final int SHOWN = 5;

  /** Alarms from which on a file is more than chance. */
  private static final int SEVERAL = 2;

  /**
   * False alarms of one word.
   *
   * @param word its class, or {@value #ALL}
   * @param threshold of it, 0 to 1; of all the lowest
   * @param falseAlarms how many
   * @param perHour of them
   * @param events interval of the rate, 95 %, of a Poisson process
   * @param files interval of the rate, 95 %, by file
   */
  public record Word(
      String word,
      double threshold,
      int falseAlarms,
      double perHour,
      Interval events,
      Interval files) {}

  /**
   * A file with many false alarms.
   *
   * @param file below the folder
   * @param hours of it
   * @param falseAlarms in it
   */
  public record Worst(String file, double hours, int falseAlarms) {
    private double perHour() {
      return falseAlarms / hours;
    }
  }

  /**
   * The detections of one file.
   *
   * @param file below the folder
   * @param hours of sound, above 0
   * @param alarms how many of each word, in the order of the words
   */
  public record HeardFile(String file, double hours, List<Integer> alarms) {
    int all() {
      return alarms.stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Counts.
   *
   * @param words keywords, with their thresholds
   * @param files by name, at least one
   */
  public static FolderAlarms of(
      String out,
      String network,
      List<String> words,
      List<Double> thresholds,
      List<HeardFile> files,
      FolderCount count) {
    double[] hours = files.stream().mapToDouble(HeardFile::hours).toArray();
    List<Word> rows = new ArrayList<>();
    double lowest = thresholds.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    rows.add(word(ALL, lowest, files.stream().mapToInt(HeardFile::all).toArray(), hours));
    for (int k = 0; k < words.size(); k++) {
      int word = k;
      int[] counts = files.stream().mapToInt(file -> file.alarms.get(word)).toArray();
      rows.add(word(words.get(k), thresholds.get(k), counts, hours));
    }
    List<Worst> worst =
        files.stream()
            .filter(file -> file.all() >= SEVERAL)
            .map(file -> new Worst(file.file, file.hours, file.all()))
            .sorted((a, b) -> Double.compare(b.perHour(), a.perHour()))
            .limit(SHOWN)
            .toList();
    return new FolderAlarms(out, network, rows, worst, count);
  }

  private static Word word(String name, double threshold, int[] counts, double[] hours) {
    int all = 0;
    double time = 0;
    for (int i = 0; i < counts.length; i++) {
      all += counts[i];
      time += hours[i];
    }
    FalseAlarms alarms = new FalseAlarms(all, time);
    return new Word(
        name,
        threshold,
        all,
        alarms.perHour(),
        alarms.interval(),
        Bootstrap.rate(counts, hours, Bootstrap.SEED));
  }

  /** As a table, for people. */
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("word", "threshold", "false alarms", "an hour", "95 % of events", "95 % by file"));
    for (Word word : words) {
      rows.add(
          List.of(
              word.word,
              String.format(Locale.ROOT, "%.4f", word.threshold),
              String.valueOf(word.falseAlarms),
              number(word.perHour),
              number(word.events.lower()) + "–" + number(word.events.upper()),
              number(word.files.lower()) + "–" + number(word.files.upper())));
    }
    StringBuilder text = new StringBuilder(TextTable.of(rows)).append(count.text());
    if (!worst.isEmpty()) {
      text.append(String.format("%nmost in"));
      for (Worst file : worst) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n  %s: %d in %.3f h, %s an hour",
                file.file,
                file.falseAlarms,
                file.hours,
                number(file.perHour())));
      }
    }
    return text.append(String.format("%nall files: %s/false-alarms.csv", out)).toString();
  }

  private static String number(double rate) {
    int decimals = rate >= 100 ? 0 : rate >= 10 ? 1 : rate >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", rate);
  }
}
