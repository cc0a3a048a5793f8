package org.keyspike.experiment.sweep;

import java.util.Map;
import org.keyspike.evaluation.ClipScore;

/**
 * The outcome of a run of a sweep.
 *
 * @param run which run
 * @param failure what went wrong, for people, or null
 * @param validation what it scored there, or null if it did not come so far
 * @param test what it scored there, or null
 * @param data SHA-256 of the data's content, or null without {@code test}
 * @param clips what each test clip scored, with its speaker, or null without {@code test}
 */
record RunOutcome(
    SweepRun run,
    String failure,
    RunScore validation,
    RunScore test,
    String data,
    Map<String, ClipScore> clips) {

  /** A run that has learned, or failed before. */
  static RunOutcome learned(SweepRun run, String failure, RunScore validation) {
    return new RunOutcome(run, failure, validation, null, null, null);
  }

  /** The same run, tested. */
  RunOutcome tested(RunScore scored, String content, Map<String, ClipScore> clip) {
    return new RunOutcome(run, failure, validation, scored, content, clip);
  }

  /** The same run, failed. */
  RunOutcome failed(String reason) {
    return new RunOutcome(run, reason, validation, test, data, clips);
  }
}
