package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
      small().write(file);
      byte[] bytes = Files.readAllBytes(file);
      int at = place % bytes.length;
      bytes[at] ^= (byte) (1 << bit);
      Files.write(file, bytes);
      try {
        // A flip in the padding of the header or in a name of provenance may leave a valid file.
        assertEquals(small().parameters(), Checkpoint.read(file).parameters());
      } catch (InputException e) {
        assertTrue(e.getMessage().contains(file.toString()));
      }
    } finally {
      Files.delete(file);
    }
  }

  @Tag("slow")
  @Property(tries = 200)
  void aShortFileIsRefused(@ForAll @IntRange(min = 0) int length) throws IOException {
    Path file = Files.createTempFile("short", ".safetensors");
    try {
      small().write(file);
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, length % bytes.length));
      assertThrows(InputException.class, () -> Checkpoint.read(file));
    } finally {
      Files.delete(file);
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
