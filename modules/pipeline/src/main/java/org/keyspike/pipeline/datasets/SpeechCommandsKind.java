package org.keyspike.pipeline.datasets;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.datasets.speechcommands.OfficialTestClips;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.SettingException;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;

/** Keyword clips in the layout of {@link SpeechCommands}: an archive or a folder. */
@AutoService(DatasetKind.class)
public final class SpeechCommandsKind implements DatasetKind {
  @Override
  public String name() {
    return DatasetSettings.SPEECH_COMMANDS;
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(settings, "negatives", "recordings", "speakers");
    DatasetSection.requireSource(settings);
    DatasetSection.requireNone(settings, "synthesis", "language");
    selection(settings);
    MoreVoices.validate(settings);
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    Dataset clips = SpeechCommands.open(folder(settings, cache, progress), selection(settings));
    Dataset dataset = MoreVoices.joined(clips, "", settings, cache, progress);
    return OfficialTestClips.remark(dataset, name -> true)
        .map(
            remark -> {
              List<String> remarks = new ArrayList<>(dataset.remarks());
              remarks.add(remark);
              return dataset.withRemarks(remarks);
            })
        .orElse(dataset);
  }

  /** The folder of a section that has one, or its archive unpacked. */
  static Path folder(DatasetSettings settings, Path cache, ProgressListener progress)
      throws IOException {
    return settings.folder() != null
        ? settings.folder()
        : Archives.unpacked(settings.archive(), cache, progress);
  }

  /** Which words become classes: all present where nothing is said. */
  private static WordSelection selection(DatasetSettings settings) throws InputException {
    if (settings.words() != null) {
      DatasetSection.requireNone(settings, "classes");
      try {
        return WordSelection.words(settings.words());
      } catch (SettingException e) {
        throw DatasetSection.wrong(e);
      }
    }
    String set = settings.classes() == null ? "all-present" : settings.classes();
    return switch (set) {
      case "all-present" -> WordSelection.allPresent();
      case "35" -> WordSelection.thirtyFive();
      case "12" -> WordSelection.twelve();
      default ->
          throw DatasetSection.wrong(
              "classes", set, "all-present, 35 or 12, or a list under words");
    };
  }
}
