package org.keyspike.compression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Objective;

/**
 * Learns the power-of-two scales of weight matrices from the loss: each in turn is doubled and
 * halved, and the change is kept if the mean loss of the network on the grid falls, until a whole
 * round changes nothing or {@value #ROUNDS} are over.
 */
final class ScaleSearch {
  private static final int ROUNDS = 3;

  private final GradientEngine engine;
  private final Checkpoint folded;
  private final List<Batch> batches;

  /**
   * @param folded the float network
   * @param batches what the loss is measured on, as they reach the network
   */
  ScaleSearch(GradientEngine engine, Checkpoint folded, List<Batch> batches) {
    this.engine = engine;
    this.folded = folded;
    this.batches = batches;
  }

  /** The format of the smallest loss that is found from a first one. */
  NumberFormat from(NumberFormat first) {
    NumberFormat best = first;
    double least = loss(first);
    for (int round = 0; round < ROUNDS; round++) {
      NumberFormat before = best;
      for (int matrix = 0; matrix < moves(best, 1).size(); matrix++) {
        for (int step : new int[] {1, -1}) {
          NumberFormat moved = moves(best, step).get(matrix).apply(best);
          double loss = loss(moved);
          if (loss < least) {
            least = loss;
            best = moved;
          }
        }
      }
      if (best.equals(before)) {
        break;
      }
    }
    return best;
  }

  /** One change for each matrix: its fraction moved by a step. */
  private List<UnaryOperator<NumberFormat>> moves(NumberFormat format, int step) {
    List<UnaryOperator<NumberFormat>> moves = new ArrayList<>();
    for (int l = 0; l < format.layers().size(); l++) {
      int layer = l;
      moves.add(f -> withLayer(f, layer, step, 0));
      if (folded.spec().layers().get(l).neuron().recurrent()) {
        moves.add(f -> withLayer(f, layer, 0, step));
      }
    }
    if (folded.spec().readout() instanceof ReadoutSpec.Keyword) {
      // The hidden layer keeps its unit: what its weights gain below the point is shifted out.
      moves.add(f -> withReadout(f, step, step, 0));
    }
    moves.add(f -> withReadout(f, 0, 0, step));
    return moves;
  }

  private static NumberFormat withLayer(NumberFormat format, int layer, int weight, int recurrent) {
    List<NumberFormat.LayerFormat> layers = new ArrayList<>(format.layers());
    NumberFormat.LayerFormat old = layers.get(layer);
    layers.set(
        layer,
        new NumberFormat.LayerFormat(
            old.membraneFraction(),
            old.weightFraction() + weight,
            old.recurrentFraction() + recurrent,
            old.scaled()));
    return new NumberFormat(format.weightBits(), format.membraneBits(), layers, format.readout());
  }

  private static NumberFormat withReadout(NumberFormat format, int hidden, int shift, int output) {
    NumberFormat.ReadoutFormat old = format.readout();
    int newShift = old.hiddenShift() + shift;
    return newShift < 0
        ? format
        : new NumberFormat(
            format.weightBits(),
            format.membraneBits(),
            format.layers(),
            new NumberFormat.ReadoutFormat(
                old.hiddenFraction() + hidden, newShift, old.outputFraction() + output));
  }

  /** The mean loss, or infinity for a format that cannot be or that clips a bias. */
  private double loss(NumberFormat format) {
    try {
      NetworkSpec spec = folded.spec().withFormat(format);
      for (ParameterSpec parameter : spec.parameters()) {
        if (parameter.role() == ParameterSpec.Role.BIAS
            && Quantizer.use(spec, folded.parameters()).get(parameter.name()).outside() > 0) {
          return Double.POSITIVE_INFINITY;
        }
      }
      Parameters onGrid = Quantizer.onGrid(spec, folded.parameters());
      // A sum that the integer readout refuses is refused here.
      Quantizer.quantize(spec, onGrid);
      double sum = 0;
      for (Batch batch : batches) {
        sum += engine.gradients(spec, onGrid, batch, Objective.bptt(0)).loss();
      }
      return sum / batches.size();
    } catch (SpecException impossible) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
