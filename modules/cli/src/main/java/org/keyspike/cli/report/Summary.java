package org.keyspike.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.cli.run.EnergyAnswer;
import org.keyspike.cli.run.PartResult;
import org.keyspike.cli.run.Results;
import org.keyspike.cli.run.ResultsTable;
import org.keyspike.cli.run.RunCosts;
import org.keyspike.cli.run.RunFolder;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.WeightImage;
import org.keyspike.report.html.Block;
import org.keyspike.report.html.Section;

/** What to know first: the accuracy of the bits in the image, and what they cost. */
final class Summary {
  private static final String ID = "summary";
  private static final String TITLE = "Summary";

  private Summary() {}

  static Section of(Material material) throws IOException {
    List<Block.Fact> facts = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    Results results = material.results();
    if (results != null) {
      accuracy(results, facts);
      blocks.add(new Block.Text(ResultsTable.agreement(results.agreement())));
    } else {
      Path validation = material.run().validation(RunFolder.FLOAT);
      if (Material.there(validation)) {
        facts.add(validated(PartResult.read(validation)));
      }
      blocks.add(
          new Block.LeftOut(
              material.stale()
                  ? "The results in this folder are of another image than the one that lies here."
                  : "The accuracy of the bits in the image: nothing was scored on the test part yet.",
              "scripts/keyspike run " + material.place()));
    }
    if (material.image() != null) {
      facts.add(size(material.image()));
    }
    if (material.costs() != null) {
      costs(material.costs(), facts);
    }
    if (!facts.isEmpty()) {
      blocks.add(0, new Block.Facts(facts));
    }
    return new Section(ID, TITLE, blocks);
  }

  private static void accuracy(Results results, List<Block.Fact> facts) {
    Results.Row image = results.last();
    facts.add(
        new Block.Fact(
            "Accuracy of the bits in the image",
            Words.percent(image.accuracy()),
            Words.text(
                "95 %% interval %s to %s; %,d of %,d %s of the test part",
                Words.percent(image.interval().get(0)),
                Words.percent(image.interval().get(1)),
                image.correct(),
                image.count(),
                results.unit())));
    if (image.phoneErrorRate() != null) {
      facts.add(
          new Block.Fact(
              "Phone error rate of the image",
              Words.percent(image.phoneErrorRate()),
              "substitutions, deletions and insertions by phones said"));
    }
    Results.Row floats = results.rows().get(0);
    facts.add(
        new Block.Fact(
            "Against the float network",
            Words.text("%+.2f points", 100 * (image.accuracy() - floats.accuracy())),
            Words.text(
                "float: %s of the same %s", Words.percent(floats.accuracy()), results.unit())));
  }

  private static Block.Fact validated(PartResult result) {
    return new Block.Fact(
        "Float network, validation part",
        Words.percent(result.row().accuracy()),
        Words.text(
            "95 %% interval %s to %s; this part chose the epoch",
            Words.percent(result.row().interval().get(0)),
            Words.percent(result.row().interval().get(1))));
  }

  private static Block.Fact size(WeightImage image) {
    ByteBreakdown bytes = ByteBreakdown.of(image);
    long weights =
        image.matrices().stream()
            .mapToLong(matrix -> (long) matrix.rows() * matrix.columns())
            .sum();
    long nonZero = image.matrices().stream().mapToLong(matrix -> matrix.unpack().nonZeros()).sum();
    return new Block.Fact(
        "Image",
        Words.text("%,d bytes", bytes.total()),
        Words.text(
            "%,d of them loaded; %,d weights of %d bits, %,d not 0",
            bytes.loaded(), weights, image.weightBits(), nonZero));
  }

  private static void costs(RunCosts costs, List<Block.Fact> facts) {
    EnergyAnswer energy = costs.energy();
    facts.add(
        new Block.Fact(
            "Cycles a frame",
            Words.text("%.1f", costs.cyclesPerFrame().mean()),
            Words.text(
                "the worst of %,d frames: %,d", costs.frames(), costs.cyclesPerFrame().max())));
    facts.add(
        new Block.Fact(
            "Power in real time",
            Words.text("%.2f µW", energy.microwatts()),
            Words.text(
                "at %,d Hz on machine %s, table %s; %.3f nJ a frame",
                energy.clockHz(),
                costs.architecture(),
                energy.table(),
                energy.nanojoulesPerFrame())));
    facts.add(
        new Block.Fact(
            "Real time",
            costs.realTime().inTime() ? "in time" : "too slow",
            Words.text(
                "the worst frame takes %,d of %,d cycles; the lowest clock that does is %,d Hz",
                costs.realTime().worstFrame(),
                costs.realTime().cyclesPerFrame(),
                costs.realTime().lowestClockHz())));
  }
}
