package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMap;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerPopulation;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.network.KeptIndices;

/**
 * An image with the bands and neurons that structured pruning removed put back, for a machine that
 * cannot leave them out. They have weights of 0 only, so they never spike and change no answer.
 */
public final class UnprunedImage {
  private final IntegerModel model;
  private final List<int[]> places = new ArrayList<>();
  private final int[] sizes;

  private UnprunedImage(WeightImage image) {
    model = image.model();
    List<IntegerPopulation> populations = model.populations();
    sizes = new int[populations.size() + 1];
    for (int place = 0; place < sizes.length; place++) {
      int size = place == 0 ? model.features().bands() : populations.get(place - 1).neurons();
      sizes[place] = size;
      places.add(IntStream.range(0, size).toArray());
    }
    for (KeptIndices map : image.kept()) {
      sizes[map.place()] = map.original();
      places.set(map.place(), map.indices().stream().mapToInt(index -> index).toArray());
    }
  }

  /** Where each band (place 0) and each neuron of population ℓ (place ℓ) has gone. */
  public static List<int[]> places(WeightImage image) {
    return new UnprunedImage(image).places;
  }

  /** The image with all rows. */
  static WeightImage of(WeightImage image) {
    boolean compressed = image.matrices().stream().anyMatch(matrix -> matrix.word().compressed());
    return WeightImage.of(
        new UnprunedImage(image).restored(),
        image.classes(),
        image.provenance(),
        image.lanes(),
        compressed ? Packing.COMPRESSED : Packing.DENSE);
  }

  private IntegerModel restored() {
    int[] inputs = channels();
    int width = model.encoder().channels(sizes[0]);
    if (model instanceof StateSpaceModel blocks) {
      return restored(blocks, inputs, width);
    }
    List<IntegerLayer> layers = new ArrayList<>();
    for (int l = 0; l < model.layers().size(); l++) {
      IntegerLayer layer = model.layers().get(l);
      int[] rows = places.get(l + 1);
      int n = sizes[l + 1];
      layers.add(
          new IntegerLayer(
              matrix(layer.weight(), rows, n, inputs, width),
              layer.recurrent().map(u -> matrix(u, rows, n, rows, n)),
              vector(layer.bias(), rows, n, 0),
              vector(layer.leak(), rows, n, 0),
              vector(layer.threshold(), rows, n, largestThreshold(layer.code())),
              layer
                  .adaptation()
                  .map(
                      a ->
                          new IntegerAdaptation(
                              vector(a.leak(), rows, n, 0),
                              vector(a.coupling(), rows, n, 0),
                              vector(a.jump(), rows, n, 0))),
              layer.shiftWeight(),
              layer.shiftRecurrent(),
              layer.code(),
              delays(layer, inputs, width)));
      inputs = rows;
      width = n;
    }
    return new LayeredModel(
        model.features().withBands(sizes[0]),
        encoder(),
        layers,
        readout(inputs, width),
        model.timeSteps(),
        model.weightBits(),
        model.membraneBits());
  }

  /** Of a state space only bands can have gone. */
  private StateSpaceModel restored(StateSpaceModel blocks, int[] inputs, int width) {
    StateSpaceModel.Stream stream = blocks.stream();
    IntegerMatrix weight = stream.embedding().weight();
    int[] rows = IntStream.range(0, weight.rows()).toArray();
    return new StateSpaceModel(
        blocks.features().withBands(sizes[0]),
        encoder(),
        blocks.shape(),
        blocks.code(),
        new StateSpaceModel.Stream(
            new IntegerMap(
                matrix(weight, rows, rows.length, inputs, width),
                stream.embedding().bias(),
                stream.embedding().shift()),
            stream.delays().map(delays -> vector(delays, inputs, width, 0)),
            stream.fraction()),
        blocks.blocks(),
        blocks.threshold(),
        blocks.readout(),
        blocks.weightBits());
  }

  /** That no neuron without weights reaches, and that a power of two can be taken from. */
  private static int largestThreshold(IntegerCode code) {
    return code instanceof IntegerCode.PowersOfTwo
        ? Short.MAX_VALUE / code.largest() * code.largest()
        : Short.MAX_VALUE;
  }

  private static Optional<IntegerVector> delays(IntegerLayer layer, int[] inputs, int width) {
    return layer.delays().map(delays -> vector(delays, inputs, width, 0));
  }

  private IntegerEncoder encoder() {
    int[] bands = places.get(0);
    if (model.encoder() instanceof IntegerEncoder.Residual steps) {
      return new IntegerEncoder.Residual(
          vector(steps.coarseSteps(), bands, sizes[0], 1),
          vector(steps.fineSteps(), bands, sizes[0], 1));
    }
    if (model.encoder() instanceof IntegerEncoder.StepForward steps) {
      return new IntegerEncoder.StepForward(vector(steps.coarseSteps(), bands, sizes[0], 1));
    }
    return model.encoder();
  }

  private int[] channels() {
    int bands = model.features().bands();
    int[] channels = new int[model.channels()];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = c / bands * sizes[0] + places.get(0)[c % bands];
    }
    return channels;
  }

  private IntegerReadout readout(int[] inputs, int width) {
    if (model.readout() instanceof IntegerReadout.Keyword keyword) {
      int[] hidden = IntStream.range(0, keyword.hidden()).toArray();
      return new IntegerReadout.Keyword(
          matrix(keyword.hiddenWeight(), hidden, hidden.length, inputs, width),
          keyword.hiddenBias(),
          keyword.hiddenShift(),
          keyword.outputWeight(),
          keyword.outputBias(),
          keyword.frames(),
          keyword.logitFraction());
    }
    IntegerReadout.FrameWise frameWise = (IntegerReadout.FrameWise) model.readout();
    int[] classes = IntStream.range(0, frameWise.classes()).toArray();
    return new IntegerReadout.FrameWise(
        matrix(frameWise.weight(), classes, classes.length, inputs, width),
        frameWise.bias(),
        frameWise.logitFraction());
  }

  private static IntegerMatrix matrix(
      IntegerMatrix matrix, int[] rows, int rowCount, int[] columns, int columnCount) {
    byte[] values = new byte[Math.multiplyExact(rowCount, columnCount)];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        values[rows[row] * columnCount + columns[column]] = matrix.get(row, column);
      }
    }
    return new IntegerMatrix(rowCount, columnCount, values);
  }

  private static IntegerVector vector(IntegerVector vector, int[] places, int size, int other) {
    int[] values = new int[size];
    Arrays.fill(values, other);
    for (int i = 0; i < places.length; i++) {
      values[places[i]] = vector.get(i);
    }
    return new IntegerVector(values);
  }
}
