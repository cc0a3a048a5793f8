package org.keyspike.pipeline.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.SettingException;

/**
 * The settings by which a spotter adapts to own recordings: the recipe's {@code adaptation}. The
 * network on the integer grid learns from them, mixed with clips that it was trained with.
 *
 * @param recordings folder of own recordings, or null: nothing is adapted
 * @param layers what learns
 * @param epochs of learning, at least 1
 * @param learningRate of it, above 0
 * @param clips of an epoch, 1 to 100,000; more where there are many recordings
 * @param share of recordings among those of a class that has some, above 0, at most 0.9
 */
public record AdaptationSettings(
    Path recordings, Layers layers, int epochs, double learningRate, int clips, double share) {
  private static final int MOST_CLIPS = 100_000;
  private static final double MOST_SHARE = 0.9;

  /** What learns. */
  public enum Layers {
    /** The readout alone. */
    @JsonProperty("last")
    LAST,
    /** Everything: encoder, spiking layers and readout. */
    @JsonProperty("all")
    ALL
  }

  /**
   * @throws SettingException if a value is out of range
   */
  public AdaptationSettings {
    require(layers != null, "layers", layers, "last or all");
    require(epochs >= 1, "epochs", epochs, "1 or more");
    require(
        learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate, "above 0");
    require(clips >= 1 && clips <= MOST_CLIPS, "clips", clips, "1 to " + MOST_CLIPS);
    require(share > 0 && share <= MOST_SHARE, "share", share, "above 0, at most " + MOST_SHARE);
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SettingException(field, found, expected);
    }
  }

  /** Whether anything is adapted. */
  public boolean on() {
    return recordings != null;
  }

  /** What decides, beside the recordings, what is learned from them. */
  public String learning() {
    return String.join(
        " ",
        layers.name(),
        Integer.toString(epochs),
        Double.toString(learningRate),
        Integer.toString(clips),
        Double.toString(share));
  }

  /**
   * How often a recording of a class is in an epoch, at least once.
   *
   * @param own recordings of the class, at least 1
   * @param part of all clips that is of the class, 0 to 1
   */
  public int copies(int own, double part) {
    return (int) Math.max(1, Math.round(share * part * clips / own));
  }

  /**
   * How many other clips of a class are in an epoch.
   *
   * @param own recordings of the class; without any, all are others
   * @param part of all clips that is of the class, 0 to 1
   */
  public int others(int own, double part) {
    return (int)
        Math.round(own == 0 ? part * clips : copies(own, part) * own * (1 - share) / share);
  }

  /**
   * Refuses to adapt where recordings have no classes to go to.
   *
   * @throws InputException if the data is not words to be told from all others
   */
  void check(DatasetSettings dataset) throws InputException {
    if (on() && !dataset.kind().equals(DatasetSettings.CUSTOM)) {
      throw new InputException(
          "recipe",
          "adaptation.recordings",
          recordings,
          "nothing, as a data set of kind " + dataset.kind() + " has no " + WordSelection.UNKNOWN);
    }
  }
}
