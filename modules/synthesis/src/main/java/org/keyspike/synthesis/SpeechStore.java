package org.keyspike.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.keyspike.audio.Pcm16;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpokenText;

/**
 * A folder of a cache with what engines said: a ZIP file for each speaker of a corpus, with a text
 * of 16-bit little-endian samples at 16 kHz in each entry. Speakers of the same seed say much of
 * the same, whatever the words to spot are, and only the rest is synthesised. A file holds what its
 * speaker said last; one that is broken holds nothing. Processes may share the folder.
 *
 * @param folder made when there is something to keep
 */
record SpeechStore(Path folder) {

  /** What a speaker said. */
  Map<SpokenText, float[]> read(BaseVoice voice, String speaker) throws IOException {
    Path file = file(voice, speaker);
    Map<SpokenText, float[]> found = new HashMap<>();
    if (!Files.exists(file)) {
      return found;
    }
    // A stream checks the sums of entries, which a ZipFile does not.
    try (InputStream raw = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(raw)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        found.put(text(entry.getName()), samples(zip.readAllBytes()));
      }
      return found;
    } catch (IOException | IllegalArgumentException e) {
      return new HashMap<>();
    }
  }

  /** Keeps what a speaker said, in place of what was kept. */
  void write(BaseVoice voice, String speaker, Map<SpokenText, float[]> said) throws IOException {
    AtomicFiles.write(
        file(voice, speaker),
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.setLevel(Deflater.BEST_SPEED);
          for (Map.Entry<SpokenText, float[]> entry : said.entrySet()) {
            zip.putNextEntry(new ZipEntry(name(entry.getKey())));
            zip.write(bytes(entry.getValue()));
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  private Path file(BaseVoice voice, String speaker) {
    SpeechEngine engine = voice.engine().orElseThrow();
    String key = String.join("\n", engine.name(), engine.version(), voice.name(), speaker);
    String name = Hashes.sha256Hex(key.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return folder.resolve(name + ".zip");
  }

  private static String name(SpokenText text) {
    return text.pitchPercent()
        + " "
        + text.rangePercent()
        + " "
        + text.wordsPerMinute()
        + " "
        + text.text();
  }

  private static SpokenText text(String name) {
    String[] parts = name.split(" ", 4);
    return new SpokenText(
        parts[parts.length - 1],
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]));
  }

  private static byte[] bytes(float[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      bytes.putShort(Pcm16.of(sample));
    }
    return bytes.array();
  }

  private static float[] samples(byte[] bytes) {
    ShortBuffer shorts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] samples = new float[shorts.remaining()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Pcm16.sample(shorts.get(i));
    }
    return samples;
  }
}
