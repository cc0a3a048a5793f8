package org.keyspike.pipeline.datasets;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.speechcommands.ClassFolders;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;

/** Any folder with a folder for each class, {@link ClassFolders}: an archive or a folder. */
@AutoService(DatasetKind.class)
public final class FolderKind implements DatasetKind {
  @Override
  public String name() {
    return DatasetSettings.FOLDER;
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(
        settings, "classes", "synthesis", "language", "negatives", "recordings", "more");
    DatasetSection.requireSource(settings);
    speakers(settings);
    List<String> words = settings.words();
    if (words != null && (words.size() < 2 || new HashSet<>(words).size() != words.size())) {
      throw DatasetSection.wrong("words", words, "two or more folders, each once, or none for all");
    }
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    return ClassFolders.open(
        SpeechCommandsKind.folder(settings, cache, progress),
        settings.words() == null ? List.of() : settings.words(),
        speakers(settings));
  }

  @Override
  public Dataset openForTest(Path folder, List<String> classes, ProgressListener progress)
      throws IOException {
    return ClassFolders.openForTest(folder, classes);
  }

  private static Pattern speakers(DatasetSettings settings) throws InputException {
    String expected =
        "a regular expression whose first group is who speaks, as in '/([^/_]+)_[^/]*$'";
    if (settings.speakers() == null) {
      throw DatasetSection.wrong("speakers", null, expected);
    }
    try {
      return Pattern.compile(settings.speakers());
    } catch (PatternSyntaxException e) {
      throw DatasetSection.wrong(
          "speakers", settings.speakers() + " (" + e.getDescription() + ")", expected);
    }
  }
}
