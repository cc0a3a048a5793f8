package org.keyspike.analysis;

import java.util.Arrays;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.Tensor;
import org.keyspike.training.Bptt;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.Objective;
import org.keyspike.training.TrainingSettings;

/**
 * The size of the loss's gradient by the steps of every band: mean over the batches of one pass
 * through the training part of |∂loss/∂δ| by backpropagation through time, of the same network with
 * steps of every band, without dropout and without variation of the clips. Batch norm uses the
 * statistics of each batch, as in training.
 *
 * @param coarse |∂loss/∂δ¹| with δ²/δ¹ held, (C)
 * @param fine |∂loss/∂δ²|, (C)
 */
record BandGradients(double[] coarse, double[] fine) {

  static BandGradients of(AnalysisInput input) {
    int bands = input.bands();
    NetworkSpec spec = perBand(input.spec());
    Parameters parameters =
        input
            .parameters()
            .with(Names.RHO, repeated(input.parameters().data(Names.RHO), bands))
            .with(Names.KAPPA, repeated(input.parameters().data(Names.KAPPA), bands));
    TrainingSettings training = input.recipe().training();
    Objective objective =
        new Objective(
            new Bptt(),
            Feedback.NONE,
            training.loss().rates().rateWeight(),
            training.loss().encoderRateWeight(),
            training.loss().labelSmoothing(),
            EncoderLearning.TASK,
            input.recipe().seed());
    double[] rho = new double[bands];
    double[] kappa = new double[bands];
    ShuffledEpochs epochs =
        new ShuffledEpochs(
            input.training(),
            training.batchSize(),
            input.recipe().seed(),
            AugmentationSettings.NONE);
    for (Batch batch : epochs.epoch(0)) {
      Parameters found = input.engine().gradients(spec, parameters, batch, objective).gradients();
      addSizes(rho, found.data(Names.RHO), epochs.batches());
      addSizes(kappa, found.data(Names.KAPPA), epochs.batches());
    }
    return bySteps(parameters, rho, kappa);
  }

  /** From the parameters ρ and κ to the steps: dδ¹/dρ = σ(ρ), dδ²/dκ = δ¹ σ(κ)(1 − σ(κ)). */
  private static BandGradients bySteps(Parameters parameters, double[] rho, double[] kappa) {
    double[] coarse = new double[rho.length];
    double[] fine = new double[rho.length];
    for (int c = 0; c < rho.length; c++) {
      float at = parameters.data(Names.RHO)[c];
      double ratio = sigmoid(parameters.data(Names.KAPPA)[c]);
      coarse[c] = rho[c] / sigmoid(at);
      fine[c] = kappa[c] / (ResidualEncoder.coarseStep(at) * ratio * (1 - ratio));
    }
    return new BandGradients(coarse, fine);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }

  private static void addSizes(double[] sum, float[] gradient, int batches) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += Math.abs((double) gradient[c]) / batches;
    }
  }

  private static NetworkSpec perBand(NetworkSpec spec) {
    return new NetworkSpec(
        spec.features(),
        new EncoderSpec.Residual(true),
        spec.layers().stream().map(layer -> layer.withDropout(0)).toList(),
        spec.readout(),
        spec.timeSteps(),
        spec.format());
  }

  private static Tensor repeated(float[] values, int bands) {
    float[] all = values;
    if (values.length == 1) {
      all = new float[bands];
      Arrays.fill(all, values[0]);
    }
    return new Tensor(new int[] {bands}, all);
  }
}
