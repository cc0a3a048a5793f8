package org.keyspike.pipeline.mining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.KnownHashes;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.MiningSettings;
import org.keyspike.synthesis.RecordedSpeech;
import org.keyspike.synthesis.RecordedTalk;
import org.keyspike.synthesis.Talk;

/**
 * Recorded talk that a network may learn from.
 *
 * @param folder that it lies in
 * @param speech the recordings that are used
 */
public record LearningTalk(Path folder, RecordedSpeech speech) {

  /**
   * Looks through a folder, or an archive, which is unpacked into the cache.
   *
   * @param classes of the network: recordings whose list of words names one are left out
   * @return nothing if the recipe names none
   * @throws InputException if there is nothing to listen to, or a half of one recording is asked
   *     for
   */
  public static Optional<LearningTalk> open(
      MiningSettings settings, List<String> classes, Path cache, ProgressListener progress)
      throws IOException {
    if (settings.talk() == null) {
      return Optional.empty();
    }
    Path folder = Archives.folder(settings.talk(), cache, progress);
    RecordedSpeech all = RecordedSpeech.open(folder, classes);
    progress.note(found(folder, all));
    if (settings.part() == MiningSettings.Part.ALL) {
      return Optional.of(new LearningTalk(folder, all));
    }
    Optional<RecordedSpeech.Halves> halves = all.halves();
    if (halves.isEmpty()) {
      throw new InputException(
          "recipe", "mining.part", settings.part(), "all, as there is one recording only");
    }
    return Optional.of(
        new LearningTalk(
            folder,
            settings.part() == MiningSettings.Part.FIRST
                ? halves.get().choosing()
                : halves.get().trying()));
  }

  private static String found(Path folder, RecordedSpeech all) {
    return folder
        + ": "
        + all.recordings()
        + " recordings of talk, "
        + all.leftOut()
        + " more in which a word is said left out, "
        + all.unchecked()
        + " without a list of their words"
        + all.others().map(others -> "; not read: " + others).orElse("");
  }

  /** The recordings, by name. */
  public List<Path> files() {
    return speech.files();
  }

  /** SHA-256, in hexadecimal, of their names in the folder and their content. */
  public String contentHash() throws IOException {
    MessageDigest digest = Hashes.sha256();
    KnownHashes known = new KnownHashes();
    for (Path file : files()) {
      String name = folder.relativize(file).toString().replace('\\', '/') + "\n";
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update(known.of(file).sha256());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** To listen to. */
  public Talk talk() throws IOException {
    return new RecordedTalk(folder, files());
  }
}
