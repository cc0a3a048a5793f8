package org.keyspike.analysis.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.Trace;
import org.keyspike.report.Labels;
import org.keyspike.report.LinePlot;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.model.CycleModel;

/**
 * Spike rate against cost, for the shape of a network: spikes are drawn independently, everywhere
 * at one rate. A quantized network of the same shape on the same machine stands beside it, with the
 * same spikes of the encoder and half of its activations 0 ({@link CycleModel#twin}).
 */
public final class RateStudy {
  private static final int FRAMES = 50;
  private static final double[] RATES = {
    0.001, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1
  };

  private RateStudy() {}

  /**
   * One rate.
   *
   * @param rate mean spike of every input and neuron in a time step
   * @param cost of an average frame
   * @param denseNanojoules of the quantized network beside it, without leakage
   * @param denseMicrowatts of it in real time
   */
  public record Row(
      double rate, @JsonUnwrapped Cost cost, double denseNanojoules, double denseMicrowatts) {}

  /** Works it out and plots it. */
  public static StudyTable of(
      WeightImage image, Architecture machine, EnergyTable table, long seed, Path folder)
      throws IOException {
    IntegerModel network = image.model();
    CycleModel model = new CycleModel(image, machine);
    List<Row> rows = new ArrayList<>();
    double[] spiking = new double[RATES.length];
    double[] flat = new double[RATES.length];
    for (int i = 0; i < RATES.length; i++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] features = new byte[FRAMES * network.features().bands()];
      for (int j = 0; j < features.length; j++) {
        features[j] = bits(RATES[i], random);
      }
      Trace trace = trace(network, RATES[i], random);
      Cost cost = Cost.of(counts(model.frames(features, trace)), machine, table);
      Cost dense = Cost.of(counts(model.twin(features, trace, CycleModel.HALF)), machine, table);
      Row row = new Row(RATES[i], cost, dense.dynamicNanojoules(), dense.microwatts());
      rows.add(row);
      spiking[i] = row.cost.dynamicNanojoules();
      flat[i] = row.denseNanojoules;
    }
    Path plot = folder.resolve("rates.png");
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("spiking", spiking);
    lines.put("quantized, half of its activations 0", flat);
    LinePlot.write(
        plot,
        new Labels("Energy of a frame without leakage, on " + machine.name(), "spike rate", "nJ"),
        RATES,
        lines);
    return new StudyTable(
        "rates", machine.name(), rows, List.of(finding(rows)), List.of(plot.toString()));
  }

  private static String finding(List<Row> rows) {
    for (int i = 1; i < rows.size(); i++) {
      double low = ahead(rows.get(i - 1));
      double high = ahead(rows.get(i));
      if (low < 0 && high >= 0) {
        double from = rows.get(i - 1).rate;
        double rate = from + low / (low - high) * (rows.get(i).rate - from);
        return String.format(
            Locale.ROOT,
            "break-even with the quantized network (%.3f nJ a frame there): a spike rate of %.3f",
            rows.get(i).denseNanojoules,
            rate);
      }
    }
    return String.format(
        Locale.ROOT,
        "no break-even with the quantized network: spikes cost %s at every rate",
        ahead(rows.get(0)) < 0 ? "less" : "more");
  }

  /** By how much spikes cost more. */
  private static double ahead(Row row) {
    return row.cost.dynamicNanojoules() - row.denseNanojoules;
  }

  private static Counts counts(List<FrameCounts> frames) {
    Counts counts = Counts.ZERO;
    for (FrameCounts frame : frames) {
      counts = counts.plus(frame);
    }
    return counts;
  }

  private static Trace trace(IntegerModel network, double rate, SplittableRandom random) {
    int steps = network.timeSteps();
    List<byte[]> spikes = new ArrayList<>();
    for (IntegerLayer layer : network.layers()) {
      byte[] outputs = spikes(FRAMES * steps * layer.neurons(), rate, random);
      spikes.add(layer.code() instanceof IntegerCode.Spikes ? outputs : of(layer.code(), outputs));
    }
    return new Trace(
        FRAMES,
        steps,
        network.readout().classes(),
        spikes(FRAMES * network.channels(), rate, random),
        spikes,
        List.of(),
        List.of(),
        new int[network.readout().classes()]);
  }

  /**
   * Outputs of a code where there are spikes, every one but 0 as often: the same ones whichever
   * others there are.
   */
  private static byte[] of(IntegerCode code, byte[] spikes) {
    SplittableRandom random = new SplittableRandom(spikes.length);
    byte[] outputs = new byte[spikes.length];
    for (int i = 0; i < outputs.length; i++) {
      int output =
          code instanceof IntegerCode.PowersOfTwo powers
              ? 1 << random.nextInt(powers.levels())
              : random.nextInt(1, code.largest() + 1);
      outputs[i] = (byte) (spikes[i] * output);
    }
    return outputs;
  }

  private static byte[] spikes(int count, double rate, SplittableRandom random) {
    byte[] spikes = new byte[count];
    for (int i = 0; i < count; i++) {
      spikes[i] = (byte) (random.nextDouble() < rate ? 1 : 0);
    }
    return spikes;
  }

  private static byte bits(double rate, SplittableRandom random) {
    int value = 0;
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      value |= (random.nextDouble() < rate ? 1 : 0) << bit;
    }
    return (byte) value;
  }
}
