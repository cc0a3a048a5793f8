package org.keyspike.audio;

import java.util.Map;
import java.util.Optional;

/** The kind of a file that cannot be read, told by its first bytes. */
final class Magic {
  private static final Map<String, String> KNOWN =
      Map.of(
          FlacDecoder.MAGIC,
          "FLAC",
          "OggS",
          "Ogg",
          "ID3",
          "MP3",
          "RIFX",
          "big-endian RIFF",
          "RF64",
          "64-bit RIFF",
          "FORM",
          "AIFF",
          "caff",
          "Core Audio",
          ".snd",
          "Sun audio",
          "ajkg",
          "shorten compression");

  private Magic() {}

  static String describe(Content file) {
    if (file.length() == 0) {
      return "an empty file";
    }
    Optional<String> known = of(file);
    if (known.isPresent()) {
      return known.get();
    }
    return isText(file) ? "text" : "bytes of an unknown format";
  }

  /** The format that the first bytes are the mark of. */
  static Optional<String> of(Content file) {
    return KNOWN.entrySet().stream()
        .filter(known -> file.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isText(Content file) {
    return file.text(0, 512).chars().allMatch(c -> c >= ' ' && c != 127 || c >= '\t' && c <= '\r');
  }
}
