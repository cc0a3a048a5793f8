package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;
import org.keyspike.io.Hashes;
import org.keyspike.network.SpecException;

/**
 * Clips with everything that the network of one image says to them: what a chip, a simulator or a
 * test bench must reproduce bit for bit.
 *
 * @param imageSha256 of the image file, 64 hexadecimal digits
 * @param clips input and answer of each clip
 */
public record KnownAnswers(String imageSha256, List<KnownAnswers.Clip> clips) {

  /**
   * One clip.
   *
   * @param features (T, C) unsigned bytes; shared, not to be written to
   * @param trace what the network says to them
   */
  public record Clip(byte[] features, Trace trace) {
    /**
     * @throws SpecException if it is of no frames
     */
    public Clip {
      if (trace.frames() < 1) {
        throw new SpecException("clip.frames", trace.frames(), "at least 1");
      }
    }

    /** What of its shape is not as of a clip of this model; empty if all is. */
    Optional<String> misfit(IntegerModel model) {
      int frames = trace.frames();
      int steps = frames * model.timeSteps();
      boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
      List<Integer> neurons = new ArrayList<>();
      List<Integer> adaptations = new ArrayList<>();
      for (IntegerLayer layer : model.layers()) {
        neurons.add(steps * layer.neurons());
        adaptations.add(layer.adaptation().isPresent() ? steps * layer.neurons() : 0);
      }
      boolean keyword = model.readout() instanceof IntegerReadout.Keyword;
      int classes = model.readout().classes();
      Misfit misfit = new Misfit();
      misfit.compare("time steps", trace.timeSteps(), model.timeSteps());
      misfit.compare("features", features.length, frames * model.features().bands());
      misfit.compare(
          "encoder spikes", trace.encoderSpikes().length, direct ? 0 : frames * model.channels());
      misfit.compare("layers", trace.spikes().size(), model.layers().size());
      misfit.compare(
          "spikes of layers",
          trace.spikes().stream().map(spikes -> spikes.length).toList(),
          neurons);
      misfit.compare(
          "adaptations of layers",
          trace.adaptations().stream().map(values -> values.length).toList(),
          adaptations);
      misfit.compare("classes", trace.classes(), classes);
      misfit.compare("logits", trace.logits().length, keyword ? classes : frames * classes);
      if (model.readout() instanceof IntegerReadout.Keyword readout) {
        misfit.compare("frames", frames, readout.frames());
      }
      return misfit.first;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Clip that
          && Arrays.equals(features, that.features)
          && trace.equals(that.trace);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(features) + trace.hashCode();
    }
  }

  /** The first of several comparisons that failed. */
  private static final class Misfit {
    private Optional<String> first = Optional.empty();

    private void compare(String what, Object found, Object expected) {
      if (first.isEmpty() && !found.equals(expected)) {
        first = Optional.of(found + " " + what + " where there should be " + expected);
      }
    }
  }

  public KnownAnswers {
    clips = List.copyOf(clips);
    if (imageSha256.length() != 64 || !imageSha256.equals(imageSha256.toLowerCase())) {
      throw new IllegalArgumentException("not a SHA-256: " + imageSha256);
    }
    HexFormat.of().parseHex(imageSha256);
  }

  /**
   * The answers of an image's network, as the integer network computes them.
   *
   * @param clips (T, C) unsigned bytes each, T at least 1; with a keyword readout its T
   * @throws SpecException if one is not
   */
  public static KnownAnswers of(WeightImage image, List<byte[]> clips) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    List<Clip> answers = new ArrayList<>();
    for (byte[] features : clips) {
      Clip clip = new Clip(features.clone(), Trace.of(network, features));
      clip.misfit(network.model())
          .ifPresent(
              wrong -> {
                throw new SpecException("clip", wrong, "frames as the network reads them");
              });
      answers.add(clip);
    }
    return new KnownAnswers(Hashes.sha256Hex(ImageWriter.bytes(image)), answers);
  }

  /** Whether these are the answers of an image, going by its bytes. */
  public boolean belongTo(WeightImage image) {
    return imageSha256.equals(Hashes.sha256Hex(ImageWriter.bytes(image)));
  }
}
