package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;

/**
 * The seconds that are taken of clips, the same whichever way a folder is read: to train, to score
 * a network that exists, or as one's own recordings. A clip that is no longer than a second is
 * taken as it is, filled up with zeros; of a longer one the loudest second is taken, and of talk in
 * the folder {@link WordSelection#UNKNOWN} every whole one.
 */
final class ClipSeconds {
  private static final int SECOND = SpeechCommands.CLIP_SAMPLES;

  /** Bytes before the samples of a plain WAV. */
  private static final int PLAIN_HEADER = 44;

  private static final int RATE_AT = 24;
  private static final int ALIGN_AT = 32;

  private int longer;

  /**
   * @param folder that the clip is in, its word
   * @throws org.keyspike.io.InputException if it cannot be used
   */
  List<Utterance> of(String folder, Path clip, int label) throws IOException {
    if (surelyShort(clip)) {
      return List.of(SpeechCommands.clip(clip, label));
    }
    float[] samples = AudioFiles.readAt(clip, FrontEndSettings.SAMPLE_RATE).samples();
    if (samples.length <= SECOND) {
      return List.of(SpeechCommands.clip(clip, label));
    }
    if (folder.equals(WordSelection.UNKNOWN) && samples.length >= 2 * SECOND) {
      return EvenCuts.all(clip, folder, label);
    }
    longer++;
    return List.of(LoudestSecond.of(clip, samples, label));
  }

  /** What was not taken, for people; empty if all was. */
  Optional<String> remark() {
    return longer == 0
        ? Optional.empty()
        : Optional.of(longer + " clips are longer than a second: of each the loudest is taken");
  }

  /**
   * Whether a file cannot hold more than a second, told by the header of a plain WAV and the file's
   * size. Data sets have a hundred thousand clips, and nearly all are such; the others are read.
   */
  private static boolean surelyShort(Path clip) throws IOException {
    BasicFileAttributes file;
    byte[] head;
    try {
      // First: opening a pipe would wait for ever.
      file = Files.readAttributes(clip, BasicFileAttributes.class);
      if (!file.isRegularFile()) {
        return false;
      }
      try (InputStream in = Files.newInputStream(clip)) {
        head = in.readNBytes(PLAIN_HEADER);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Whoever reads it says what is wrong.
      return false;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (head.length < PLAIN_HEADER
        || !text.startsWith("RIFF")
        || !text.startsWith("WAVEfmt ", 2 * Integer.BYTES)) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long rate = Integer.toUnsignedLong(header.getInt(RATE_AT));
    long align = Short.toUnsignedLong(header.getShort(ALIGN_AT));
    return file.size() - PLAIN_HEADER <= rate * align;
  }
}
