package org.keyspike.pipeline.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Locale;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.SettingException;

/**
 * The settings by which hard negatives are mined: the recipe's {@code mining}. The trained network
 * listens to talk in which no word is said; what it takes for a word becomes clips of {@code
 * _unknown_}, with which training goes on.
 *
 * @param rounds of listening and training, 0 (nothing is mined) to 20
 * @param talk folder or archive of recorded talk to learn from, or null
 * @param part of the recordings
 * @param hours of synthesised sentences in each round, 0 for none
 * @param threshold that a smoothed posterior must reach for an alarm, above 0, at most 1
 * @param nearMiss the same for a clip to be of use although it is no alarm, above 0, at most the
 *     threshold
 * @param most clips of a round, 1 to 100,000: those of the largest posteriors
 * @param perSource clips of one recording or speaker in a round, at least 1
 * @param retraining epochs and learning rate of the training in a round
 * @param validationHours of the validation stream in which false alarms are counted before and
 *     after each round, 0 (they are not counted) to 30
 */
public record MiningSettings(
    int rounds,
    Path talk,
    Part part,
    double hours,
    double threshold,
    double nearMiss,
    int most,
    int perSource,
    @JsonUnwrapped RetrainSettings retraining,
    double validationHours) {
  private static final int MOST_ROUNDS = 20;
  private static final int MOST_CLIPS = 100_000;
  private static final double MOST_HOURS = 1_000;
  private static final double MOST_VALIDATION_HOURS = 30;

  /** Which of the recordings are learned from. */
  public enum Part {
    /** All of them. */
    @JsonProperty("all")
    ALL,
    /** The first half, as {@code evaluate --stream} has it, where it chooses thresholds. */
    @JsonProperty("first")
    FIRST,
    /** The other half. */
    @JsonProperty("second")
    SECOND
  }

  /**
   * @throws SettingException if a value is out of range, or there is nothing to listen to
   */
  public MiningSettings {
    require(rounds >= 0 && rounds <= MOST_ROUNDS, "rounds", rounds, "0 to " + MOST_ROUNDS);
    require(part != null, "part", part, "all, first or second");
    require(hours >= 0 && hours <= MOST_HOURS, "hours", hours, "0 to " + MOST_HOURS);
    require(threshold > 0 && threshold <= 1, "threshold", threshold, "above 0, at most 1");
    require(
        nearMiss > 0 && nearMiss <= threshold,
        "nearMiss",
        nearMiss,
        "above 0, at most the threshold, " + threshold);
    require(most >= 1 && most <= MOST_CLIPS, "most", most, "1 to " + MOST_CLIPS);
    require(perSource >= 1, "perSource", perSource, "1 or more");
    require(
        validationHours >= 0 && validationHours <= MOST_VALIDATION_HOURS,
        "validationHours",
        validationHours,
        "0 to 30");
    require(
        rounds == 0 || talk != null || hours > 0,
        "hours",
        hours,
        "above 0, or a folder of mining.talk: there is nothing to listen to");
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SettingException(field, found, expected);
    }
  }

  /** Whether anything is mined. */
  public boolean on() {
    return rounds > 0;
  }

  /** What decides, beside the recordings, what a network is found to take for a word. */
  public String listening() {
    return String.join(
        " ",
        part.name().toLowerCase(Locale.ROOT),
        Double.toString(hours),
        Double.toString(threshold),
        Double.toString(nearMiss),
        Integer.toString(most),
        Integer.toString(perSource));
  }

  /**
   * Refuses to mine where nothing is made of what is found, or sentences cannot be made.
   *
   * @throws InputException if the data is not words to be told from all others
   */
  void check(DatasetSettings dataset) throws InputException {
    if (on() && !dataset.kind().equals(DatasetSettings.CUSTOM)) {
      throw new InputException(
          "recipe",
          "mining.rounds",
          Integer.toString(rounds),
          "0, as a data set of kind " + dataset.kind() + " has no " + WordSelection.UNKNOWN);
    }
  }
}
