package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;

/**
 * The published networks on the chip: synthesised, placed, routed and packed. Takes a minute of
 * processor time each, and is run where the system property {@code keyspike.rtl.route} is true.
 */
@Tag("slow")
class ChipRouteTest {
  private static final Pattern FASTEST = Pattern.compile("\"achieved\": ([0-9.]+)");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"spotter", "compressed"})
  void thePublishedNetworksAreRouted(String model) throws Exception {
    assumeTrue(
        Boolean.getBoolean("keyspike.rtl.route"),
        "-Dkeyspike.rtl.route=true places and routes, slowly");
    for (String tool : List.of("make", "yosys", "nextpnr-ice40", "icepack")) {
      assumeTrue(Tools.available(tool, "--help"), tool + " is not installed");
    }
    Architecture chip = Architecture.preset("ice40up5k");
    WeightImage image =
        ImageReader.read(Path.of("../../models/gsc-mini").resolve(model).resolve("image.kswi"))
            .repacked(chip.lanes(), Packing.DENSE);
    byte[] clip = RandomModels.features(image.model(), 1, 1);
    VerilogExport.write("image", image, chip, List.of(clip), folder);
    Path design = folder.resolve(ChipDesign.FOLDER);
    Tools.run(design, List.of("make"));
    assertTrue(Files.size(design.resolve("keyspike.bin")) > 100_000);
    // Of the board's clock and of the machine's.
    double slowest =
        FASTEST
            .matcher(Files.readString(design.resolve("report.json")))
            .results()
            .mapToDouble(clock -> Double.parseDouble(clock.group(1)))
            .min()
            .orElseThrow();
    assertTrue(slowest * 1e6 > chip.clockHz(), slowest + " MHz");
  }
}
