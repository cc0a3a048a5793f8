package org.keyspike.rtl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.network.FeatureSpec;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.SpokenNetworks;
import org.keyspike.simulator.machine.FittedMachine;

/**
 * A network whose Verilog is compared with the simulator clip for clip: the published ones, and of
 * each kind that is not published one that is drawn at random. Clips are {@link MadeSound}; behind
 * them come the known answers of a run, if there is one.
 */
enum ComparedNetwork {
  /**
   * Of the quickstart's shape; or what its run made, if the system property {@code
   * keyspike.rtl.quickstart} names the run folder.
   */
  QUICKSTART {
    @Override
    WeightImage image() throws IOException {
      return run().isPresent()
          ? ImageReader.read(run().get().resolve(WeightImage.FILE_NAME))
          : Machines.image(SpokenNetworks.keyword(40, 96, 48, 10, 1, 1), 128);
    }
  },
  TINY,
  COMPRESSED,
  SPOTTER,
  ADAPTIVE {
    @Override
    WeightImage image() {
      IntegerModel model = drawn(1);
      return small(with(model, model.encoder(), adaptive(model.layers()), model.readout()));
    }
  },
  /** Two steps a frame, compressed. */
  TWO_STEPS {
    @Override
    WeightImage image() {
      return Machines.image(drawn(2), LANES, Packing.COMPRESSED);
    }
  },
  FRAME_WISE {
    @Override
    WeightImage image() {
      IntegerModel model = drawn(1);
      IntegerReadout.Keyword first = (IntegerReadout.Keyword) model.readout();
      IntegerReadout each =
          new IntegerReadout.FrameWise(first.hiddenWeight(), first.hiddenBias(), 4);
      return small(with(model, model.encoder(), model.layers(), each));
    }
  },
  /** No encoder: as many bands as others have channels. */
  DIRECT {
    @Override
    WeightImage image() {
      IntegerModel model = drawn(1);
      return small(with(model, new IntegerEncoder.Direct(), model.layers(), model.readout()));
    }
  };

  /** Clips of made sound. */
  static final int CLIPS = 20;

  private static final Path PUBLISHED = Path.of("../../models/gsc-mini");
  private static final int LANES = 16;
  private static final int BANDS = 10;

  /** A frame of the sound in which somebody speaks. */
  private static final int SPEAKING = 30;

  private static final int ALL = 100;

  private static IntegerModel drawn(int steps) {
    return SpokenNetworks.keyword(BANDS, 40, 20, 12, steps, 1);
  }

  private static WeightImage small(IntegerModel model) {
    return Machines.image(model, LANES);
  }

  private static IntegerModel with(
      IntegerModel model,
      IntegerEncoder encoder,
      List<IntegerLayer> layers,
      IntegerReadout readout) {
    int bands = encoder instanceof IntegerEncoder.Direct ? model.channels() : BANDS;
    return new LayeredModel(
        new FeatureSpec(bands, 1),
        encoder,
        layers,
        readout,
        model.timeSteps(),
        model.weightBits(),
        model.membraneBits());
  }

  private static List<IntegerLayer> adaptive(List<IntegerLayer> layers) {
    List<IntegerLayer> adaptive = new ArrayList<>();
    for (IntegerLayer layer : layers) {
      int n = layer.neurons();
      IntegerAdaptation adaptation =
          new IntegerAdaptation(values(n, 180, 7, 70), values(n, -20, 3, 60), values(n, 0, 5, 40));
      adaptive.add(
          new IntegerLayer(
              layer.weight(),
              layer.recurrent(),
              layer.bias(),
              layer.leak(),
              layer.threshold(),
              Optional.of(adaptation),
              layer.shiftWeight(),
              layer.shiftRecurrent()));
    }
    return adaptive;
  }

  private static IntegerVector values(int size, int low, int stride, int range) {
    return new IntegerVector(IntStream.range(0, size).map(i -> low + i * stride % range).toArray());
  }

  /** Its image; here of a published one. */
  WeightImage image() throws IOException {
    return ImageReader.read(PUBLISHED.resolve(key()).resolve(WeightImage.FILE_NAME));
  }

  private static Optional<Path> run() {
    return Optional.ofNullable(System.getProperty("keyspike.rtl.quickstart")).map(Path::of);
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The reference machine, or one of 16 lanes behind memories that take a cycle. */
  Architecture machine(WeightImage image) {
    Architecture reference = Architecture.reference();
    return image.lanes() == reference.lanes()
        ? reference
        : FittedMachine.like(Architecture.preset("tiny"), image);
  }

  /**
   * Its clips.
   *
   * @param frames of each: all of them, or so many of those in which somebody speaks
   */
  List<byte[]> clips(WeightImage image, int frames) throws IOException {
    int from = frames < ALL ? SPEAKING : 0;
    List<byte[]> clips = new ArrayList<>();
    for (int seed = 1; seed <= CLIPS; seed++) {
      clips.add(MadeSound.features(image, seed, from, frames));
    }
    if (this == QUICKSTART && run().isPresent()) {
      Path answers = run().get().resolve("answers.kska");
      if (Files.exists(answers)) {
        for (KnownAnswers.Clip clip : KnownAnswersReader.read(answers, image).clips()) {
          clips.add(Arrays.copyOf(clip.features(), frames * image.features().bands()));
        }
      }
    }
    return clips;
  }
}
