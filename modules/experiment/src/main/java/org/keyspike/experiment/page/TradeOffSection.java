package org.keyspike.experiment.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keyspike.experiment.budget.BudgetResult;
import org.keyspike.experiment.sweep.SweepResults;
import org.keyspike.experiment.sweep.TradeOff;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.report.html.Block;
import org.keyspike.report.html.NumberText;
import org.keyspike.report.html.Section;
import org.keyspike.report.html.TradeOffCurve;

/** A search for a budget, or the sweep that a run is part of → trade-off curves. */
final class TradeOffSection {
  private static final String ID = "trade-off";
  private static final String TITLE = "Trade-off";

  private TradeOffSection() {}

  static Path budget(RunFolder run) {
    return run.path().resolve("budget.json");
  }

  /** Two folders up: a sweep has one for each combination, with one for each seed in it. */
  static Path sweep(RunFolder run) {
    return run.path().toAbsolutePath().normalize().resolve("../../sweep.json").normalize();
  }

  static Section of(RunContents contents) throws IOException {
    List<Block> blocks = new ArrayList<>();
    if (RunContents.there(budget(contents.run()))) {
      BudgetResult result = BudgetResult.read(budget(contents.run()));
      BudgetResult.Tried chosen =
          result.tried().stream()
              .filter(one -> one.rung() == result.chosen())
              .findFirst()
              .orElse(result.tried().get(0));
      blocks.addAll(
          TradeOffCurve.of(
              ID + "-budget",
              NumberText.text(
                  "The search for a budget went by the validation part and took “%s”: %,d bytes, accuracy %.4f, which"
                      + " %s.",
                  chosen.label(),
                  chosen.bytes(),
                  chosen.accuracy(),
                  result.kept()
                      ? "keeps to the budget"
                      : "comes nearest to the budget and does not keep it"),
              "validation",
              Map.of("tried", result.points())));
    }
    if (RunContents.there(sweep(contents.run()))) {
      TradeOff sweep = TradeOff.of(SweepResults.read(sweep(contents.run())));
      if (sweep.comparable()) {
        blocks.addAll(
            TradeOffCurve.of(
                ID + "-sweep",
                "The sweep that this run is part of: every combination, mean over its seeds.",
                "test",
                sweep.points()));
      }
    }
    return blocks.isEmpty()
        ? Section.leftOut(
            ID,
            TITLE,
            "Neither a search for a budget (budget.json) nor a sweep over sizes has been made of this run.",
            "scripts/keyspike compress " + contents.place() + " --max-bytes NUMBER")
        : new Section(ID, TITLE, blocks);
  }
}
