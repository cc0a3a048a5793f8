package org.keyspike.datasets.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileHash;
import org.keyspike.io.InputException;
import org.keyspike.io.KnownHashes;

/**
 * The sound of utterances, for one thread. Each file is read once while utterances of it follow one
 * another, and its bytes must be those that its hash was taken of: so sound that has changed since
 * then, by whatever, is never taken for what it was.
 */
final class SoundReader {
  private final KnownHashes known;
  private final Hash hash;
  private Path file;
  private float[] sound;

  /** The hash that is known of a file. */
  interface Hash {
    Optional<FileHash> of(Path file) throws IOException;
  }

  SoundReader(KnownHashes known, Hash hash) {
    this.known = known;
    this.hash = hash;
  }

  /**
   * An utterance's samples.
   *
   * @throws InputException if its file cannot be used, or has other bytes than it had
   */
  float[] samples(Utterance utterance) throws IOException {
    return utterance.samples(sound(utterance.file()));
  }

  /** A whole file at 16 kHz; to be read only. */
  float[] sound(Path wanted) throws IOException {
    if (!wanted.equals(file)) {
      // Long recordings should not be in memory twice.
      sound = null;
      file = wanted;
      sound = read();
    }
    return sound;
  }

  private float[] read() throws IOException {
    byte[] bytes = AudioFiles.bytes(file);
    Optional<FileHash> expected = hash.of(file);
    if (expected.isPresent() && !expected.get().matches(bytes)) {
      known.forget(file);
      throw new InputException(
          file,
          "content",
          "other bytes than when its hash was taken",
          "the same; what is kept of its folder is forgotten, so run again");
    }
    return AudioFiles.readAt(bytes, file.toString(), FrontEndSettings.SAMPLE_RATE).samples();
  }
}
