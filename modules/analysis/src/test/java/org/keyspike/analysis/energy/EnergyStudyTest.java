package org.keyspike.analysis.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.io.InputException;

class EnergyStudyTest {
  private static final EnergyRow OWN = MadeRows.row(RivalKind.OWN, 0.9, 20);

  @TempDir Path folder;

  private static String verdict(double accuracy, double microjoules) {
    String said = EnergyStudy.verdict(OWN, MadeRows.row(RivalKind.DS_CNN, accuracy, microjoules));
    return said.substring(said.lastIndexOf(';') + 2);
  }

  @Test
  void itSaysWhoWins() {
    assertEquals("spikes lose", verdict(0.9, 19));
    assertEquals("spikes lose", verdict(0.91, 20));
    assertEquals("spikes win", verdict(0.9, 21));
    assertEquals("spikes win", verdict(0.89, 20));
    assertEquals("it is cheaper, and says less", verdict(0.89, 19));
    assertEquals("it says more, for more", verdict(0.91, 21));
    assertEquals("the same", verdict(0.9, 20));
    String close = EnergyStudy.verdict(OWN, MadeRows.row(RivalKind.FEW_BITS, 0.905, 30));
    assertEquals(
        "FATReLU, bits of its steps: 1.500 times the joules at +0.50 points of accuracy (within"
            + " the interval of this network); it says more, for more",
        close);
    String far = EnergyStudy.verdict(OWN, MadeRows.row(RivalKind.FEW_BITS, 0.95, 30));
    assertFalse(far.contains("interval"), far);
  }

  @Test
  void whatNobodyMeasuredIsLeftOutWithTheReason() throws IOException {
    EnergyRow dense = MadeRows.row(RivalKind.DENSE, 0.9, 25);
    StudyTable study = EnergyStudy.of(List.of(dense, OWN), 100_000, folder);
    assertEquals(List.of(OWN, dense), study.rows());
    assertEquals("energy", study.study());
    assertEquals(5, study.findings().size());
    assertEquals(
        "50.0 % of the 20.00 µJ that this network takes for a second of sound are leakage",
        study.findings().get(0));
    assertEquals(
        "this network, dense: 1.250 times the joules; that is what skipping zeros is worth",
        study.findings().get(1));
    for (String finding : study.findings().subList(2, 5)) {
      assertTrue(
          finding.contains(": left out, as nobody has trained and measured one here; keyspike run"),
          finding);
    }
    assertTrue(Files.size(folder.resolve("energy.png")) > 0);
    assertEquals(List.of(folder.resolve("energy.png").toString()), study.files());
    String text = EnergyText.of(study);
    assertTrue(text.contains("| this network, dense |"), text);
    assertTrue(text.lines().allMatch(line -> !line.startsWith("|") || line.length() <= 110), text);
    assertThrows(IllegalArgumentException.class, () -> EnergyStudy.of(List.of(dense), 1, folder));
  }

  /** 200 cycles a frame are 20,000 an answer, and ten of them more than 100 kHz have. */
  @Test
  void aStreamAsksTenTimesASecond() throws IOException {
    EnergyRow rival = MadeRows.row(RivalKind.DS_CNN, 0.95, 13);
    EnergyRow same = MadeRows.row(RivalKind.SAME_BYTES, 0.95, 13);
    List<String> findings = EnergyStudy.of(List.of(OWN, rival, same), 100_000, folder).findings();
    String stream = findings.stream().filter(f -> f.contains("answers a second")).findFirst().get();
    assertTrue(stream.endsWith("it takes 40.00 µJ and a clock of at least 200 kHz"), stream);
    assertTrue(findings.contains("FATReLU, equal bytes: 1.000 times the bytes of this network"));
    String slow =
        EnergyStudy.of(List.of(OWN, rival), 200_000, folder).findings().stream()
            .filter(f -> f.contains("answers a second"))
            .findFirst()
            .get();
    assertTrue(slow.endsWith("40.00 µJ"), slow);
  }

  @Test
  void seedsAreAveraged() {
    EnergyRow one = MadeRows.row(RivalKind.FEW_BITS, 0.9, 20, "a");
    EnergyRow two = MadeRows.row(RivalKind.FEW_BITS, 0.8, 30, "b");
    EnergyRow mean = EnergyRow.mean(List.of(one, two));
    assertEquals(0.85, mean.score().bySpeaker(), 1e-12);
    assertEquals(0.1 / Math.sqrt(2), mean.score().deviation().orElseThrow(), 1e-12);
    assertEquals(Optional.empty(), mean.score().interval());
    assertEquals(25, mean.joules().microjoulesPerSecond());
    assertEquals(List.of("a", "b"), mean.sources().stream().map(EnergyRow.Source::sha256).toList());
    assertEquals(one, EnergyRow.mean(List.of(one)));
    assertEquals("x", one.named("x").network());
  }

  @Test
  void rowsTravelInAFile() throws IOException {
    EnergyRow mean =
        EnergyRow.mean(
            List.of(MadeRows.row(RivalKind.DS_CNN, 0.9, 20), MadeRows.row(RivalKind.DS_CNN, 1, 9)));
    RivalsFile file = new RivalsFile(List.of(OWN, mean));
    Path path = folder.resolve("rivals.json");
    file.write(path);
    assertEquals(file, RivalsFile.read(path));
    assertEquals(List.of(mean), file.of(RivalKind.DS_CNN, MadeRows.MACHINE, MadeRows.TABLE));
    assertEquals(List.of(), file.of(RivalKind.DS_CNN, "another", MadeRows.TABLE));
    assertEquals(List.of(), file.of(RivalKind.DS_CNN, MadeRows.MACHINE, "another"));
    Files.writeString(path, "{\"rows\": [{\"kind\": \"own\"}]}");
    assertThrows(InputException.class, () -> RivalsFile.read(path));
    Files.writeString(path, "{}");
    assertThrows(InputException.class, () -> RivalsFile.read(path));
  }
}
