package org.keyspike.pipeline.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.InputImage;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.LimitsNetwork;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Parameters;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.training.TrainingStates;

/**
 * Whatever is done to a valid file, with or without its checksums made right again, its reader
 * accepts it or throws an {@link org.keyspike.io.InputException}.
 *
 * <p>{@code -Dkeyspike.fuzz.seconds=600} tries for ten minutes instead of four seconds.
 */
@Tag("slow")
class FuzzTest {
  private static final int TRIES = 2;

  private Path folder;

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    remove(folder);
  }

  private static void remove(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void checkpoints(@ForAll long seed) throws Exception {
    List<byte[]> valid =
        List.of(
            GridCheckpoints.keyword(1).bytes(),
            GridCheckpoints.frameWise(2).bytes(),
            GridCheckpoints.real(3).bytes());
    Path file = folder.resolve("network.safetensors");
    Fuzzing.run(
        seed,
        (mutations, random) -> safetensors(valid.get(random.nextInt(3)), mutations, random),
        content -> {
          Files.write(file, content);
          if (Checkpoint.read(file).spec().format() != null) {
            WeightImage.of(file, 16, Packing.COMPRESSED);
          }
        });
  }

  /** Bytes, or tokens of the header with length and checksum made right. */
  private static byte[] safetensors(byte[] valid, Mutations mutations, SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      return mutations.bytes(valid);
    }
    String header = Seals.header(valid);
    // The metadata is JSON within JSON: its tokens, too.
    return Seals.withHeader(
        valid,
        random.nextBoolean()
            ? mutations.tokens(header)
            : mutations.tokens(header.replace("\\\"", "\u0001")).replace("\u0001", "\\\""));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void states(@ForAll long seed) throws Exception {
    Parameters parameters = GridCheckpoints.keyword(1).parameters();
    TrainingStates.save(folder, parameters);
    Path file = folder.resolve(TrainingStates.FILE);
    byte[] valid = Files.readAllBytes(file);
    Fuzzing.run(
        seed,
        (mutations, random) -> safetensors(valid, mutations, random),
        content -> {
          Files.write(file, content);
          TrainingStates.resume(folder, parameters);
        });
  }

  /** With a front end in integers, of 12 bands. */
  private static WeightImage listening(long seed) {
    WeightImage image = WeightImage.of(GridCheckpoints.keyword(seed), 16, Packing.COMPRESSED);
    FeatureSpec features = FeatureSpec.of(FrontEndSettings.integer(12, 10));
    return new WeightImage(
        new InputImage(features.withBands(image.features().bands()), image.encoder()),
        image.backbone(),
        image.readout(),
        image.arithmetic(),
        image.description());
  }

  private static WeightImage image(long seed) {
    Arithmetic small = new Arithmetic(1 + (int) (seed & 1), 4, 16, 32);
    return switch ((int) (seed & 3)) {
      case 0 -> listening(seed);
      case 1 -> WeightImage.of(GridCheckpoints.frameWise(seed), 16, Packing.DENSE);
      default -> LimitsNetwork.of(small, Packing.DENSE);
    };
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void images(@ForAll long seed) throws Exception {
    byte[] valid = ImageWriter.bytes(image(seed));
    Fuzzing.run(
        seed,
        (mutations, random) -> sections(valid, mutations, random),
        content -> ImageReader.parse("image", content));
  }

  /** Bytes, in two of three cases with all checksums made right. */
  private static byte[] sections(byte[] valid, Mutations mutations, SplittableRandom random) {
    byte[] changed = mutations.bytes(valid);
    return random.nextInt(3) == 0 ? changed : Seals.sections(changed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void answers(@ForAll long seed) throws Exception {
    WeightImage image = listening(seed);
    short[] samples = new short[FrontEndSettings.HOP * GridCheckpoints.FRAMES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * seed);
    }
    byte[] valid = KnownAnswersWriter.bytes(KnownAnswers.ofSound(image, List.of(samples, samples)));
    Path file = folder.resolve("answers.kska");
    Fuzzing.run(
        seed,
        (mutations, random) -> sections(valid, mutations, random),
        content -> {
          Files.write(file, content);
          KnownAnswersReader.read(file, image);
        });
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void recipes(@ForAll long seed) throws Exception {
    String plain =
        """
        seed: 3
        dataset:
          kind: synthesized
          words: [yes, no, up]
          synthesis: {trainSpeakers: 4, validationSpeakers: 2, testSpeakers: 2, minSnrDb: 20}
        frontend: {bands: 12, gain: 8}
        encoder: {kind: residual}
        network: {layers: [10, 8], neuron: rlif, readoutHidden: 6}
        training: {epochs: 2, batchSize: 6, learningRate: 0.01, threads: 1}
        compression:
          pruning: [{kind: weights, sparsity: 0.3, epochs: 1, learningRate: 0.002}]
          quantization: {epochs: 1, learningRate: 0.001}
        hardware: {knownAnswers: 2, packing: compressed}
        """;
    Path file = folder.resolve("recipe.yaml");
    byte[] valid = plain.getBytes(StandardCharsets.UTF_8);
    Fuzzing.run(
        seed,
        (mutations, random) -> mutations.text(valid),
        content -> {
          Files.write(file, content);
          Recipe.read(file);
        });
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void metrics(@ForAll long seed) throws Exception {
    byte[] valid =
        "{\"stage\":\"train\",\"epoch\":1}\n{\"stage\":\"träin\",\"epoch\":2}\n"
            .getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(TrainingStates.METRICS);
    Fuzzing.run(
        seed,
        (mutations, random) -> mutations.bytes(valid),
        content -> {
          Files.write(file, content);
          TrainingStates.readMetrics(folder);
        });
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void archives(@ForAll long seed) throws Exception {
    byte[] tar = tar("words/yes/a.wav", "words/no/b.wav", "words/list.txt");
    byte[] valid = zipped(tar);
    Path file = folder.resolve("words.tar.gz");
    Path cache = folder.resolve("cache");
    Fuzzing.run(
        seed,
        (mutations, random) ->
            random.nextInt(3) == 0 ? mutations.bytes(valid) : zipped(summed(mutations.bytes(tar))),
        content -> {
          Files.write(file, content);
          Files.createDirectories(cache);
          try {
            Archives.unpacked(file, cache);
          } finally {
            remove(cache);
          }
        });
  }

  /** Headers of 512 bytes as POSIX has them, and contents of one block. */
  private static byte[] tar(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String name : names) {
      byte[] header = new byte[512];
      put(header, 0, name);
      put(header, 100, "0000644");
      put(header, 108, "0000000");
      put(header, 116, "0000000");
      put(header, 124, "00000000005");
      put(header, 136, "00000000000");
      put(header, 156, "0");
      put(header, 257, "ustar");
      put(header, 263, "00");
      out.write(header);
      byte[] content = new byte[512];
      put(content, 0, "hello");
      out.write(content);
    }
    out.write(new byte[1024]);
    return summed(out.toByteArray());
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /** The sums of all blocks that look like headers made right. */
  private static byte[] summed(byte[] tar) {
    for (int at = 0; at + 512 <= tar.length; at += 512) {
      if (tar[at + 257] == 'u') {
        put(tar, at + 148, "        ");
        int sum = 0;
        for (int i = at; i < at + 512; i++) {
          sum += tar[i] & 0xFF;
        }
        put(tar, at + 148, String.format("%06o\0 ", sum));
      }
    }
    return tar;
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
