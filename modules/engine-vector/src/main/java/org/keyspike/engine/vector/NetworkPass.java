package org.keyspike.engine.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.network.Names;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.Gradients;

/**
 * The whole network on one batch. Forward: input, then layer by layer, then the readout. Backward
 * alternates between shards, each of which goes back through a layer, and matrices, whose tiles add
 * up what the shards left.
 */
final class NetworkPass {
  private final PassContext context;
  private final InputPass input;
  private final List<LayerPass> layers = new ArrayList<>();
  private final ReadoutPass readout;
  private final DesireRule desires;
  private float[] logits;

  NetworkPass(PassContext context) {
    this.context = context;
    desires = DesireRule.of(context);
    input = new InputPass(context);
    input.forward();
    Events[] events = input.events();
    float factor = 1;
    for (int l = 0; l < context.spec().layers().size(); l++) {
      boolean back =
          context.learning()
              && (l == 0 ? input.heedsLayers() : desires != null || !context.stops().stages());
      LayerPass layer = new LayerPass(context, l, events, factor, back);
      layer.forward();
      layers.add(layer);
      events = layer.outputs();
      factor = layer.outputFactor();
    }
    LayerPass last = layers.get(layers.size() - 1);
    readout = ReadoutPass.of(context, last, desires);
    context.workers().run(context.shards().length, readout::forward);
    logits = batchMajorLogits();
  }

  /** Logits, rates and, if asked for, spikes and potentials. */
  Activity activity(Detail detail) {
    double[] rates = layers.stream().mapToDouble(LayerPass::rate).toArray();
    boolean all = detail != Detail.LOGITS;
    float[] encoderSpikes = new float[0];
    List<float[]> spikes = new ArrayList<>();
    if (all) {
      if (!Double.isNaN(input.rate())) {
        encoderSpikes = batchMajor(input.events(), 1, context.spec().channels());
      }
      for (LayerPass layer : layers) {
        Events[] own = new Events[context.shards().length];
        for (int s = 0; s < own.length; s++) {
          own[s] = layer.shard(s).spikes();
        }
        spikes.add(batchMajor(own, context.spec().timeSteps(), layer.spec().neurons()));
      }
    }
    return new Activity(
        logits,
        input.rate(),
        rates,
        encoderSpikes,
        spikes,
        detail == Detail.STATES ? layers.stream().map(this::potentials).toList() : List.of(),
        layers.stream().mapToDouble(LayerPass::active).toArray());
  }

  /** u of a layer, (B, T, TS, N). */
  private float[] potentials(LayerPass layer) {
    int each = context.spec().timeSteps() * layer.spec().neurons();
    float[] all = new float[Extents.answers(context.batch(), context.batch().frames(), each)];
    for (int s = 0; s < context.shards().length; s++) {
      layer.shard(s).copyPotentials(all);
    }
    return all;
  }

  private float[] batchMajor(Events[] events, int steps, int width) {
    int frames = context.batch().frames();
    float[] spikes = new float[Extents.answers(context.batch(), frames, steps * width)];
    for (int s = 0; s < events.length; s++) {
      Shard shard = context.shards()[s];
      for (int row = 0; row < events[s].rows(); row++) {
        int clip = shard.first() + row % shard.clips();
        int at = (clip * frames * steps + row / shard.clips()) * width;
        for (int e = events[s].start()[row]; e < events[s].start()[row + 1]; e++) {
          spikes[at + events[s].index()[e]] = events[s].at(e);
        }
      }
    }
    return spikes;
  }

  private float[] batchMajorLogits() {
    int classes = context.spec().readout().classes();
    int stride = context.geometry().stride(classes);
    int frames = context.batch().frameWise() ? context.batch().frames() : 1;
    float[] all = new float[Extents.answers(context.batch(), frames, classes)];
    context
        .workers()
        .run(
            context.shards().length,
            s -> {
              Shard shard = context.shards()[s];
              for (int row = 0; row < readout.rows(s); row++) {
                int clip = shard.first() + row % shard.clips();
                int to = (clip * frames + row / shard.clips()) * classes;
                System.arraycopy(readout.logits(s), row * stride, all, to, classes);
              }
            });
    return all;
  }

