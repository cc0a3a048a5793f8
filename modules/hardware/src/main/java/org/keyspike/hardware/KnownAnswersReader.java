package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;

/** A reader of known answers: all of them, checked, or none. */
public final class KnownAnswersReader {
  private static final byte[] NONE = {};

  private KnownAnswersReader() {}

  /**
   * Reads a file.
   *
   * @throws InputException if it is no such file, was changed, is too old or too new
   */
  public static KnownAnswers read(Path file) throws IOException {
    return parse(file.toString(), SectionFile.load(KnownAnswersFormat.FILE, file));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param file its name, for messages
   * @throws InputException as {@link #read}
   */
  public static KnownAnswers parse(String file, byte[] content) throws InputException {
    SectionFile sections = SectionFile.decode(KnownAnswersFormat.FILE, file, content);
    SectionInput shape = sections.take(new SectionKey(KnownAnswersFormat.SHAPE, 0));
    String digest = HexFormat.of().formatHex(shape.raw("image digest", 32));
    int count = shape.size("clips");
    List<KnownAnswers.Clip> clips = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      clips.add(clip(shape, sections, c));
    }
    requireNeeded(file, sections, clips);
    List<DetectorAnswer> stream = stream(shape, sections, clips);
    shape.end();
    sections.end(KnownAnswersWriter.order(clips.size(), sections.version()));
    try {
      return new KnownAnswers(digest, clips, stream);
    } catch (SpecException e) {
      throw new CorruptImageException(
          file, "content", "\"" + e.getMessage() + "\"", "answers that can be");
    }
  }

  private static List<DetectorAnswer> stream(
      SectionInput shape, SectionFile sections, List<KnownAnswers.Clip> clips)
      throws CorruptImageException {
    if (!sound(sections)) {
      return List.of();
    }
    int count = shape.size("answers of the stream");
    if (count > 0 && clips.isEmpty()) {
      throw shape.corrupt("answers of the stream", count, "0 without clips");
    }
    return StreamSection.read(
        sections.take(new SectionKey(KnownAnswersFormat.STREAM, 0)),
        count,
        clips.isEmpty() ? 0 : clips.get(0).trace().classes());
  }

  /**
   * What is of version 4 has outputs that version 3 cannot hold, and what is of version 5 has
   * states, so that bytes are unique.
   */
  private static void requireNeeded(
      String file, SectionFile sections, List<KnownAnswers.Clip> clips)
      throws CorruptImageException {
    boolean states = clips.stream().anyMatch(clip -> !clip.trace().blocks().isEmpty());
    if (blocks(sections) && !states) {
      throw new CorruptImageException(
          file,
          "format version",
          sections.version(),
          KnownAnswersFormat.DIGITS_SINCE + " or older without states");
    }
    if (digits(sections)
        && !states
        && clips.stream()
            .flatMap(clip -> clip.trace().spikes().stream())
            .allMatch(outputs -> SpikeBits.digits(outputs) == 1)) {
      throw new CorruptImageException(
          file,
          "format version",
          sections.version(),
          KnownAnswersFormat.SOUND_SINCE + " where outputs are spikes");
    }
  }

  private static boolean digits(SectionFile sections) {
    return sections.version() >= KnownAnswersFormat.DIGITS_SINCE;
  }

  private static boolean blocks(SectionFile sections) {
    return sections.version() >= KnownAnswersFormat.BLOCKS_SINCE;
  }

  private static boolean sound(SectionFile sections) {
    return sections.version() >= KnownAnswersFormat.SOUND_SINCE;
  }

  /**
   * Reads a file of answers to clips of an image's network: whether the answers are right is not
   * asked, nor whether they are of these very bytes.
   *
   * @throws InputException as {@link #read(Path)}, or if they are of another network
   */
  public static KnownAnswers read(Path file, WeightImage image) throws IOException {
    KnownAnswers answers = read(file);
    IntegerModel model = image.model();
    for (int c = 0; c < answers.clips().size(); c++) {
      requireFit(file, "clip " + c, answers.clips().get(c).misfit(model));
    }
    requireFit(file, "stream", StreamAnswers.misfit(answers, image));
    return answers;
  }

  /**
   * Reads a file of the answers of an image.
   *
   * @param name of the image, for the message
   * @throws InputException as {@link #read(Path, WeightImage)}, or if they are of another image
   */
  public static KnownAnswers readOf(Path file, WeightImage image, Object name) throws IOException {
    KnownAnswers answers = read(file, image);
    if (!answers.belongTo(image)) {
      throw new InputException(file, "answers of another image", "those of " + name);
    }
    return answers;
  }

  private static void requireFit(Path file, String field, Optional<String> wrong)
      throws InputException {
    if (wrong.isPresent()) {
      throw new InputException(
          file, field, wrong.get(), "answers of a network of the image's shape");
    }
  }

  private static KnownAnswers.Clip clip(SectionInput shape, SectionFile sections, int c)
      throws CorruptImageException {
    int frames = positive(shape, "frames");
    int timeSteps = shape.u8("time steps");
    if (timeSteps < 1 || timeSteps > 2) {
      throw shape.corrupt("time steps", timeSteps, "1 or 2");
    }
    int samples = sound(sections) ? samples(shape, frames) : 0;
    int features = each(shape, "features", frames);
    int encoder = shape.size("encoder spikes");
    if (encoder % frames != 0) {
      throw shape.corrupt("encoder spikes", encoder, "a multiple of " + frames);
    }
    int classes = positive(shape, "classes");
    int logits = shape.size("logits");
    if (logits != classes && logits != (long) frames * classes) {
      throw shape.corrupt("logits", logits, classes + ", or as many a frame");
    }
    int[] neurons = new int[shape.u16("layers")];
    if (neurons.length == 0) {
      throw shape.corrupt("layers", 0, "at least 1");
    }
    int[] adaptive = new int[neurons.length];
    int[] digits = new int[neurons.length];
    for (int l = 0; l < neurons.length; l++) {
      neurons[l] = each(shape, "spikes", (long) frames * timeSteps);
      adaptive[l] = shape.size("adaptations");
      if (adaptive[l] != 0 && adaptive[l] != neurons[l]) {
        throw shape.corrupt("adaptations", adaptive[l], "0 or " + neurons[l]);
      }
      digits[l] =
          digits(sections)
              ? shape.between("digits", shape.u8("digits"), 1, KnownAnswersFormat.MOST_DIGITS)
              : 1;
    }
    int[][] extents = blocks(sections) ? blocks(shape, frames) : new int[0][];
    short[] sound =
        shorts(sound(sections) ? raw(sections, KnownAnswersFormat.SAMPLES, c, 2L * samples) : NONE);
    byte[] frameBytes = raw(sections, KnownAnswersFormat.FEATURES, c, features);
    SectionInput channels = sections.take(new SectionKey(KnownAnswersFormat.ENCODER, c));
    byte[] encoderSpikes = spikes(channels, encoder);
    channels.end();
    List<byte[]> spikes = new ArrayList<>();
    List<short[]> potentials = new ArrayList<>();
    List<short[]> adaptations = new ArrayList<>();
    SectionInput bits = sections.take(new SectionKey(KnownAnswersFormat.SPIKES, c));
    SectionInput u = sections.take(new SectionKey(KnownAnswersFormat.POTENTIALS, c));
    SectionInput w = sections.take(new SectionKey(KnownAnswersFormat.ADAPTATIONS, c));
    for (int l = 0; l < neurons.length; l++) {
      int n = neurons[l];
      spikes.add(outputs(bits, n, digits[l]));
      potentials.add(shorts(u.raw("potentials", 2L * n)));
      adaptations.add(shorts(w.raw("adaptations", 2L * adaptive[l])));
    }
    bits.end();
    u.end();
    w.end();
    List<StateTrace> blocks = new ArrayList<>();
    if (blocks(sections)) {
      SectionInput states = sections.take(new SectionKey(KnownAnswersFormat.STATES, c));
      for (int[] extent : extents) {
        blocks.add(StateSections.read(states, extent[0], extent[1], extent[2]));
      }
      states.end();
    }
    SectionInput answers = sections.take(new SectionKey(KnownAnswersFormat.LOGITS, c));
    List<Integer> values = new ArrayList<>();
    for (int k = 0; k < logits; k++) {
      values.add(answers.i32("logits"));
    }
    answers.end();
    return new KnownAnswers.Clip(
        sound,
        frameBytes,
        new Trace(
            frames,
            timeSteps,
            classes,
            encoderSpikes,
            spikes,
            potentials,
            adaptations,
            values.stream().mapToInt(Integer::intValue).toArray(),
            blocks));
  }

  /** How many numbers there are of Δ, of B and of s of each block. */
  private static int[][] blocks(SectionInput shape, int frames) throws CorruptImageException {
    int[][] extents = new int[shape.u16("blocks")][];
    for (int b = 0; b < extents.length; b++) {
      extents[b] =
          new int[] {
            each(shape, "steps", frames), each(shape, "B", frames), each(shape, "states", frames)
          };
    }
    return extents;
  }

  private static int samples(SectionInput shape, int frames) throws CorruptImageException {
    int samples = shape.size("samples");
    long all = (long) FrontEndSettings.HOP * frames;
    if (samples != 0 && samples != all) {
      throw shape.corrupt("samples", samples, "0 or " + all);
    }
    return samples;
  }

  /** Outputs of so many digits, of which the largest has them all. */
  private static byte[] outputs(SectionInput in, int count, int digits)
      throws CorruptImageException {
    // The first digit is read before there is room for all: a number of outputs may be a lie.
    byte[] outputs = spikes(in, count);
    for (int digit = 1; digit < digits; digit++) {
      byte[] plane = spikes(in, count);
      for (int i = 0; i < count; i++) {
        outputs[i] |= (byte) (plane[i] << digit);
      }
    }
    if (SpikeBits.digits(outputs) != digits) {
      throw in.corrupt("digits", digits, "those of the largest output, at least 1");
    }
    return outputs;
  }

  private static byte[] spikes(SectionInput in, int count) throws CorruptImageException {
    byte[] bits = in.raw("spikes", SpikeBits.bytes(count));
    if (!SpikeBits.padded(bits, count)) {
      throw in.corrupt("spikes", "padding that is not 0", "zeros up to a whole byte");
    }
    return SpikeBits.unpack(bits, count);
  }

  private static int positive(SectionInput shape, String field) throws CorruptImageException {
    int count = shape.size(field);
    if (count == 0) {
      throw shape.corrupt(field, 0, "at least 1");
    }
    return count;
  }

  /** A number of values, at least one, as many for each frame or step. */
  private static int each(SectionInput shape, String field, long times)
      throws CorruptImageException {
    int count = positive(shape, field);
    if (count % times != 0) {
      throw shape.corrupt(field, count, "a multiple of " + times);
    }
    return count;
  }

  private static byte[] raw(SectionFile sections, int kind, int clip, long length)
      throws CorruptImageException {
    SectionInput in = sections.take(new SectionKey(kind, clip));
    byte[] bytes = in.raw("bytes", length);
    in.end();
    return bytes;
  }

  static short[] shorts(byte[] bytes) {
    short[] values = new short[bytes.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
    }
    return values;
  }
}
