package org.keyspike.pipeline.datasets;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.timit.PhoneSet;
import org.keyspike.datasets.timit.Timit;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;

/** Sentences whose frames are labelled with phones or their states: {@link Timit}. */
@AutoService(DatasetKind.class)
public final class TimitKind implements DatasetKind {
  @Override
  public String name() {
    return DatasetSettings.TIMIT;
  }

  @Override
  public boolean frameWise() {
    return true;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(settings, "negatives", "recordings", "more", "speakers");
    DatasetSection.requireSource(settings);
    labels(settings);
    DatasetSection.requireNone(settings, "words", "synthesis", "language");
  }

  /** There are no recordings of noise either. */
  @Override
  public void checkAugmentation(AugmentationSettings features, AudioAugmentationSettings audio)
      throws InputException {
    DatasetKind.super.checkAugmentation(features, audio);
    DatasetKind.requireNever(
        "noiseSnrDb", audio.noiseSnrDb(), "0, as " + name() + " has no recording of noise");
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    return Timit.open(
        SpeechCommandsKind.folder(settings, cache, progress),
        labels(settings),
        Runtime.getRuntime().availableProcessors(),
        progress);
  }

  @Override
  public Dataset openForTest(Path folder, List<String> classes, ProgressListener progress)
      throws IOException {
    return Timit.open(
        folder,
        training -> PhoneSet.of(classes).orElseThrow(),
        Runtime.getRuntime().availableProcessors(),
        progress);
  }

  /** What frames are labelled with: phones where nothing is said. */
  private static Timit.Labels labels(DatasetSettings settings) throws InputException {
    String set = settings.classes() == null ? "48" : settings.classes();
    return switch (set) {
      case "48" -> Timit.Labels.PHONES;
      case "1920" -> Timit.Labels.STATES;
      default -> throw DatasetSection.wrong("classes", set, "48 (phones) or 1920 (states of them)");
    };
  }
}
