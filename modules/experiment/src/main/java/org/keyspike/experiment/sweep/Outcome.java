package org.keyspike.experiment.sweep;

import java.util.Map;
import org.keyspike.evaluation.Accuracy;

/**
 * How a run of a sweep ended.
 *
 * @param member which run
 * @param failure what went wrong, for people, or null
 * @param validation what it scored there, or null if it did not come so far
 * @param test what it scored there, or null
 * @param data SHA-256 of the data's content, or null without {@code test}
 * @param clips what each test clip scored, or null without {@code test}
 */
record Outcome(
    SweepRun member,
    String failure,
    Figures validation,
    Figures test,
    String data,
    Map<String, Accuracy> clips) {

  /** A run that has learned, or failed before. */
  static Outcome learned(SweepRun member, String failure, Figures validation) {
    return new Outcome(member, failure, validation, null, null, null);
  }

  /** The same run, tested. */
  Outcome tested(Figures scored, String content, Map<String, Accuracy> clip) {
    return new Outcome(member, failure, validation, scored, content, clip);
  }

  /** The same run, failed. */
  Outcome failed(String reason) {
    return new Outcome(member, reason, validation, test, data, clips);
  }
}
