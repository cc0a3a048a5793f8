package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerModel;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/**
 * What the accelerator loads: an integer network with its weights packed for so many lanes, and
 * what a reader wants to know of it. The same network, lanes, classes and provenance give the same
 * bytes.
 *
 * @param features the features that it expects
 * @param encoder how features become the first layer's input
 * @param layers first to last
 * @param readout how spikes become logits
 * @param timeSteps TS
 * @param weightBits of every weight
 * @param membraneBits of every membrane
 * @param lanes outputs per weight word, 1 to 1024
 * @param kept what structured pruning left, one map for each place it worked on; usually none
 * @param classes names in the order of the logits
 * @param provenance what it was made from, sorted by key
 */
public record WeightImage(
    FeatureSpec features,
    IntegerEncoder encoder,
    List<LayerImage> layers,
    ReadoutImage readout,
    int timeSteps,
    int weightBits,
    int membraneBits,
    int lanes,
    List<KeptIndices> kept,
    List<String> classes,
    Map<String, String> provenance) {

  /** The widest weight word. */
  public static final int LARGEST_LANES = 1024;

  /** The largest number of bands or neurons before pruning: an index of one is 16 bits wide. */
  public static final int LARGEST_ORIGINAL = 1 << 16;

  public WeightImage {
    requireLanes(lanes);
    layers = List.copyOf(layers);
    kept = List.copyOf(kept);
    classes = List.copyOf(classes);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    requireExtent("features.bands", features.bands());
    for (LayerImage layer : layers) {
      requireExtent("layer.neurons", layer.neurons());
    }
    for (PackedMatrix matrix : readout.matrices()) {
      requireExtent("readout outputs", matrix.rows());
    }
    int outputs = readout.matrices().get(readout.matrices().size() - 1).rows();
    if (classes.size() != outputs) {
      throw new SpecException(
          "classes", classes.size() + " names", outputs + " names, one per logit");
    }
    for (KeptIndices map : kept) {
      requireOriginal(map.place(), map.original());
      int size =
          map.place() == 0
              ? features.bands()
              : map.place() <= layers.size() ? layers.get(map.place() - 1).neurons() : -1;
      if (map.indices().size() != size) {
        throw new SpecException(
            "kept[" + map.place() + "]", map.indices().size() + " indices", size + " indices");
      }
    }
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
    requireLanes(lanes);
    int bits = model.weightBits();
    return new WeightImage(
        model.features(),
        model.encoder(),
        model.layers().stream().map(layer -> LayerImage.of(layer, bits, lanes, packing)).toList(),
        ReadoutImage.of(model.readout(), bits, lanes, packing),
        model.timeSteps(),
        bits,
        model.membraneBits(),
        lanes,
        List.of(),
        classes,
        provenance);
  }

  /** The same network for so many lanes, its matrices packed anew. */
  public WeightImage repacked(int lanes, Packing packing) {
    return of(model(), classes, provenance, lanes, packing).withKept(kept);
  }

  /** This image with the maps of structured pruning. */
  public WeightImage withKept(List<KeptIndices> maps) {
    return new WeightImage(
        features,
        encoder,
        layers,
        readout,
        timeSteps,
        weightBits,
        membraneBits,
        lanes,
        maps,
        classes,
        provenance);
  }

  /** What is left of a place, whether or not anything was pruned there. */
  public KeptIndices kept(int place) {
    return kept.stream()
        .filter(map -> map.place() == place)
        .findFirst()
        .orElseGet(
            () ->
                KeptIndices.all(
                    place,
                    place == KeptIndices.BANDS
                        ? features.bands()
                        : layers.get(place - 1).neurons()));
  }

  /** The model, unpacked: equal to the one the image was made of. */
  public IntegerModel model() {
    return new IntegerModel(
        features,
        encoder,
        layers.stream().map(LayerImage::layer).toList(),
        readout.readout(),
        timeSteps,
        weightBits,
        membraneBits);
  }

  /**
   * Every matrix in the order of the weight memory: W and U of each layer, then the readout's. The
   * base of a matrix is the number of bytes of those before it.
   */
  public List<PackedMatrix> matrices() {
    List<PackedMatrix> all = new ArrayList<>();
    for (LayerImage layer : layers) {
      all.add(layer.weight());
      layer.recurrent().ifPresent(all::add);
    }
    all.addAll(readout.matrices());
    return all;
  }

  private static void requireExtent(String field, int extent) {
    if (extent > ImageFormat.LARGEST_EXTENT) {
      throw new SpecException(field, extent, "at most " + ImageFormat.LARGEST_EXTENT);
    }
  }

  /** Checks what an image can say of a place that structured pruning worked on. */
  static void requireOriginal(int place, int original) {
    if (original < 1 || original > LARGEST_ORIGINAL) {
      throw new SpecException("kept[" + place + "].original", original, "1 to " + LARGEST_ORIGINAL);
    }
  }

  private static void requireLanes(int lanes) {
    if (lanes < 1 || lanes > LARGEST_LANES) {
      throw new SpecException("lanes", lanes, "1 to " + LARGEST_LANES);
    }
  }
}
