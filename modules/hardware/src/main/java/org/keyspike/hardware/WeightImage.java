package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.LayeredModel;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/**
 * The weight image that the accelerator loads: an integer network with its weights packed for so
 * many lanes, the front end before it, the detector behind it, and what a reader wants to know of
 * it. The same network, lanes, detector, classes and provenance give the same bytes.
 *
 * @param input the features that it expects and their encoder
 * @param backbone what lies between encoder and readout
 * @param readout how spikes become logits
 * @param arithmetic time steps, widths and lanes
 * @param description names of the classes, and what the network was made from
 * @param detector by which answers become detections; there if the readout is a keyword readout,
 *     and only then
 */
public record WeightImage(
    InputImage input,
    BackboneImage backbone,
    ReadoutImage readout,
    Arithmetic arithmetic,
    ImageDescription description,
    Optional<IntegerDetectorSettings> detector) {

  /** The key of the provenance that holds the SHA-256 of the checkpoint file. */
  public static final String CHECKPOINT = "checkpoint";

  /** The name of the file with an image in folders that hold one image. */
  public static final String FILE_NAME = "image.kswi";

  public WeightImage {
    for (int neurons : backbone.sizes()) {
      requireExtent("layer.neurons", neurons);
    }
    if (backbone instanceof StateSpaceImage) {
      requireOf("timeSteps", arithmetic.timeSteps(), 1);
      requireOf("membraneBits", arithmetic.membraneBits(), Short.SIZE);
    }
    for (PackedMatrix matrix : readout.matrices()) {
      requireExtent("readout outputs", matrix.rows());
    }
    int outputs = outputs(readout);
    if (description.classes().size() != outputs) {
      throw new SpecException(
          "classes", description.classes().size() + " names", outputs + " names, one per logit");
    }
    for (KeptIndices map : description.kept()) {
      int size = map.place() <= places(backbone) ? size(input, backbone, map.place()) : -1;
      if (map.indices().size() != size) {
        throw new SpecException(
            "kept[" + map.place() + "]", map.indices().size() + " indices", size + " indices");
      }
    }
    int bands = original(description, input.features().bands());
    if (bands > ImageFormat.MOST_BANDS) {
      throw new SpecException("features.bands", bands, "at most " + ImageFormat.MOST_BANDS);
    }
    requireDetector(detector, readout);
  }

  /** An image with the usual detector, {@link DetectorDefaults}, where there can be one. */
  public WeightImage(
      InputImage input,
      BackboneImage backbone,
      ReadoutImage readout,
      Arithmetic arithmetic,
      ImageDescription description) {
    this(
        input,
        backbone,
        readout,
        arithmetic,
        description,
        Optional.of(description.classes())
            .filter(classes -> readout instanceof ReadoutImage.Keyword)
            .map(DetectorDefaults::of));
  }

  /**
   * The image of a checkpoint. Its provenance is that of the checkpoint and the SHA-256 of the file
   * that {@link Checkpoint#write} makes of it.
   *
   * @param checkpoint on the integer grid
   * @param lanes of the machine it is for, 1 to 1024
   * @param packing of every matrix
   * @throws SpecException if the checkpoint has no number format, or lanes do not fit
   */
  public static WeightImage of(Checkpoint checkpoint, int lanes, Packing packing) {
    return of(checkpoint, Hashes.sha256Hex(checkpoint.bytes()), lanes, packing);
  }

  /**
   * The image of a checkpoint file. Its provenance is that of the checkpoint and the SHA-256 of the
   * file, whoever wrote it.
   *
   * @param lanes of the machine it is for, 1 to 1024
   * @param packing of every matrix
   * @throws InputException if the file is no checkpoint, or not on the integer grid
   * @throws SpecException if lanes do not fit
   */
  public static WeightImage of(Path checkpoint, int lanes, Packing packing) throws IOException {
    Checkpoint read = Checkpoint.read(checkpoint);
    if (read.spec().format() == null) {
      throw new InputException(
          checkpoint, "a float network", "one on the integer grid, as keyspike compress makes it");
    }
    return of(read, Hashes.sha256Hex(checkpoint), lanes, packing);
  }

  private static WeightImage of(Checkpoint checkpoint, String hash, int lanes, Packing packing) {
    Map<String, String> provenance = new TreeMap<>(checkpoint.provenance());
    provenance.put(CHECKPOINT, hash);
    IntegerModel model = Quantizer.quantize(checkpoint.spec(), checkpoint.parameters());
    return of(model, checkpoint.classes(), provenance, lanes, packing).withKept(checkpoint.kept());
  }

  /**
   * The image of a model, with nothing pruned away, its matrices dense.
   *
   * @see #of(IntegerModel, List, Map, int, Packing)
   */
  public static WeightImage of(
      IntegerModel model, List<String> classes, Map<String, String> provenance, int lanes) {
    return of(model, classes, provenance, lanes, Packing.DENSE);
  }

  /**
   * The image of a model, with nothing pruned away.
   *
   * @param classes names in the order of the logits
   * @param provenance what it was made from, such as the digest of the checkpoint
   * @param lanes of the machine it is for, 1 to 1024
   * @param packing of every matrix
   * @throws SpecException if lanes or the number of names do not fit
   */
  public static WeightImage of(
      IntegerModel model,
      List<String> classes,
      Map<String, String> provenance,
      int lanes,
      Packing packing) {
    int bits = model.weightBits();
    Arithmetic arithmetic = new Arithmetic(model.timeSteps(), bits, model.membraneBits(), lanes);
    return new WeightImage(
        new InputImage(model.features(), model.encoder()),
        backbone(model, lanes, packing),
        ReadoutImage.of(model.readout(), bits, lanes, packing),
        arithmetic,
        new ImageDescription(List.of(), classes, provenance));
  }

  private static BackboneImage backbone(IntegerModel model, int lanes, Packing packing) {
    return model instanceof StateSpaceModel blocks
        ? StateSpaceImage.of(blocks, lanes, packing)
        : new LayersImage(
            model.layers().stream()
                .map(layer -> LayerImage.of(layer, model.weightBits(), lanes, packing))
                .toList());
  }

  /** The same network for so many lanes, its matrices packed anew. */
  public WeightImage repacked(int lanes, Packing packing) {
    WeightImage other = of(model(), classes(), provenance(), lanes, packing);
    return new WeightImage(
        input, other.backbone, other.readout, other.arithmetic, description, detector);
  }

  /** This image with the maps of structured pruning. */
  public WeightImage withKept(List<KeptIndices> maps) {
    return withDescription(new ImageDescription(maps, classes(), provenance()));
  }

  /** This image with other names or another provenance. */
  public WeightImage withDescription(ImageDescription other) {
    return new WeightImage(input, backbone, readout, arithmetic, other, detector);
  }

  /** This image with other layers. */
  public WeightImage withLayers(List<LayerImage> others) {
    return new WeightImage(
        input, new LayersImage(others), readout, arithmetic, description, detector);
  }

  /**
   * This image with another detector.
   *
   * @throws SpecException if it is of another number of classes, or the readout is frame-wise
   */
  public WeightImage withDetector(IntegerDetectorSettings other) {
    return new WeightImage(input, backbone, readout, arithmetic, description, Optional.of(other));
  }

  /**
   * Its layers, first to last.
   *
   * @throws SpecException if there are none, but the blocks of a state space
   */
  public List<LayerImage> layers() {
    if (backbone instanceof LayersImage own) {
      return own.layers();
    }
    throw new SpecException("network.backbone", "ssm", "recurrent: what reads layers needs some");
  }

  /** Its state space; empty where there are layers. */
  public Optional<StateSpaceImage> stateSpace() {
    return backbone instanceof StateSpaceImage blocks ? Optional.of(blocks) : Optional.empty();
  }

  /**
   * Refuses a state space for who reads layers.
   *
   * @param reader that has no blocks, such as {@code Verilog}
   * @throws SpecException naming it, if the backbone of this image is a state space
   */
  public void requireLayers(String reader) {
    if (stateSpace().isPresent()) {
      throw new SpecException(
          "network.backbone", "ssm", "recurrent: " + reader + " knows no state space");
    }
  }

  /** The features that it expects. */
  public FeatureSpec features() {
    return input.features();
  }

  /** The front end that makes them: all its bands, of which pruning may have left fewer. */
  public FrontEndSettings frontEnd() {
    return features().withBands(original(description, features().bands())).frontEnd();
  }

  /** How features become the first layer's input. */
  public IntegerEncoder encoder() {
    return input.encoder();
  }

  /** TS. */
  public int timeSteps() {
    return arithmetic.timeSteps();
  }

  /** The width of every weight. */
  public int weightBits() {
    return arithmetic.weightBits();
  }

  /** The width of every membrane. */
  public int membraneBits() {
    return arithmetic.membraneBits();
  }

  /** Outputs per weight word. */
  public int lanes() {
    return arithmetic.lanes();
  }

  /** What structured pruning left, one map for each place it worked on. */
  public List<KeptIndices> kept() {
    return description.kept();
  }

  /** What is left of a place, whether or not anything was pruned there. */
  public KeptIndices kept(int place) {
    return kept().stream()
        .filter(map -> map.place() == place)
        .findFirst()
        .orElseGet(() -> KeptIndices.all(place, size(input, backbone, place)));
  }

  /** Names in the order of the logits. */
  public List<String> classes() {
    return description.classes();
  }

  /** What it was made from, sorted by key. */
  public Map<String, String> provenance() {
    return description.provenance();
  }

  /** The model, unpacked: equal to the one the image was made of. */
  public IntegerModel model() {
    if (backbone instanceof StateSpaceImage blocks) {
      return blocks.model(input, readout, weightBits());
    }
    return new LayeredModel(
        features(),
        encoder(),
        layers().stream().map(LayerImage::layer).toList(),
        readout.readout(),
        timeSteps(),
        weightBits(),
        membraneBits());
  }

  /**
   * Every matrix in the order of the weight memory: W and U of each layer, or the maps of a state
   * space, then the readout's. The base of a matrix is the number of bytes of those before it.
   */
  public List<PackedMatrix> matrices() {
    List<PackedMatrix> all = new ArrayList<>(backbone.matrices());
    all.addAll(readout.matrices());
    return all;
  }

  /** Places beside the bands that pruning can have worked on. */
  private static int places(BackboneImage backbone) {
    return backbone instanceof LayersImage ? backbone.sizes().size() : 0;
  }

  private static int size(InputImage input, BackboneImage backbone, int place) {
    return place == KeptIndices.BANDS ? input.features().bands() : backbone.sizes().get(place - 1);
  }

  /** Bands of the front end. */
  private static int original(ImageDescription description, int bands) {
    return description.kept().stream()
        .filter(map -> map.place() == KeptIndices.BANDS)
        .mapToInt(KeptIndices::original)
        .findFirst()
        .orElse(bands);
  }

  private static int outputs(ReadoutImage readout) {
    return readout.matrices().get(readout.matrices().size() - 1).rows();
  }

  private static void requireDetector(
      Optional<IntegerDetectorSettings> detector, ReadoutImage readout) {
    boolean keyword = readout instanceof ReadoutImage.Keyword;
    if (detector.isPresent() != keyword) {
      throw new SpecException(
          "detector", keyword ? "missing" : "there", "one with a keyword readout, else none");
    }
    if (keyword && detector.get().classes() != outputs(readout)) {
      throw new SpecException(
          "detector.thresholds",
          detector.get().classes() + " of them",
          outputs(readout) + ", one per logit");
    }
  }

  private static void requireOf(String field, int found, int expected) {
    if (found != expected) {
      throw new SpecException(field, found + " with a state space", Integer.toString(expected));
    }
  }

  private static void requireExtent(String field, int extent) {
    if (extent > ImageFormat.LARGEST_EXTENT) {
      throw new SpecException(field, extent, "at most " + ImageFormat.LARGEST_EXTENT);
    }
  }
}
