package org.keyspike.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEnd;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.NetworkInput;

/**
 * The comparison of all forms of one network: the integer network of a weight image, the simulated
 * machine with the image in its memories and, if an engine is given, the forward pass of
 * quantization-aware training. Every spike and logit of all three is compared, and every potential
 * of the first two and of an engine that hands them out; then what the detector says of them. From
 * sound, the features that the image's front end makes in a stream are compared, too, with those of
 * the whole clip.
 *
 * <pre>{@code
 * Checkpoint checkpoint = Checkpoint.read(Path.of("quantized.safetensors"));
 * try (GradientEngine engine = EngineProvider.all().get(0).open(EngineProvider.CPU, 1)) {
 *   VerificationResult result = Verification.of(checkpoint).against(engine).verify(clips);
 *   System.out.println(result.text());
 * }
 * }</pre>
 *
 * <p>An instance is immutable and can be used again for other clips.
 */
public final class Verification {
  private final Optional<WeightImage> image;
  private final Optional<Checkpoint> checkpoint;
  private final Optional<GradientEngine> engine;
  private final Optional<Architecture> architecture;

  private Verification(
      Optional<WeightImage> image,
      Optional<Checkpoint> checkpoint,
      Optional<GradientEngine> engine,
      Optional<Architecture> architecture) {
    this.image = image;
    this.checkpoint = checkpoint;
    this.engine = engine;
    this.architecture = architecture;
  }

  /**
   * A checkpoint, as the dense image for 128 lanes that the machine loads, on a machine that is cut
   * to it.
   *
   * @param checkpoint on the integer grid
   */
  public static Verification of(Checkpoint checkpoint) {
    return new Verification(
        Optional.empty(), Optional.of(checkpoint), Optional.empty(), Optional.empty());
  }

  /** An image, as it is, on a machine that is cut to it. */
  public static Verification of(WeightImage image) {
    return new Verification(
        Optional.of(image), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same on another machine. */
  public Verification on(Architecture machine) {
    return new Verification(image, checkpoint, engine, Optional.of(machine));
  }

  /**
   * The same with the forward pass of quantization-aware training.
   *
   * @param computer of the forward pass; stays open
   * @throws IllegalStateException if no checkpoint is known
   */
  public Verification against(GradientEngine computer) {
    if (checkpoint.isEmpty()) {
      throw new IllegalStateException("an image alone: name the checkpoint that it was made from");
    }
    return new Verification(image, checkpoint, Optional.of(computer), architecture);
  }

  /**
   * The same with the forward pass of the checkpoint that the image is said to be of.
   *
   * @param computer of the forward pass; stays open
   * @param origin on the integer grid
   */
  public Verification against(GradientEngine computer, Checkpoint origin) {
    return new Verification(image, Optional.of(origin), engine, architecture).against(computer);
  }

  /**
   * Runs labelled clips.
   *
   * @param clips features of the bands that the network reads, or of all bands of its front end
   * @throws org.keyspike.network.SpecException if the checkpoint is not on the integer grid
   * @throws org.keyspike.simulator.FitException if the machine cannot take the image
   * @throws IllegalArgumentException if clips have another number of bands
   */
  public VerificationResult verify(LabelledFeatures clips) {
    return VerificationResult.of(run(image(), clips), true);
  }

  /**
   * Runs labelled clips from the first sample to the last decision.
   *
   * @param clips features that were made of the sound, as for {@link #verify(LabelledFeatures)}
   * @param sound of the same clips, in their order
   * @throws IOException if sound cannot be read
   */
  public VerificationResult verify(LabelledFeatures clips, ClipSound sound) throws IOException {
    return VerificationResult.of(run(image(), clips, Optional.of(sound)), true);
  }

  /**
   * Runs sound without labels from the first sample to the last decision; the result has no
   * accuracy. Features are those of whole clips, against those of a stream.
   *
   * @param samples of every clip, 16 kHz
   */
  public VerificationResult verifySound(List<short[]> samples) {
    WeightImage loaded = image();
    FrontEnd frontEnd = FrontEnd.of(loaded.frontEnd());
    List<float[]> features =
        samples.stream().map(clip -> frontEnd.features(ClipSound.values(clip))).toList();
    LabelledFeatures clips =
        new UnlabelledFeatures(features, frontEnd.bands(), UnlabelledFeatures.frameWise(loaded));
    try {
      return VerificationResult.of(
          run(loaded, clips, Optional.of(ClipSound.ofIntegers(samples))), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs clips without labels; the result has no accuracy.
   *
   * @param clips (T, C) each, row by row
   * @throws IllegalArgumentException if a clip's length is no multiple of the number of bands
   * @see #verify(LabelledFeatures)
   */
  public VerificationResult verify(List<float[]> clips) {
    WeightImage loaded = image();
    int bands = loaded.features().bands();
    return VerificationResult.of(
        run(loaded, new UnlabelledFeatures(clips, bands, UnlabelledFeatures.frameWise(loaded))),
        false);
  }

  private WeightImage image() {
    return image.orElseGet(
        () ->
            WeightImage.of(
                checkpoint.orElseThrow(),
                architecture.orElseGet(Architecture::reference).lanes(),
                Packing.DENSE));
  }

  private TestBench.Outcome run(WeightImage loaded, LabelledFeatures clips) {
    try {
      return run(loaded, clips, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestBench.Outcome run(
      WeightImage loaded, LabelledFeatures clips, Optional<ClipSound> sound) throws IOException {
    Architecture machine = architecture.orElseGet(() -> FittedMachine.of(loaded));
    TestBench bench = new TestBench(loaded, machine, Phones.of(loaded.classes()));
    Optional<TestBench.Forward> forward =
        engine.map(computer -> new TestBench.Forward(computer, checkpoint.orElseThrow()));
    return bench.run(new TestClips(reaching(loaded, clips), sound), forward, ProgressListener.NONE);
  }

  /** The features that reach the network, of those that the front end makes. */
  private static LabelledFeatures reaching(WeightImage image, LabelledFeatures clips) {
    KeptIndices bands = image.kept(KeptIndices.BANDS);
    if (clips.bands() == image.features().bands()) {
      return clips;
    }
    if (clips.bands() == bands.original()) {
      return NetworkInput.of(bands).of(clips);
    }
    throw new IllegalArgumentException(
        "clips of "
            + clips.bands()
            + " bands, expected "
            + image.features().bands()
            + ", those that the network reads"
            + (bands.whole() ? "" : ", or " + bands.original() + ", those of its front end"));
  }
}
