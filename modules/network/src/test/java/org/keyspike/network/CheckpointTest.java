package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;

class CheckpointTest {
  @TempDir Path folder;

  static Checkpoint small() {
    NumberFormat format =
        new NumberFormat(
            4,
            16,
            List.of(new NumberFormat.LayerFormat(8, 4, 5)),
            new NumberFormat.ReadoutFormat(9, 2, 4));
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(3, 10),
            new EncoderSpec.Residual(false),
            List.of(
                new LayerSpec(
                    5, new RecurrentLif(), Surrogate.of(Surrogate.Shape.TRIANGLE), false, true, 0)),
            new ReadoutSpec.Keyword(4, 2, 100),
            2,
            format);
    return new Checkpoint(
        spec, List.of("no", "yes"), Initializer.draw(spec, 0.5, 7), Map.of("seed", "7"));
  }

  /** What a spec can say since then is left out where it is not said. */
  @Test
  void aPublishedFileKeepsItsBytes() throws IOException {
    Path published = Path.of("../../models/gsc-mini/tiny/checkpoints/float.safetensors");
    assertArrayEquals(Files.readAllBytes(published), Checkpoint.read(published).bytes());
  }

  @Test
  void comesBackAsItWasAndTwiceTheSameBytes() throws IOException {
    Path a = folder.resolve("a.safetensors");
    Path b = folder.resolve("b.safetensors");
    small().write(a);
    Checkpoint.read(a).write(b);
    assertEquals(small(), Checkpoint.read(a));
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing is left beside");
    }
  }

  /** In a layer whose neurons have scales, these are parameters; elsewhere nothing is written. */
  @Test
  void scalesComeBack() throws IOException {
    Path plain = folder.resolve("plain.safetensors");
    small().write(plain);
    assertFalse(Files.readString(plain, StandardCharsets.ISO_8859_1).contains("scaled"));
    NumberFormat format = small().spec().format();
    NumberFormat.LayerFormat units = format.layers().get(0).withScales();
    NetworkSpec spec =
        small().spec().withFormat(new NumberFormat(4, 16, List.of(units), format.readout()));
    assertEquals(
        "LayerFormat[membraneFraction=8, weightFraction=4, recurrentFraction=5]",
        format.layers().get(0).toString());
    assertTrue(spec.scaled(0) && units.toString().endsWith(", scaled=true]"));
    Parameters parameters = Initializer.draw(spec, 0.5, 7);
    assertArrayEquals(new float[] {1, 1, 1, 1, 1}, parameters.data(Names.threshold(0)));
    parameters.data(Names.threshold(0))[3] = 0.75f;
    Checkpoint scaled = small().with(spec, parameters);
    Path file = folder.resolve("scaled.safetensors");
    scaled.write(file);
    assertEquals(scaled, Checkpoint.read(file));
  }

  @Test
  void remembersWhatPruningLeft() throws IOException {
    Path file = folder.resolve("kept.safetensors");
    Checkpoint whole = small();
    Checkpoint pruned =
        new Checkpoint(
            whole.spec(),
            whole.classes(),
            whole.parameters(),
            whole.provenance(),
            List.of(
                new KeptIndices(1, 9, List.of(0, 2, 3, 7, 8)),
                new KeptIndices(0, 4, List.of(1, 2, 3))));
    pruned.write(file);
    assertEquals(pruned, Checkpoint.read(file));
    assertEquals(List.of(1, 2, 3), Checkpoint.read(file).kept(KeptIndices.BANDS).indices());
    assertEquals(List.of(2, 8), pruned.kept(1).of(List.of(1, 4)).indices());
    assertEquals(List.of(0, 1, 2), whole.kept(KeptIndices.BANDS).indices());
    assertThrows(
        SpecException.class,
        () ->
            new Checkpoint(
                whole.spec(),
                whole.classes(),
                whole.parameters(),
                whole.provenance(),
                List.of(new KeptIndices(1, 9, List.of(0, 2)))),
        "two of five neurons");
    assertThrows(SpecException.class, () -> new KeptIndices(1, 9, List.of(2, 2)));
    assertThrows(SpecException.class, () -> new KeptIndices(1, 9, List.of(9)));
    assertThrows(SpecException.class, () -> new KeptIndices(-1, 9, List.of(1)));
  }

  @Test
  void batchNormParametersAreKept() throws IOException {
    NetworkSpec spec = small().spec();
    LayerSpec layer = spec.layers().get(0);
    NetworkSpec norm =
        new NetworkSpec(
            spec.features(),
            spec.encoder(),
            List.of(new LayerSpec(layer.neurons(), new Lif(), layer.surrogate(), true, false, 0)),
            spec.readout(),
            1,
            null);
    Checkpoint checkpoint =
        new Checkpoint(norm, List.of("no", "yes"), Initializer.draw(norm, 0.5, 7), Map.of());
    Path file = folder.resolve("norm.safetensors");
    checkpoint.write(file);
    assertEquals(checkpoint, Checkpoint.read(file));
    assertTrue(checkpoint.parameters().has(Names.normVariance(0)));
  }

  @Tag("slow")
  @Property(tries = 300)
  void aFlippedBitIsNoticed(
      @ForAll @IntRange(min = 0) int place, @ForAll @IntRange(max = 7) int bit) throws IOException {
    Path file = Files.createTempFile("flipped", ".safetensors");
    try {
      byte[] bytes = small().bytes();
      int at = place % bytes.length;
      bytes[at] ^= (byte) (1 << bit);
      Files.write(file, bytes);
      InputException e = assertThrows(InputException.class, () -> Checkpoint.read(file));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    } finally {
      Files.delete(file);
    }
  }

  @Tag("slow")
  @Property(tries = 200)
  void aShortFileIsRefused(@ForAll @IntRange(min = 0) int length) throws IOException {
    Path file = Files.createTempFile("short", ".safetensors");
    try {
      byte[] bytes = small().bytes();
      Files.write(file, Arrays.copyOf(bytes, length % bytes.length));
      assertThrows(InputException.class, () -> Checkpoint.read(file));
    } finally {
      Files.delete(file);
    }
  }

  /** Every byte of the header is under the checksum: names, provenance, spec, even the padding. */
  @Test
  void aChangedHeaderIsRefused() throws IOException {
    for (List<String> edit :
        List.of(
            List.of("\\\"no\\\",\\\"yes\\\"", "\\\"yes\\\",\\\"no\\\""),
            List.of("\\\"seed\\\":\\\"7\\\"", "\\\"seed\\\":\\\"8\\\""),
            List.of("\\\"gain\\\":10.0", "\\\"gain\\\":11.0"),
            List.of("\"version\":\"2\"", "\"version\":\"1\""))) {
      assertEquals("metadata sha256", refused(edited(small(), edit.get(0), edit.get(1), false)));
    }
  }

  /** A header that cannot be, under a sound checksum. */
  @Test
  void impossibleMetadataIsRefused() throws IOException {
    assertEquals("metadata classes", refused(edited(small(), "\\\"no\\\"", "null", true)));
    assertEquals(
        "metadata classes", refused(edited(small(), "[\\\"no\\\",\\\"yes\\\"]", "null", true)));
    assertEquals("metadata provenance", refused(edited(small(), "\\\"7\\\"", "null", true)));
    assertEquals(
        "metadata spec",
        refused(edited(small(), "\\\"frames\\\":100", "\\\"frames\\\":2147483647", true)));
    assertEquals(
        "metadata spec",
        refused(edited(small(), "\\\"neurons\\\":5", "\\\"neurons\\\":2147483647", true)));
    assertEquals(
        "metadata spec",
        refused(edited(small(), "\\\"bands\\\":3", "\\\"bands\\\":2147483647", true)));
    assertEquals("metadata spec", refused(edited(small(), "\"spec\"", "\"speck\"", true)));
    assertEquals("header", refused(edited(small(), "\"classes\"", "\"spec\"", true)));
  }

  private static Checkpoint with(FeatureSpec features) {
    Checkpoint small = small();
    NetworkSpec spec = small.spec();
    return new Checkpoint(
        new NetworkSpec(
            features,
            spec.encoder(),
            spec.layers(),
            spec.readout(),
            spec.timeSteps(),
            spec.format()),
        small.classes(),
        small.parameters(),
        small.provenance());
  }

  /** A gain of 1 leaves the bytes of a file as they were before there were others. */
  @Test
  void theGainOfASurrogateIsNamedWhereItIsNotOne() throws IOException {
    assertTrue(header(small()).contains("{\\\"shape\\\":\\\"triangle\\\",\\\"slope\\\":1.0}"));
    NetworkSpec spec = small().spec();
    LayerSpec layer = spec.layers().get(0);
    Surrogate narrow = new Surrogate(Surrogate.Shape.TRIANGLE, 5, 0.2f);
    NetworkSpec other =
        new NetworkSpec(
            spec.features(),
            spec.encoder(),
            List.of(new LayerSpec(layer.neurons(), layer.neuron(), narrow, false, true, 0)),
            spec.readout(),
            spec.timeSteps(),
            spec.format());
    Checkpoint checkpoint =
        new Checkpoint(other, small().classes(), small().parameters(), small().provenance());
    assertTrue(header(checkpoint).contains("\\\"slope\\\":5.0,\\\"gain\\\":0.2}"));
    Path file = folder.resolve("gain.safetensors");
    checkpoint.write(file);
    assertEquals(narrow, Checkpoint.read(file).spec().layers().get(0).surrogate());
  }

  /** A float front end leaves the bytes of a file as they were before there was another. */
  @Test
  void theFrontEndIsNamedWhereItIsNotTheUsualOne() throws IOException {
    assertTrue(header(small()).contains("\\\"features\\\":{\\\"bands\\\":3,\\\"gain\\\":10.0}"));
    BackgroundSettings background = new BackgroundSettings(6, 3, 205);
    for (BackgroundSettings taken : List.of(BackgroundSettings.NONE, background)) {
      FeatureSpec features = new FeatureSpec(3, 8, FrontEndKind.INTEGER, taken);
      Checkpoint integer = with(features);
      String header = header(integer);
      assertTrue(header.contains("\\\"kind\\\":\\\"integer\\\""), header);
      assertEquals(taken == background, header.contains("\\\"share\\\":205"), header);
      Path file = folder.resolve("integer.safetensors");
      integer.write(file);
      assertEquals(features, Checkpoint.read(file).spec().features());
      assertEquals(features.frontEnd(), FeatureSpec.of(features.frontEnd()).frontEnd());
      assertEquals(5, features.withBands(5).bands());
      assertEquals(taken, features.withBands(5).background());
      assertFalse(header.contains("pcen"), header);
    }
  }

  @Test
  void normalizedEnergiesAreNamedAndComeBack() throws IOException {
    FeatureSpec features =
        FeatureSpec.of(
            FrontEndSettings.integer(3, 3).withPcen(new PcenSettings(250, 6, 4, 16, 0, 3)));
    Checkpoint checkpoint = with(features);
    String header = header(checkpoint);
    assertTrue(
        header.contains(
            "\\\"kind\\\":\\\"integer\\\",\\\"pcen\\\":{\\\"strength\\\":250,\\\"rise\\\":6,\\\"fall\\\":4,"
                + "\\\"bias\\\":16,\\\"root\\\":0,\\\"scale\\\":3}"),
        header);
    Path file = folder.resolve("normalized.safetensors");
    checkpoint.write(file);
    assertEquals(features, Checkpoint.read(file).spec().features());
  }

  @Test
  void aFrontEndThatCannotBeIsRefused() throws IOException {
    Checkpoint integer =
        with(new FeatureSpec(3, 8, FrontEndKind.INTEGER, new BackgroundSettings(6, 3, 205)));
    InputException gain = refusal(edited(integer, "\\\"gain\\\":8.0", "\\\"gain\\\":9.0", true));
    assertEquals("metadata spec", gain.field());
    assertTrue(gain.getMessage().contains("nearest 8.0"), gain.getMessage());
    InputException kind =
        refusal(
            edited(integer, "\\\"kind\\\":\\\"integer\\\"", "\\\"kind\\\":\\\"float\\\"", true));
    assertTrue(kind.getMessage().contains("0 with kind float"), kind.getMessage());
    InputException shift = refusal(edited(integer, "\\\"rise\\\":6", "\\\"rise\\\":16", true));
    assertTrue(shift.getMessage().contains("0 to 15"), shift.getMessage());
    InputException unknown = refusal(edited(integer, "\\\"integer\\\"", "\\\"rational\\\"", true));
    assertEquals("metadata spec", unknown.field());
  }

  private static String header(Checkpoint checkpoint) {
    byte[] content = checkpoint.bytes();
    int length = (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(content, 8, length, StandardCharsets.UTF_8);
  }

  @Test
  void aVersionToComeIsRefusedAndANullIsNamed() throws IOException {
    assertEquals(
        "metadata version",
        refused(edited(small(), "\"version\":\"2\"", "\"version\":\"3\"", true)));
    byte[] content = edited(small(), "\\\"no\\\"", "null", true);
    InputException none = refusal(content);
    assertEquals("a null in it", none.found());
    assertTrue(none.getMessage().endsWith("expected JSON of a classes, without null"));
  }

  private String refused(byte[] content) throws IOException {
    return refusal(content).field();
  }

  private InputException refusal(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("changed.safetensors"), content);
    return assertThrows(InputException.class, () -> Checkpoint.read(file));
  }

  /** The bytes of a checkpoint with a part of its header replaced. */
  private static byte[] edited(Checkpoint checkpoint, String from, String to, boolean sealed)
      throws IOException {
    byte[] content = checkpoint.bytes();
    int start = 8 + (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(content, 8, start - 8, StandardCharsets.UTF_8);
    assertTrue(header.contains(from), header);
    header = header.replace(from, to);
    String checksum = Safetensors.parse("small", content).metadata().get("sha256");
    if (sealed) {
      String cleared = header.replace(checksum, "0".repeat(64));
      header = header.replace(checksum, Hashes.sha256Hex(join(cleared, content, start)));
    }
    return join(header, content, start);
  }

  private static byte[] join(String header, byte[] content, int start) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + content.length - start)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(content, start, content.length - start)
        .array();
  }

  /** Published networks are of version 1: its checksum covers the tensors alone. */
  @Test
  void theVersionBeforeIsStillRead() throws IOException {
    byte[] content = edited(small(), "\"version\":\"2\"", "\"version\":\"1\"", false);
    Safetensors parsed = Safetensors.parse("old", content);
    String old = new String(content, StandardCharsets.ISO_8859_1);
    byte[] bytes =
        old.replace(parsed.metadata().get("sha256"), Hashes.sha256Hex(parsed.data()))
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("old.safetensors"), bytes);
    assertEquals(small(), Checkpoint.read(file));
    bytes[bytes.length - 1] ^= 1;
    assertEquals("metadata sha256", refused(bytes));
  }

  /** Bytes of no tensor, or of two, would be bytes that nothing vouches for. */
  @Test
  void everyByteOfASafetensorsFileBelongsToOneTensor() throws IOException {
    Safetensors two = Safetensors.empty(Map.of());
    two.put("a", Tensor.zeros(2));
    two.put("b", Tensor.zeros(2));
    byte[] whole = two.bytes();
    assertEquals(2, Safetensors.parse("whole", whole).names().size());
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    for (String changed :
        List.of(text + "x", text.replace("[8,16]", "[0, 8]"), text.replace("[8,16]", "[7,15]"))) {
      byte[] bytes = changed.getBytes(StandardCharsets.ISO_8859_1);
      assertThrows(InputException.class, () -> Safetensors.parse("changed", bytes), changed);
    }
  }

  @Test
  void otherSafetensorsAreNoCheckpoints() throws IOException {
    Path file = folder.resolve("other.safetensors");
    Safetensors.empty(Map.of("format", "pt")).write(file);
    InputException e = assertThrows(InputException.class, () -> Checkpoint.read(file));
    assertEquals("metadata format", e.field());
  }

  @Test
  void impossibleNetworksAreRefused() {
    NetworkSpec spec = small().spec();
    assertThrows(
        SpecException.class,
        () -> new NetworkSpec(spec.features(), spec.encoder(), List.of(), spec.readout(), 1, null));
    assertThrows(SpecException.class, () -> new ReadoutSpec.Keyword(4, 1, 100));
    NumberFormat wide =
        new NumberFormat(
            8, 16, List.of(new NumberFormat.LayerFormat(14, 0, 0)), spec.format().readout());
    SpecException e = assertThrows(SpecException.class, () -> spec.withFormat(wide));
    assertTrue(e.getMessage().contains("2^24"), e.getMessage());
    assertThrows(
        SpecException.class,
        () -> new Checkpoint(spec, List.of("only"), Initializer.draw(spec, 0.5, 7), Map.of()));
  }
}
