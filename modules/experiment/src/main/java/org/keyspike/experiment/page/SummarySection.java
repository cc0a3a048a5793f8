package org.keyspike.experiment.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ResultsTable;
import org.keyspike.pipeline.results.RunCosts;
import org.keyspike.report.html.Block;
import org.keyspike.report.html.NumberText;
import org.keyspike.report.html.Section;
import org.keyspike.verification.EnergyAnswer;

/** The summary of a report: the accuracy of the bits in the image, and what they cost. */
final class SummarySection {
  private static final String ID = "summary";
  private static final String TITLE = "Summary";

  private SummarySection() {}

  /**
   * @param file of the report
   */
  static Section of(RunContents contents, Path file) throws IOException {
    List<Block.Fact> facts = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    Results results = contents.results();
    if (results != null) {
      accuracy(results, facts);
      blocks.add(new Block.Text(ResultsTable.agreement(results.agreement())));
    } else {
      Path validation = contents.run().validation(RunFolder.FLOAT);
      if (RunContents.there(validation)) {
        facts.add(validated(PartResult.read(validation)));
      }
      blocks.add(
          new Block.LeftOut(
              contents.stale()
                  ? "The results in this folder are of another image than the one that lies here."
                  : "The accuracy of the bits in the image: nothing was scored on the test part yet.",
              "scripts/keyspike run " + contents.place()));
    }
    if (contents.image() != null) {
      facts.add(size(contents.image()));
    }
    if (contents.costs() != null) {
      costs(contents.costs(), facts);
    }
    if (!facts.isEmpty()) {
      blocks.add(0, new Block.Facts(facts));
    }
    Path page = contents.run().page();
    if (RunContents.there(page)) {
      blocks.add(
          new Block.Link(
              "Try it: a page that listens with this network, to a microphone or a sound file.",
              place(page, file)));
    }
    return new Section(ID, TITLE, blocks);
  }

  /** A file as a report links to it. */
  private static String place(Path page, Path report) {
    Path folder = report.toAbsolutePath().normalize().getParent();
    return StreamSupport.stream(
            folder.relativize(page.toAbsolutePath().normalize()).spliterator(), false)
        .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static void accuracy(Results results, List<Block.Fact> facts) {
    Results.Row image = results.last();
    facts.add(
        new Block.Fact(
            "Accuracy of the bits in the image",
            NumberText.percent(image.score().accuracy()),
            NumberText.text(
                "95 %% interval %s to %s by %s; %,d of %,d %s of the test part",
                NumberText.percent(image.score().low()),
                NumberText.percent(image.score().high()),
                image.score().interval().source(),
                image.score().correct(),
                image.score().count(),
                results.origin().unit())));
    image
        .phones()
        .phoneErrorRate()
        .ifPresent(
            rate ->
                facts.add(
                    new Block.Fact(
                        "Phone error rate of the image",
                        NumberText.percent(rate),
                        "substitutions, deletions and insertions by phones said")));
    Results.Row floats = results.rows().get(0);
    facts.add(
        new Block.Fact(
            "Against the float network",
            NumberText.text(
                "%+.2f points", 100 * (image.score().accuracy() - floats.score().accuracy())),
            NumberText.text(
                "float: %s of the same %s",
                NumberText.percent(floats.score().accuracy()), results.origin().unit())));
  }

  private static Block.Fact validated(PartResult result) {
    return new Block.Fact(
        "Float network, validation part",
        NumberText.percent(result.row().score().accuracy()),
        NumberText.text(
            "95 %% interval %s to %s by %s; this part chose the epoch",
            NumberText.percent(result.row().score().low()),
            NumberText.percent(result.row().score().high()),
            result.row().score().interval().source()));
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
        NumberText.text("%,d bytes", bytes.total()),
        NumberText.text(
            "%,d of them loaded; %,d weights of %d bits, %,d not 0",
            bytes.loaded(), weights, image.weightBits(), nonZero));
  }

  private static void costs(RunCosts costs, List<Block.Fact> facts) {
    EnergyAnswer energy = costs.energy();
    facts.add(
        new Block.Fact(
            "Cycles a frame",
            NumberText.text("%.1f", costs.cyclesPerFrame().mean()),
            NumberText.text(
                "the worst of %,d frames: %,d", costs.frames(), costs.cyclesPerFrame().max())));
    facts.add(
        new Block.Fact(
            "Power in real time",
            NumberText.text("%.2f µW", energy.microwatts()),
            NumberText.text(
                "at %,d Hz on machine %s, table %s; %.3f nJ a frame; %s",
                energy.clockHz(),
                costs.architecture(),
                energy.table(),
                energy.nanojoulesPerFrame(),
                EnergyAnswer.WITHOUT)));
    facts.add(
        new Block.Fact(
            "Real time",
            costs.realTime().inTime() ? "in time" : "too slow",
            NumberText.text(
                "the worst frame takes %,d of %,d cycles; the lowest clock that does is %,d Hz",
                costs.realTime().worstFrame(),
                costs.realTime().cyclesPerFrame(),
                costs.realTime().lowestClockHz())));
  }
}
