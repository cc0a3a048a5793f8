package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.report.FrontPlot;
import org.keyspike.report.Labels;

/** The trade-off between accuracy and bytes. */
public final class TradeOffCurve {
  private TradeOffCurve() {}

  /**
   * Plot, of more than one point, and table.
   *
   * @param id that no other drawing of the page has
   * @param where the points come from, a sentence
   * @param part that was scored, as in "validation"
   * @param points kind → its points, in bytes and accuracy, at least one
   */
  public static List<Block> of(
      String id, String where, String part, Map<String, List<ParetoFront.Point>> points) {
    List<ParetoFront.Point> all = points.values().stream().flatMap(List::stream).toList();
    List<ParetoFront.Point> front = ParetoFront.of(all);
    List<List<String>> rows = new ArrayList<>();
    for (ParetoFront.Point point : front) {
      rows.add(
          List.of(
              point.name(),
              NumberText.text("%,.0f", point.cost()),
              NumberText.text("%.4f", point.worth())));
    }
    List<Block> blocks = new ArrayList<>(List.of(new Block.Text(where)));
    if (all.size() > 1) {
      blocks.add(
          new Block.Figure(
              FrontPlot.of(
                      new Labels(
                          "What accuracy costs in bytes",
                          "image (bytes)",
                          part + " accuracy (part of 1)"),
                      points,
                      "Pareto front",
                      front)
                  .draw(id),
              "Up and to the left is better. The line goes through what nothing smaller is as good as; where it"
                  + " flattens, more bytes buy little."));
    }
    blocks.add(
        new Block.Table(
            "The Pareto front: each of these is more accurate than everything smaller.",
            List.of("network", "bytes", part + " accuracy"),
            rows));
    return blocks;
  }
}
