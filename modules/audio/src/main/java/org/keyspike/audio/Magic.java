package org.keyspike.audio;

import java.util.Map;

/** The kind of a file that cannot be read, told by its first bytes. */
final class Magic {
  private static final Map<String, String> KNOWN =
      Map.of(
          "fLaC", "FLAC",
          "OggS", "Ogg",
          "ID3", "MP3",
          "RIFX", "big-endian RIFF",
          "RF64", "64-bit RIFF",
          "FORM", "AIFF",
          "caff", "Core Audio",
          ".snd", "Sun audio",
          "ajkg", "shorten compression");

  private Magic() {}

  static String describe(Content file) {
    if (file.length() == 0) {
      return "an empty file";
    }
    for (Map.Entry<String, String> known : KNOWN.entrySet()) {
      if (file.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    return isText(file) ? "text" : "bytes of an unknown format";
  }

  private static boolean isText(Content file) {
    return file.text(0, 512).chars().allMatch(c -> c >= ' ' && c != 127 || c >= '\t' && c <= '\r');
  }
}
