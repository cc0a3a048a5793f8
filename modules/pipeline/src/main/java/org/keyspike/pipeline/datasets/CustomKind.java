package org.keyspike.pipeline.datasets;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.speechcommands.OfficialTestClips;
import org.keyspike.datasets.speechcommands.WordNames;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.SettingException;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.synthesis.CustomWords;
import org.keyspike.synthesis.SynthesisSettings;

/** Words to be told from all others, synthesised and recorded: {@link CustomWords}. */
@AutoService(DatasetKind.class)
public final class CustomKind implements DatasetKind {
  @Override
  public String name() {
    return DatasetSettings.CUSTOM;
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(settings, "archive", "folder", "classes", "speakers");
    checkSpotting(settings);
    MoreVoices.validate(settings);
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    Dataset words =
        CustomWords.open(
            SynthesizedKind.synthesis(settings, seed),
            settings.negatives(),
            Optional.ofNullable(settings.recordings()),
            cache,
            Runtime.getRuntime().availableProcessors(),
            progress);
    Dataset dataset = MoreVoices.joined(words, Dataset.RECORDED, settings, cache, progress);
    List<String> remarks = new ArrayList<>(dataset.remarks());
    OfficialTestClips.remark(dataset, Dataset::recorded).ifPresent(remarks::add);
    return dataset.withRemarks(remarks);
  }

  /** All but the recordings is synthesised anew. */
  @Override
  public String place() {
    return "recordings";
  }

  /** What can be synthesised is not always what can be spotted. */
  private static void checkSpotting(DatasetSettings settings) throws InputException {
    if (settings.negatives() == null) {
      throw DatasetSection.wrong(
          "negatives", null, "how many clips of other words and of silence to make");
    }
    SynthesisSettings synthesis = SynthesizedKind.synthesis(settings, 0);
    try {
      settings.negatives().check(synthesis.voices().language());
    } catch (SettingException e) {
      throw DatasetSection.wrong("negatives." + e.field(), e.found(), e.expected());
    }
    for (String word : synthesis.classes()) {
      for (String taken : List.of("unknown", "silence")) {
        if (WordNames.key(word).equals(taken)) {
          throw DatasetSection.wrong(
              "words", '"' + word + '"', "another word, as there is a class of that name");
        }
      }
    }
    for (String other : settings.negatives().words()) {
      if (synthesis.classes().stream().anyMatch(word -> sameFolder(word, other))) {
        throw DatasetSection.wrong(
            "negatives.words", '"' + other + '"', "a word that is not to be spotted");
      }
    }
  }

  private static boolean sameFolder(String one, String other) {
    return WordNames.key(one).equals(WordNames.key(other));
  }
}
