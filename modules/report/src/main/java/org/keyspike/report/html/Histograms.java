package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.report.BarPlot;
import org.keyspike.report.HistogramPlot;
import org.keyspike.report.Labels;

/** The histograms of weights and rates. */
public final class Histograms {
  /** Of the section. */
  public static final String ID = "weights";

  /** Of the section. */
  public static final String TITLE = "Weights and rates";

  private Histograms() {}

  /**
   * What the image's weights are.
   *
   * @param bits of a weight
   * @param matrices name → its weights, at least one
   */
  public static List<Block> weights(int bits, Map<String, byte[]> matrices) {
    int lowest = -(1 << (bits - 1));
    List<String> values = IntStream.range(lowest, -lowest).mapToObj(Integer::toString).toList();
    Map<String, double[]> shares = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    matrices.forEach(
        (name, weights) -> {
          double[] counts = new double[values.size()];
          for (byte weight : weights) {
            counts[weight - lowest]++;
          }
          shares.put(name, Arrays.stream(counts).map(count -> count / weights.length).toArray());
          rows.add(
              List.of(
                  name,
                  NumberText.text("%,d", weights.length),
                  percent(counts[-lowest], weights.length),
                  percent(counts[0] + counts[counts.length - 1], weights.length)));
        });
    return List.of(
        new Block.Figure(
            BarPlot.of(
                    new Labels(
                        "Weights of the image",
                        "weight (integer units of its matrix)",
                        "share of a matrix"),
                    values,
                    shares)
                .draw(ID + "-weights"),
            "Zeros cost no switching. Much at either end means that a matrix's scale clips it; nothing far from 0"
                + " means that bits lie idle."),
        new Block.Table(
            "Weights of each matrix of the image: how many are 0, and how many lie at an end of the range.",
            List.of("matrix", "weights", "zero", "at an end"),
            rows));
  }

  /**
   * How often neurons spike.
   *
   * @param over which clips, as in "4 clips of the validation part"
   * @param layers name → each neuron's spikes a time step, at least one
   */
  public static List<Block> rates(String over, Map<String, double[]> layers) {
    List<List<String>> rows = new ArrayList<>();
    layers.forEach(
        (name, rates) ->
            rows.add(
                List.of(
                    name,
                    Integer.toString(rates.length),
                    NumberText.text("%.4f", Arrays.stream(rates).average().orElse(0)),
                    NumberText.text("%.4f", Arrays.stream(rates).max().orElse(0)),
                    Long.toString(Arrays.stream(rates).filter(rate -> rate == 0).count()))));
    return List.of(
        new Block.Figure(
            HistogramPlot.of(
                    new Labels(
                        "How evenly neurons share the work",
                        "rate (spikes a time step)",
                        "neurons"),
                    layers)
                .draw(ID + "-rates"),
            "Over " + over + ". Few neurons should never spike, and few at almost every step."),
        new Block.Table(
            "Rates of each layer over " + over + ".",
            List.of("layer", "neurons", "mean rate", "busiest neuron", "silent neurons"),
            rows));
  }

  private static String percent(double part, int of) {
    return NumberText.text("%.1f %%", 100 * part / of);
  }
}
