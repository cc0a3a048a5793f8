package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.TinyRun;

/** results.json, ledger.json and their like: scripts read their keys, which are flat. */
class ResultsFileTest {
  private static final ScoredAccuracy SCORE =
      new ScoredAccuracy(
          0.75, 3, 4, new Interval(0.25, 1, Interval.Unit.SPEAKERS, 2), Optional.of(0.7));
  private static final ClassTable CLASSES =
      new ClassTable(
          List.of(new ClassScore("yes", 3, 1, 0.5, 0.75), new ClassScore("no", 1, 0, 0, 0)),
          List.of(List.of(2, 1), List.of(0, 1)));

  @TempDir Path folder;

  private static Results.Row row(Optional<Double> encoderRate, PhoneScore phones) {
    return new Results.Row(
        "float",
        SCORE,
        Optional.of(40L),
        new WeightCount(10, 7),
        encoderRate,
        List.of(0.5),
        phones,
        CLASSES);
  }

  private String written(PartResult result) throws IOException {
    Path file = folder.resolve("part.json");
    result.write(file);
    assertEquals(result, PartResult.read(file));
    return Files.readString(file).replaceAll("\\s+", "");
  }

  @Test
  void aRowIsFlatAndWhatIsMissingIsNull() throws IOException {
    assertEquals(
        "{\"dataset\":\"words\",\"data\":\"01\",\"seed\":3,\"unit\":\"clips\",\"row\":"
            + "{\"stage\":\"float\",\"accuracy\":0.75,\"correct\":3,\"count\":4,"
            + "\"interval\":{\"lower\":0.25,\"upper\":1.0,\"by\":\"speakers\",\"number\":2},"
            + "\"speakerMean\":0.7,\"bytes\":40,\"weights\":10,\"nonZeroWeights\":7,"
            + "\"encoderRate\":null,\"rates\":[0.5],\"phoneErrorRate\":null,\"phoneErrors\":null,"
            + "\"classes\":[{\"name\":\"yes\",\"count\":3,\"precision\":1.0,\"recall\":0.5,"
            + "\"f1\":0.75},{\"name\":\"no\",\"count\":1,\"precision\":0.0,\"recall\":0.0,"
            + "\"f1\":0.0}],\"confusion\":[[2,1],[0,1]]}}",
        written(new PartResult("words", "01", 3, "clips", row(Optional.empty(), PhoneScore.NONE))));
  }

  @Test
  void whatIsThereIsAPlainValue() throws IOException {
    PhoneErrors errors = PhoneErrors.NONE;
    String text =
        written(
            new PartResult(
                "timit",
                "01",
                3,
                "frames",
                row(Optional.of(0.125), new PhoneScore(Optional.of(0.5), Optional.of(errors)))));
    assertTrue(text.contains("\"encoderRate\":0.125,"), text);
    assertTrue(text.contains("\"phoneErrorRate\":0.5,\"phoneErrors\":{"), text);
  }

  /**
   * The results of published networks; the first two are of before there were remarks, all of
   * before an interval said what it stands on.
   */
  @ParameterizedTest
  @ValueSource(strings = {"compressed", "tiny", "spotter", "ear"})
  void publishedResultsAreReadAndWrittenAsTheyAre(String network) throws IOException {
    Path file = Path.of("../../models/gsc-mini", network, "results.json");
    Path copy = folder.resolve("copy.json");
    Results.read(file).write(copy);
    String text = Files.readString(copy);
    String later = ",\n  \"recorded\" : null,\n  \"remarks\" : [ ]\n}";
    String expected = Files.readString(file);
    if (!expected.contains("\"by\"")) {
      text =
          text.replaceAll(
              "\\{\\s*\"lower\" : (\\S+),\\s*\"upper\" : (\\S+),\\s*\"by\" : \"clips\",\\s*"
                  + "\"number\" : 0\\s*\\}",
              "[ $1, $2 ]");
    }
    assertEquals(expected, expected.contains("remarks") ? text : text.replace(later, "\n}"));
  }

  @Test
  @Tag("slow")
  void theFilesOfARunAreReadAndWrittenAsTheyAre() throws IOException {
    Path copy = folder.resolve("copy.json");
    Results.read(TinyRun.run().results()).write(copy);
    assertEquals(-1, Files.mismatch(TinyRun.run().results(), copy));
    CompressionLedger.read(TinyRun.run().compressionLedger()).write(copy);
    assertEquals(-1, Files.mismatch(TinyRun.run().compressionLedger(), copy));
    RunCosts costs = RunCosts.read(TinyRun.run().costs());
    costs.write(copy);
    assertEquals(-1, Files.mismatch(TinyRun.run().costs(), copy));
    assertTrue(costs.belongTo(TinyRun.run().image()));
    Path validation = TinyRun.run().validation("float");
    PartResult.read(validation).write(copy);
    assertEquals(-1, Files.mismatch(validation, copy));
  }

