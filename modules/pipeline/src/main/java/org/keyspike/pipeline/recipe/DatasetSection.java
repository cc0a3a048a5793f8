package org.keyspike.pipeline.recipe;

import org.keyspike.io.InputException;
import org.keyspike.io.SettingException;

/** Checks of the {@code dataset} section that kinds of data sets share, with errors for people. */
public final class DatasetSection {
  private static final String SECTION = "dataset section of the recipe";

  private DatasetSection() {}

  /**
   * Requires an archive or a folder, and not both.
   *
   * @throws InputException if it is otherwise
   */
  public static void requireSource(DatasetSettings settings) throws InputException {
    if (settings.archive() == null && settings.folder() == null) {
      throw wrong("archive", null, "dataset.archive or dataset.folder");
    }
    if (settings.archive() != null && settings.folder() != null) {
      throw wrong("folder", settings.folder(), "dataset.archive or dataset.folder, not both");
    }
  }

  /**
   * Refuses keys that the section's kind has no use for.
   *
   * @param keys of the section
   * @throws InputException if one of them has a value
   */
  public static void requireNone(DatasetSettings settings, String... keys) throws InputException {
    for (String key : keys) {
      Object value =
          switch (key) {
            case "archive" -> settings.archive();
            case "folder" -> settings.folder();
            case "classes" -> settings.classes();
            case "words" -> settings.words();
            case "synthesis" -> settings.synthesis();
            case "negatives" -> settings.negatives();
            case "recordings" -> settings.recordings();
            case "more" -> settings.more();
            case "speakers" -> settings.speakers();
            case "language" -> settings.language();
            default -> throw new IllegalArgumentException("found key " + key);
          };
      if (value != null) {
        boolean both = key.equals("classes") && settings.words() != null;
        throw wrong(
            key, value, "nothing, as " + (both ? "words are given" : "kind " + settings.kind()));
      }
    }
  }

  /**
   * The refusal of a value.
   *
   * @param key of the section
   * @param found the value, or null for none
   * @param expected what would be right
   */
  public static InputException wrong(String key, Object found, String expected) {
    return new InputException(
        SECTION, "dataset." + key, found == null ? "nothing" : found.toString(), expected);
  }

  /** The refusal of a value by the settings that were made of the section. */
  public static InputException wrong(SettingException refusal) {
    return refusal.in(SECTION, "dataset");
  }
}
