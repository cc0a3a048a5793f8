package org.keyspike.spotting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.ReadoutSpec;

/** A network in a file. */
public sealed interface NetworkFile {
  /** The first bytes of a weight image. */
  String IMAGE_MAGIC = "KSWI";

  /** What a model can be, for messages. */
  String KINDS = "a run folder, a checkpoint or a weight image";

  /** Names in the order of the logits. */
  List<String> classes();

  /** What it was made from, as notes by name. */
  Map<String, String> provenance();

  /** What the front end is to make; {@link #bands} of it reach the network. */
  FeatureSpec features();

  /** The bands that structured pruning left. */
  KeptIndices bands();

  /**
   * The network as it listens to a stream, in its first state.
   *
   * @throws org.keyspike.network.SpecException if it answers every frame
   */
  AnswerStream stream();

  /** Where the settings of {@link AnswerStream#settings} come from, for messages. */
  String settingsFrom();

  /** T of a clip where there is one answer a clip, or 0 where there is one a frame. */
  int clipFrames();

  /**
   * A checkpoint.
   *
   * @param checkpoint float, or on the integer grid
   */
  record Trained(Checkpoint checkpoint) implements NetworkFile {
    @Override
    public List<String> classes() {
      return checkpoint.classes();
    }

    @Override
    public Map<String, String> provenance() {
      return checkpoint.provenance();
    }

    @Override
    public FeatureSpec features() {
      return checkpoint.spec().features().withBands(bands().original());
    }

    @Override
    public KeptIndices bands() {
      return checkpoint.kept(KeptIndices.BANDS);
    }

    @Override
    public AnswerStream stream() {
      return AnswerStream.of(checkpoint);
    }

    @Override
    public String settingsFrom() {
      return "standard";
    }

    @Override
    public int clipFrames() {
      return checkpoint.spec().readout() instanceof ReadoutSpec.Keyword keyword
          ? keyword.frames()
          : 0;
    }
  }

  /**
   * A weight image.
   *
   * @param image what the file holds
   */
  record Packed(WeightImage image) implements NetworkFile {
    @Override
    public List<String> classes() {
      return image.classes();
    }

    @Override
    public Map<String, String> provenance() {
      return image.provenance();
    }

    @Override
    public FeatureSpec features() {
      return image.features().withBands(bands().original());
    }

    @Override
    public KeptIndices bands() {
      return image.kept(KeptIndices.BANDS);
    }

    @Override
    public AnswerStream stream() {
      return AnswerStream.of(image);
    }

    @Override
    public String settingsFrom() {
      return "image";
    }

    @Override
    public int clipFrames() {
      return image.model().readout() instanceof IntegerReadout.Keyword keyword
          ? keyword.frames()
          : 0;
    }
  }

  /**
   * Reads a file, by its name if that says what it is, else by its first bytes.
   *
   * @throws InputException if it is missing or unreadable
   * @throws IOException if it is neither a whole checkpoint nor a whole image
   */
  static NetworkFile read(Path file) throws IOException {
    InputException.requireFile(file, KINDS);
    String name = file.toString();
    if (name.endsWith(".kswi")) {
      return new Packed(ImageReader.read(file));
    }
    if (name.endsWith(".safetensors")) {
      return new Trained(Checkpoint.read(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      String first = new String(in.readNBytes(9), StandardCharsets.ISO_8859_1);
      if (first.startsWith(IMAGE_MAGIC)) {
        return new Packed(ImageReader.read(file));
      }
      if (first.endsWith("{")) {
        return new Trained(Checkpoint.read(file));
      }
    }
    throw new InputException(file, "neither of them by its first bytes", KINDS);
  }
}
