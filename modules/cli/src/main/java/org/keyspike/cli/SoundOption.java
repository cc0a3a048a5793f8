package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.spotting.FileSound;
import org.keyspike.spotting.Microphone;
import org.keyspike.spotting.PipedSound;
import org.keyspike.spotting.SoundSource;
import picocli.CommandLine.Option;

/** The option for where sound comes from. */
final class SoundOption {
  private static final String PIPE = "-";

  @Option(
      names = "--wav",
      paramLabel = "FILE",
      description =
          "Instead of the microphone a sound file, WAV or NIST SPHERE, as fast as it goes; - for"
              + " standard input: raw 16-bit little-endian samples, mono, 16 kHz.")
  private String wav;

  /** Whether sound comes from the microphone. */
  boolean live() {
    return wav == null;
  }

  SoundSource open() throws IOException {
    if (wav == null) {
      return Microphone.open();
    }
    return wav.equals(PIPE) ? new PipedSound(System.in) : new FileSound(Path.of(wav));
  }
}
