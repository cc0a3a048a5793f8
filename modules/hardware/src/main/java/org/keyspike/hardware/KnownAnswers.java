package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerPopulation;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.Trace;
import org.keyspike.io.Hashes;
import org.keyspike.network.SpecException;

/**
 * Clips with everything that the network of one image says to them, and what its detector says of
 * all of them as one stream: what a chip, a simulator or a test bench must reproduce bit for bit.
 *
 * @param imageSha256 of the image file, 64 hexadecimal digits
 * @param clips input and answer of each clip
 * @param stream answers to the samples of all clips, one after another, from the first state on:
 *     after T frames and every 10 frames from there; empty where clips have no samples, and with a
 *     frame-wise readout
 */
public record KnownAnswers(
    String imageSha256, List<KnownAnswers.Clip> clips, List<DetectorAnswer> stream) {

  /**
   * One clip.
   *
   * @param samples (160·T), 16 kHz, that the front end makes the features of; empty where it is not
   *     in integers, or where there is no sound. Shared, not to be written to
   * @param features (T, C) unsigned bytes; shared, not to be written to
   * @param trace what the network says to them
   */
  public record Clip(short[] samples, byte[] features, Trace trace) {
    /**
     * @throws SpecException if it is of no frames, or of samples for other frames
     */
    public Clip {
      if (trace.frames() < 1) {
        throw new SpecException("clip.frames", trace.frames(), "at least 1");
      }
      long needed = (long) FrontEndSettings.HOP * trace.frames();
      if (samples.length != 0 && samples.length != needed) {
        throw new SpecException("clip.samples", samples.length, "0 or " + needed);
      }
    }

    /** Features that nobody has the sound of. */
    public Clip(byte[] features, Trace trace) {
      this(new short[0], features, trace);
    }

    /** What of its shape is not as of a clip of this model; empty if all is. */
    Optional<String> misfit(IntegerModel model) {
      int frames = trace.frames();
      int steps = frames * model.timeSteps();
      boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
      List<Integer> neurons = new ArrayList<>();
      List<Integer> adaptations = new ArrayList<>();
      for (IntegerPopulation population : model.populations()) {
        neurons.add(steps * population.neurons());
        adaptations.add(population.adaptive() ? steps * population.neurons() : 0);
      }
      boolean keyword = model.readout() instanceof IntegerReadout.Keyword;
      int classes = model.readout().classes();
      Misfit misfit = new Misfit();
      misfit.compare("time steps", trace.timeSteps(), model.timeSteps());
      misfit.compare("features", features.length, frames * model.features().bands());
      misfit.compare(
          "encoder spikes", trace.encoderSpikes().length, direct ? 0 : frames * model.channels());
      misfit.compare("layers", trace.spikes().size(), neurons.size());
      misfit.compare(
          "spikes of layers",
          trace.spikes().stream().map(spikes -> spikes.length).toList(),
          neurons);
      misfit.compare(
          "adaptations of layers",
          trace.adaptations().stream().map(values -> values.length).toList(),
          adaptations);
      misfit.compare(
          "heads, B, C and states of blocks",
          trace.blocks().stream().map(StateSections::extents).toList(),
          model instanceof StateSpaceModel blocks
              ? StateSections.extents(blocks, frames)
              : List.of());
      misfit.compare("classes", trace.classes(), classes);
      misfit.compare("logits", trace.logits().length, keyword ? classes : frames * classes);
      if (model.readout() instanceof IntegerReadout.Keyword readout) {
        misfit.compare("frames", frames, readout.frames());
      }
      return misfit.first.or(() -> strangeOutput(model));
    }

    /** The first output that its layer's code does not have. */
    private Optional<String> strangeOutput(IntegerModel model) {
      for (int l = 0; l < model.populations().size(); l++) {
        IntegerCode code = model.populations().get(l).code();
        for (byte output : trace.spikes().get(l)) {
          boolean has = code instanceof IntegerCode.Graded || Integer.bitCount(output) <= 1;
          if (output < 0 || output > code.largest() || !has) {
            return Optional.of(
                "output " + output + " of layer " + (l + 1) + " where there is " + code);
          }
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Clip that
          && Arrays.equals(samples, that.samples)
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
    stream = List.copyOf(stream);
    if (imageSha256.length() != 64 || !imageSha256.equals(imageSha256.toLowerCase())) {
      throw new IllegalArgumentException("not a SHA-256: " + imageSha256);
    }
    HexFormat.of().parseHex(imageSha256);
    StreamAnswers.requireFit(clips, stream);
  }

  /** Answers to clips that nobody has the sound of. */
  public KnownAnswers(String imageSha256, List<Clip> clips) {
    this(imageSha256, clips, List.of());
  }

  /**
   * The answers of an image's network to features, as the integer network computes them.
   *
   * @param clips (T, C) unsigned bytes each, T at least 1; with a keyword readout its T
   * @throws SpecException if one is not
   */
  public static KnownAnswers of(WeightImage image, List<byte[]> clips) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    return new KnownAnswers(
        Hashes.sha256Hex(ImageWriter.bytes(image)),
        clips.stream().map(features -> answered(network, new short[0], features)).toList());
  }

  /**
   * The answers of an image to sound, from the first sample to the last detection.
   *
   * @param samples of each clip, (160·T), 16 kHz, T at least 1, with a keyword readout its T; what
   *     does not fill the last frame is left out
   * @throws SpecException if one has other frames, or the image's front end is not in integers
   */
  public static KnownAnswers ofSound(WeightImage image, List<short[]> samples) {
    SoundFeatures frontEnd = new SoundFeatures(image);
    IntegerNetwork network = new IntegerNetwork(image.model());
    List<Clip> clips =
        samples.stream()
            .map(SoundFeatures::wholeFrames)
            .map(sound -> answered(network, sound, frontEnd.of(sound)))
            .toList();
    return new KnownAnswers(
        Hashes.sha256Hex(ImageWriter.bytes(image)),
        clips,
        StreamAnswers.of(image, frontEnd.of(StreamAnswers.joined(clips))));
  }

  private static Clip answered(IntegerNetwork network, short[] samples, byte[] features) {
    Clip clip = new Clip(samples, features.clone(), Trace.of(network, features));
    clip.misfit(network.model())
        .ifPresent(
            wrong -> {
              throw new SpecException("clip", wrong, "frames as the network reads them");
            });
    return clip;
  }

  /** The samples of all clips, one after another: what {@link #stream} answers. */
  public short[] samples() {
    return StreamAnswers.joined(clips);
  }

  /** Whether these are the answers of an image, going by its bytes in any format version. */
  public boolean belongTo(WeightImage image) {
    return IntStream.rangeClosed(ImageFormat.FILE.oldest(), ImageFormat.FILE.newest())
        .filter(version -> ImageWriter.holds(version, image))
        .mapToObj(version -> Hashes.sha256Hex(ImageWriter.bytes(image, version)))
        .anyMatch(imageSha256::equals);
  }
}
