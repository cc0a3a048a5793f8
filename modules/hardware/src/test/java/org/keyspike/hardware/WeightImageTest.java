package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

class WeightImageTest {
  @Test
  void aCheckpointAndItsFileGiveTheSameBytes(@TempDir Path folder) throws IOException {
    Checkpoint checkpoint = GridCheckpoints.keyword(1);
    Path file = folder.resolve("network.safetensors");
    checkpoint.write(file);
    for (Packing packing : Packing.values()) {
      WeightImage ofFile = WeightImage.of(file, 16, packing);
      assertEquals(Hashes.sha256Hex(file), ofFile.provenance().get(WeightImage.CHECKPOINT));
      assertEquals("1", ofFile.provenance().get("seed"));
      assertArrayEquals(
          ImageWriter.bytes(ofFile), ImageWriter.bytes(WeightImage.of(checkpoint, 16, packing)));
    }
  }

  /** Nothing of the way from a checkpoint to the bytes of an image may drift. */
  @Test
  void theBytesOfAMadeNetworkAreKnown() {
    byte[] bytes = ImageWriter.bytes(WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE));
    assertEquals(
        "291c045926f099e60bee8e39195ced259da7400e116b191f0a8e0433b4fda633",
        Hashes.sha256Hex(bytes));
  }

  /**
   * Published networks, whose checkpoints are of version 1, give the images published with them.
   */
  @Test
  void aCheckpointFileOfTheVersionBeforeGivesTheBytesThatItGave(@TempDir Path folder)
      throws IOException {
    byte[] bytes = ImageWriter.bytes(WeightImage.of(old(folder), 16, Packing.DENSE));
    assertEquals(
        "25ff314c0014d7660a743fdfa13387a8c7053885b5ae55791e4367f6f5879383",
        Hashes.sha256Hex(bytes));
  }

  @ParameterizedTest
  @CsvSource({"tiny, DENSE", "compressed, COMPRESSED", "spotter, DENSE"})
  void publishedCheckpointsGiveTheirPublishedImages(String name, Packing packing)
      throws IOException {
    Path model = Path.of("../../models/gsc-mini").resolve(name);
    byte[] file = Files.readAllBytes(model.resolve(WeightImage.FILE_NAME));
    WeightImage published = ImageReader.parse(name, file);
    Path checkpoint = model.resolve("checkpoints/quantized.safetensors");
    WeightImage made =
        WeightImage.of(checkpoint, published.lanes(), packing)
            .withDetector(published.detector().orElseThrow());
    int version = file[4];
    assertArrayEquals(file, ImageWriter.bytes(made, version));
  }

  private static Path old(Path folder) throws IOException {
    try (InputStream in = WeightImageTest.class.getResourceAsStream("version-1.safetensors")) {
      return Files.write(folder.resolve("network.safetensors"), in.readAllBytes());
    }
  }

  @Test
  void itHoldsTheModelTheClassesAndWhatPruningLeft() {
    Checkpoint checkpoint = GridCheckpoints.frameWise(2);
    WeightImage image = WeightImage.of(checkpoint, 8, Packing.DENSE);
    assertEquals(Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()), image.model());
    assertEquals(checkpoint.classes(), image.classes());
    assertEquals(checkpoint.kept(), image.kept());
    assertEquals(List.of(1, 3, 5, 7, 9, 11), image.kept(KeptIndices.BANDS).indices());
    assertEquals(KeptIndices.all(2, 10), image.kept(2));
    assertEquals(8, image.lanes());
    assertEquals(new Arithmetic(2, 4, 16, 8), image.arithmetic());
  }

  /** The hash is that of the file, not of what this version would write. */
  @Test
  void aFileThatSomebodyElseWroteIsNamedByItsOwnHash(@TempDir Path folder) throws IOException {
    Path file = old(folder);
    assertNotEquals(
        Hashes.sha256Hex(GridCheckpoints.keyword(1).bytes()), Hashes.sha256Hex(file), "another");
    assertEquals(GridCheckpoints.keyword(1), Checkpoint.read(file));
    assertEquals(
        Hashes.sha256Hex(file),
        WeightImage.of(file, 16, Packing.DENSE).provenance().get(WeightImage.CHECKPOINT));
  }

  @Test
  void aFloatNetworkIsRefused(@TempDir Path folder) throws IOException {
    Checkpoint real = GridCheckpoints.real(1);
    Path file = folder.resolve("network.safetensors");
    real.write(file);
    assertEquals(
        file
            + ": found a float network, expected one on the integer grid, as keyspike compress"
            + " makes it",
        assertThrows(InputException.class, () -> WeightImage.of(file, 16, Packing.DENSE))
            .getMessage());
    assertThrows(SpecException.class, () -> WeightImage.of(real, 16, Packing.DENSE));
  }

  /** An index is 16 bits wide; a single neuron can have been the only one. */
  @Test
  void mapsAreOfOneTo65536() {
    List<KeptIndices> maps =
        List.of(new KeptIndices(0, 65_536, List.of(65_535)), KeptIndices.all(1, 1));
    assertEquals(maps, new ImageDescription(maps, List.of(), Map.of()).kept());
  }

  @Test
  void aKeywordNetworkHasADetectorWhichStaysWithIt() {
    WeightImage image = WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);
    assertEquals(Optional.of(DetectorDefaults.of(image.classes())), image.detector());
    IntegerDetectorSettings chosen =
        new IntegerDetectorSettings(3, 70, new IntegerVector(0, 1, 32_768));
    WeightImage other = image.withDetector(chosen);
    assertNotEquals(image, other);
    assertEquals(Optional.of(chosen), other.detector());
    assertEquals(Optional.of(chosen), other.repacked(8, Packing.COMPRESSED).detector());
    assertEquals(other, other.repacked(8, Packing.COMPRESSED).repacked(16, Packing.DENSE));
    assertEquals(Optional.of(chosen), other.withKept(List.of()).detector());
    assertEquals(Optional.of(chosen), other.withLayers(image.layers()).detector());
    ImageDescription named = new ImageDescription(List.of(), List.of("a", "b", "c"), Map.of());
    assertEquals(Optional.of(chosen), other.withDescription(named).detector());
    assertEquals(image, other.withDetector(image.detector().orElseThrow()));

    WeightImage frameWise = WeightImage.of(GridCheckpoints.frameWise(1), 16, Packing.DENSE);
    assertEquals(Optional.empty(), frameWise.detector());
    assertEquals(
        "network: detector is there, expected one with a keyword readout, else none",
        assertThrows(SpecException.class, () -> frameWise.withDetector(chosen)).getMessage());
    IntegerDetectorSettings two = new IntegerDetectorSettings(3, 70, new IntegerVector(1, 2));
    assertEquals(
        "network: detector.thresholds is 2 of them, expected 3, one per logit",
        assertThrows(SpecException.class, () -> image.withDetector(two)).getMessage());
    assertThrows(
        SpecException.class,
        () ->
            new WeightImage(
                image.input(),
                image.backbone(),
                image.readout(),
                image.arithmetic(),
                image.description(),
                Optional.empty()));
  }

  /** 0.8 of one, and never for what is between underscores. */
  @Test
  void theUsualDetectorIsThatOfOldImages() {
    IntegerDetectorSettings usual =
        DetectorDefaults.of(List.of("yes", "_silence_", "_a", "b_", "_", "__", "no"));
    assertEquals(
        new IntegerDetectorSettings(
            5, 100, new IntegerVector(26_214, 0, 26_214, 26_214, 26_214, 0, 26_214)),
        usual);
    assertEquals(26_214, (int) (0.8 * IntegerDetectorSettings.ONE));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    WeightImage image = WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);
    assertEquals(
        "network: lanes is 0, expected 1 to 1024",
        assertThrows(SpecException.class, () -> image.repacked(0, Packing.DENSE)).getMessage());
    List<Integer> six = IntStream.range(0, 6).boxed().toList();
    assertEquals(
        "network: kept[0].original is 65537, expected 1 to 65536",
        assertThrows(
                SpecException.class, () -> image.withKept(List.of(new KeptIndices(0, 65537, six))))
            .getMessage());
    assertEquals(
        "network: kept[1] is 6 indices, expected 12 indices",
        assertThrows(
                SpecException.class, () -> image.withKept(List.of(new KeptIndices(1, 40, six))))
            .getMessage());
    assertEquals(
        "network: classes is 1 names, expected 3 names, one per logit",
        assertThrows(
                SpecException.class,
                () ->
                    image.withDescription(new ImageDescription(List.of(), List.of("go"), Map.of())))
            .getMessage());
  }
}