  @Test
  void aStageOfTheLedgerIsFlatAndWhatIsMissingIsLeftOut() throws IOException {
    CompressionLedger.Entry floats =
        CompressionLedger.Entry.of(
            "float",
            Optional.empty(),
            row(Optional.empty(), PhoneScore.NONE),
            Optional.empty(),
            10,
            CompressionLedger.Size.ofFloats(10),
            new SynapticOperations(8, 4, 2, 1));
    CompressionLedger.Entry image =
        CompressionLedger.Entry.of(
            CompressionLedger.IMAGE,
            Optional.of("half"),
            row(Optional.of(0.25), PhoneScore.NONE),
            Optional.of(
                new Verdict(
                    "permutation by speaker",
                    4,
                    Optional.of(0.5),
                    Optional.of(new Interval(0, 1, Interval.Unit.SPEAKERS, 4)),
                    Optional.of(0.125),
                    Optional.empty())),
            10,
            new CompressionLedger.Size(Map.of("weights", 80L), 10, 9),
            new SynapticOperations(8, 4, 2, 1));
    CompressionLedger ledger =
        new CompressionLedger(
            "words",
            "01",
            3,
            "clips",
            List.of(floats, image),
            CompressionLedger.Savings.of(floats, image));
    Path file = folder.resolve("ledger.json");
    ledger.write(file);
    assertEquals(ledger, CompressionLedger.read(file));
    assertEquals(
        "{\"dataset\":\"words\",\"data\":\"01\",\"seed\":3,\"unit\":\"clips\",\"stages\":["
            + "{\"stage\":\"float\",\"accuracy\":0.75,\"correct\":3,\"count\":4,"
            + "\"interval\":{\"lower\":0.25,\"upper\":1.0,\"by\":\"speakers\",\"number\":2},"
            + "\"speakerMean\":0.7,\"parameters\":10,\"weights\":10,\"nonZeroWeights\":7,"
            + "\"bits\":{\"parameters\":320},\"bytes\":40,\"loadedBytes\":40,"
            + "\"denseMmacPerSecond\":8.0,\"nonZeroMmacPerSecond\":4.0,"
            + "\"effectiveMmacPerSecond\":2.0,\"mmacPerSecondAtRate30\":1.0,"
            + "\"spikeRates\":[0.5]},"
            + "{\"stage\":\"image\",\"what\":\"half\",\"accuracy\":0.75,\"correct\":3,\"count\":4,"
            + "\"interval\":{\"lower\":0.25,\"upper\":1.0,\"by\":\"speakers\",\"number\":2},"
            + "\"speakerMean\":0.7,"
            + "\"againstFloat\":{\"test\":\"permutationbyspeaker\",\"pairs\":4,"
            + "\"effect\":0.5,\"interval\":"
            + "{\"lower\":0.0,\"upper\":1.0,\"by\":\"speakers\",\"number\":4},\"p\":0.125},\"parameters\":10,"
            + "\"weights\":10,\"nonZeroWeights\":7,\"bits\":{\"weights\":80},\"bytes\":10,"
            + "\"loadedBytes\":9,\"denseMmacPerSecond\":8.0,\"nonZeroMmacPerSecond\":4.0,"
            + "\"effectiveMmacPerSecond\":2.0,\"mmacPerSecondAtRate30\":1.0,"
            + "\"encoderRate\":0.25,\"spikeRates\":[0.5]}],"
            + "\"savings\":{\"bytes\":0.75,\"work\":0.75,\"pruningFactor\":2.0,"
            + "\"zeroSkippingFactor\":2.0,\"accuracyPoints\":0.0}}",
        Files.readString(file).replaceAll("\\s+", ""));
    String table = LedgerTable.of(ledger);
    assertTrue(table.contains("| image (half) |"), table);
    assertTrue(table.contains("+0.5000 (+0.0000…+1.0000)"), table);
    assertTrue(table.contains("75.00 % of the bytes"), table);
    assertEquals(1 + 2, LedgerTable.cells(ledger).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"rows\": []}",
        "{\"rows\": [{\"stage\": \"float\", \"interval\": [0], \"rates\": []}]}",
        "{\"rows\": [{\"stage\": \"float\", \"interval\": {\"lower\": 1, \"upper\": 0, \"by\": \"clips\"}}]}",
        "{\"rows\": [{\"stage\": \"float\", \"interval\": [0, 1]}]}",
        "{\"rows\": [{\"stage\": \"float\", \"interval\": [0, 1], \"rates\": [], "
            + "\"confusion\": [[1]]}]}",
        "{\"rows\": 3, \"seed\": \"x\"}"
      })
  void anythingElseIsRefusedInOneLine(String text) throws IOException {
    Path file = folder.resolve("results.json");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    InputException e = assertThrows(InputException.class, () -> Results.read(file));
    assertTrue(e.getMessage().contains("results.json"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertThrows(InputException.class, () -> CompressionLedger.read(file));
    assertThrows(InputException.class, () -> RunCosts.read(file));
  }
}
