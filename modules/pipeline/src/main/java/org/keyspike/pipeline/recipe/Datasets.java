package org.keyspike.pipeline.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.datasets.timit.Timit;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.synthesis.CustomWords;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.WordSynthesizer;

/** Opens the data set that a recipe asks for. */
public final class Datasets {
  private Datasets() {}

  /**
   * Opens a data set; an archive is unpacked, or words are synthesised, into the cache folder
   * unless they are there already.
   *
   * @param cache made if needed
   * @param seed of a synthesised corpus; nothing else depends on it
   * @throws InputException if the settings do not fit one another or the data is not usable
   */
  public static Dataset open(
      DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    settings.validate();
    return switch (settings.kind()) {
      case DatasetSettings.SPEECH_COMMANDS ->
          SpeechCommands.open(folder(settings, cache, progress), settings.selection());
      case DatasetSettings.TIMIT ->
          Timit.open(folder(settings, cache, progress), settings.labels(), threads(), progress);
      case DatasetSettings.CUSTOM ->
          CustomWords.open(
              settings.synthesis(seed),
              settings.negatives(),
              Optional.ofNullable(settings.recordings()),
              cache,
              threads(),
              progress);
      default -> synthesized(settings.synthesis(seed), cache, progress);
    };
  }

  private static Path folder(DatasetSettings settings, Path cache, ProgressListener progress)
      throws IOException {
    return settings.folder() != null
        ? settings.folder()
        : Archives.unpacked(settings.archive(), cache, progress);
  }

  private static Dataset synthesized(
      SynthesisSettings settings, Path cache, ProgressListener progress) throws IOException {
    MessageDigest digest = Hashes.sha256();
    String all = WordSynthesizer.VERSION + " " + settings;
    byte[] key = digest.digest(all.getBytes(StandardCharsets.UTF_8));
    Path folder = cache.resolve("synthesized-" + HexFormat.of().formatHex(key, 0, 8));
    if (!Files.isDirectory(folder)) {
      WordSynthesizer.synthesize(settings, folder, threads(), progress);
    }
    return SpeechCommands.open(folder, new WordSelection.Words(settings.classes()));
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