  /** Loss and gradients. */
  Gradients gradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (ParameterSpec parameter : context.spec().parameters()) {
      if (parameter.role().learned()) {
        gradients.put(parameter.name(), Tensor.zeros(parameter.shape()));
      }
    }
    LossPass loss = new LossPass(context);
    int classes = context.spec().readout().classes();
    int stride = context.geometry().stride(classes);
    context
        .workers()
        .run(
            context.shards().length,
            s -> {
              loss.error(s, readout.logits(s), stride, readout.rows(s));
              if (desires != null) {
                desires.classes(s, readout);
              }
              readout.backward(s);
            });
    backward(gradients);
    Activity activity = activity(Detail.LOGITS);
    return new Gradients(
        withPenalties(loss.crossEntropy(), activity),
        new Parameters(gradients),
        batchStatistics(),
        activity);
  }

  private void backward(Map<String, Tensor> gradients) {
    int shards = context.shards().length;
    int last = layers.size() - 1;
    List<WeightGradient> tasks = new ArrayList<>();
    readout.gradients(gradients, tasks);
    layers.forEach(LayerPass::findPenalty);
    SpikeGradient[] above = new SpikeGradient[shards];
    FeedbackRows feedback = feedback(Feedback.layer(last));
    context
        .workers()
        .run(
            shards,
            s -> {
              above[s] = ofLast(s, feedback);
              layers.get(last).shard(s).findActive();
              layers.get(last).shard(s).backward(above[s]);
            });
    for (int l = last; l >= 0; l--) {
      layers.get(l).recurrentGradient(gradients, tasks);
      WeightGradient.runAll(context.workers(), tasks);
      tasks.clear();
      layers.get(l).ownGradients(gradients);
      below(l, above);
      layers.get(l).weightGradient(gradients, tasks);
    }
    WeightGradient.runAll(context.workers(), tasks);
    if (input.learns()) {
      input.backward(above, gradients);
    }
  }

  /** What the last layer's steps get from the readout. */
  private SpikeGradient ofLast(int s, FeedbackRows feedback) {
    if (desires != null) {
      return desires.last(s, readout.rows(s), layers.get(layers.size() - 1).shard(s).mask());
    }
    return feedback == null
        ? readout.spikeGradient(s)
        : feedback.of(readout, s, context.spec().timeSteps());
  }

  /** Finishes a layer and goes back through the one below it, shard by shard. */
  private void below(int l, SpikeGradient[] above) {
    FeedbackRows feedback =
        l > 0
            ? feedback(Feedback.layer(l - 1))
            : input.learns() ? feedback(Feedback.ENCODER) : null;
    context
        .workers()
        .run(
            context.shards().length,
            s -> {
              LayerShard shard = layers.get(l).shard(s);
              if (l > 0) {
                LayerShard lower = layers.get(l - 1).shard(s);
                if (desires != null) {
                  shard.finish();
                  above[s] = desires.below(s, readout.rows(s), layers.get(l), lower.mask());
                } else if (feedback == null) {
                  shard.finish(lower);
                  above[s] = SpikeGradient.ofSteps(lower.stepGradients(), lower.mask());
                } else {
                  shard.finish();
                  lower.findActive();
                  above[s] = feedback.of(readout, s, context.spec().timeSteps());
                }
                lower.backward(above[s]);
                shard.findInputColumns(lower);
              } else {
                shard.findInputColumns(null);
                above[s] = encoderGradient(shard, s, feedback);
              }
            });
  }

  /** Finishes the first layer and goes back to the encoder, if it learns by that. */
  private SpikeGradient encoderGradient(LayerShard first, int s, FeedbackRows feedback) {
    if (feedback != null || !input.heedsLayers()) {
      first.finish();
      return feedback == null ? null : feedback.of(readout, s, 1);
    }
    int stride = context.geometry().stride(context.spec().channels());
    float[] rows = context.pool().floats(Geometry.ORIGIN + input.events()[s].rows() * stride);
    first.finish(rows, null);
    return SpikeGradient.ofSteps(rows, null);
  }

  private FeedbackRows feedback(String name) {
    return context.stops().stages() && desires == null ? new FeedbackRows(context, name) : null;
  }

  private double withPenalties(double crossEntropy, Activity activity) {
    double loss = crossEntropy;
    if (context.objective().encoderRateWeight() > 0 && !Double.isNaN(activity.encoderRate())) {
      loss += context.objective().encoderRateWeight() * activity.encoderRate();
    }
    for (int l = 0; l < layers.size(); l++) {
      loss += context.objective().activity().value(l, activity.rates()[l], activity.active()[l]);
    }
    return loss;
  }

  private Parameters batchStatistics() {
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    for (LayerPass layer : layers) {
      if (layer.norm() != null) {
        statistics.put(Names.normMean(layer.index()), layer.norm().mean());
        statistics.put(Names.normVariance(layer.index()), layer.norm().variance());
      }
    }
    return new Parameters(statistics);
  }
}
