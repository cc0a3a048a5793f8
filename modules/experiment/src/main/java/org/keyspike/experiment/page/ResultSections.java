package org.keyspike.experiment.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.pipeline.results.LedgerTable;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ResultsTable;
import org.keyspike.pipeline.results.RunCosts;
import org.keyspike.report.html.Block;
import org.keyspike.report.html.ConfusionMatrix;
import org.keyspike.report.html.Costs;
import org.keyspike.report.html.NumberText;
import org.keyspike.report.html.Section;

/** Results, ledger and costs → sections. */
final class ResultSections {
  private static final String LEDGER = "ledger";
  private static final String LEDGER_TITLE = "Ledger: what every stage cost and saved";

  private ResultSections() {}

  static Section confusion(RunContents contents) {
    Results results = contents.results();
    if (results == null
        || results.last().classTable().confusion().isEmpty()
        || results.last().classTable().classes().isEmpty()) {
      return Section.leftOut(
          ConfusionMatrix.ID,
          ConfusionMatrix.TITLE,
          "The image was not scored on the test part (results.json).",
          "scripts/keyspike run " + contents.place());
    }
    return ConfusionMatrix.of(
        results.last().classTable().classes().stream()
            .map(
                one ->
                    new ConfusionMatrix.PerClass(
                        one.name(), one.count(), one.precision(), one.recall(), one.f1()))
            .toList(),
        results.last().classTable().confusion(),
        results.origin().unit());
  }

  static Section ledger(RunContents contents) {
    String command = "scripts/keyspike compress " + contents.place();
    if (contents.ledger() != null) {
      List<Block> blocks = new ArrayList<>();
      LedgerTable.closing(contents.ledger())
          .lines()
          .forEach(line -> blocks.add(new Block.Text(line)));
      blocks.add(
          table(
              "Accuracy, bytes and work of every form of the network on the same clips of the test part.",
              LedgerTable.cells(contents.ledger())));
      return new Section(LEDGER, LEDGER_TITLE, blocks);
    }
    if (contents.results() != null) {
      return new Section(
          LEDGER,
          LEDGER_TITLE,
          List.of(
              table(
                  "Accuracy and bytes of every form of the network on the same clips of the test part.",
                  ResultsTable.cells(contents.results())),
              new Block.LeftOut(
                  "Work and savings of every stage are not here (ledger.json).", command)));
    }
    return Section.leftOut(
        LEDGER, LEDGER_TITLE, "No stage was scored on the test part (ledger.json).", command);
  }

  static Section costs(RunContents contents) throws IOException {
    RunCosts costs = contents.costs();
    if (costs == null) {
      return Section.leftOut(
          Costs.ID,
          Costs.TITLE,
          "What the image costs was not kept (costs.json), and there are no known answers to work it out with.",
          "scripts/keyspike simulate " + contents.place());
    }
    Map<String, Double> cycles = new LinkedHashMap<>();
    costs.stages().forEach(part -> cycles.merge(part.stage(), part.cycles(), Double::sum));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            NumberText.text(
                "Machine %s at %,d Hz, over %s. A frame takes %.3f nJ with all memories and without leakage, %.3f of"
                    + " that additions alone; a quantized network of this shape on this machine, %.0f %% of whose"
                    + " activations are 0 (assumed, nobody trained it), would take %.3f. An answer takes %.4f µJ. Energy is by table %s.",
                costs.architecture(),
                costs.energy().clockHz(),
                costs.clips(),
                costs.energy().figures().withMemories(),
                costs.energy().figures().operations(),
                100 * costs.energy().figures().denseZeros(),
                costs.energy().figures().dense(),
                costs.energy().microjoulesPerInference(),
                costs.energy().table())));
    blocks.add(
        new Block.Text(
            NumberText.text(
                "An answer comes %.2f ms after the end of a clip, in a stream one every %.0f ms. %s",
                1e3 * costs.realTime().clipLatencySeconds(),
                1e3 * costs.realTime().answerPeriodSeconds(),
                DetectionSection.latency(contents.run()))));
    blocks.addAll(Costs.of(cycles, costs.energy().byComponent()));
    return new Section(Costs.ID, Costs.TITLE, blocks);
  }

  private static Block.Table table(String caption, List<List<String>> cells) {
    return new Block.Table(caption, cells.get(0), cells.subList(1, cells.size()));
  }
}
