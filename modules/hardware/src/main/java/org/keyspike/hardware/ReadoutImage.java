package org.keyspike.hardware;

import java.util.List;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;

/** The readout of an image: an {@link IntegerReadout} with packed weights. */
public sealed interface ReadoutImage {

  /** Its matrices in the order of the weight memory. */
  List<PackedMatrix> matrices();

  /** Its biases, one per matrix. */
  List<IntegerVector> biases();

  IntegerReadout readout();

  /** As {@link IntegerReadout.Keyword}. */
  record Keyword(
      PackedMatrix hiddenWeight,
      IntegerVector hiddenBias,
      int hiddenShift,
      PackedMatrix outputWeight,
      IntegerVector outputBias,
      int frames,
      int logitFraction)
      implements ReadoutImage {
    @Override
    public List<PackedMatrix> matrices() {
      return List.of(hiddenWeight, outputWeight);
    }

    @Override
    public List<IntegerVector> biases() {
      return List.of(hiddenBias, outputBias);
    }

    @Override
    public IntegerReadout readout() {
      return new IntegerReadout.Keyword(
          hiddenWeight.unpack(),
          hiddenBias,
          hiddenShift,
          outputWeight.unpack(),
          outputBias,
          frames,
          logitFraction);
    }
  }

  /** As {@link IntegerReadout.FrameWise}. */
  record FrameWise(PackedMatrix weight, IntegerVector bias, int logitFraction)
      implements ReadoutImage {
    @Override
    public List<PackedMatrix> matrices() {
      return List.of(weight);
    }

    @Override
    public List<IntegerVector> biases() {
      return List.of(bias);
    }

    @Override
    public IntegerReadout readout() {
      return new IntegerReadout.FrameWise(weight.unpack(), bias, logitFraction);
    }
  }

  static ReadoutImage of(IntegerReadout readout, int bits, int lanes, Packing packing) {
    if (readout instanceof IntegerReadout.Keyword keyword) {
      return new Keyword(
          packing.pack(keyword.hiddenWeight(), bits, lanes),
          keyword.hiddenBias(),
          keyword.hiddenShift(),
          packing.pack(keyword.outputWeight(), bits, lanes),
          keyword.outputBias(),
          keyword.frames(),
          keyword.logitFraction());
    }
    IntegerReadout.FrameWise frameWise = (IntegerReadout.FrameWise) readout;
    return new FrameWise(
        packing.pack(frameWise.weight(), bits, lanes), frameWise.bias(), frameWise.logitFraction());
  }
}
