package org.keyspike.tutorials.howto;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;

/**
 * Clips in a folder for every speaker, {@code <speaker>/<word>.wav}, as a recorder on a desk leaves
 * them: {@code dataset: {kind: speaker-folders, folder: …, words: […]}}. Of every five speakers, by
 * name, the fourth is for validation and the fifth for test.
 */
@AutoService(DatasetKind.class)
public final class SpeakerFoldersKind implements DatasetKind {
  private static final int FIVE = 5;

  @Override
  public String name() {
    return "speaker-folders";
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(
        settings, "archive", "classes", "synthesis", "negatives", "recordings", "more", "speakers");
    if (settings.folder() == null) {
      throw DatasetSection.wrong("folder", null, "a folder with a folder for every speaker");
    }
    if (settings.words() == null || settings.words().isEmpty()) {
      throw DatasetSection.wrong("words", settings.words(), "the words that become classes");
    }
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    InputException.requireFolder(settings.folder(), "a folder with a folder for every speaker");
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    List<Path> speakers = folders(settings.folder());
    for (int i = 0; i < speakers.size(); i++) {
      Split split =
          switch (i % FIVE) {
            case 3 -> Split.VALIDATION;
            case 4 -> Split.TEST;
            default -> Split.TRAIN;
          };
      parts
          .computeIfAbsent(split, s -> new ArrayList<>())
          .addAll(utterances(speakers.get(i), settings.words()));
    }
    return new Dataset(settings.folder().getFileName().toString(), settings.words(), false, parts);
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The words of a speaker that are there, a second each. */
  private static List<Utterance> utterances(Path speaker, List<String> words) {
    List<Utterance> utterances = new ArrayList<>();
    for (int label = 0; label < words.size(); label++) {
      Path file = speaker.resolve(words.get(label) + ".wav");
      if (Files.exists(file)) {
        String who = speaker.getFileName().toString();
        int[] labels = {label};
        utterances.add(
            new Utterance(
                    who + "/" + words.get(label), file, 0, SpeechCommands.CLIP_SAMPLES, labels)
                .withSpeaker(who));
      }
    }
    return utterances;
  }
}
