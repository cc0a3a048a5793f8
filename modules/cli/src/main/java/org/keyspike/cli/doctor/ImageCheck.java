package org.keyspike.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.Trace;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;

/** The check that the integer network and the simulated machine agree on a tiny image. */
final class ImageCheck {
  static final String NAME = "integers";
  private static final int BANDS = 8;
  private static final int FRAMES = 100;

  private ImageCheck() {}

  static CheckResult run() {
    WeightImage image = image();
    byte[] features = new byte[FRAMES * BANDS];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < features.length; i++) {
      features[i] = (byte) random.nextInt(256);
    }
    Trace expected = Trace.of(new IntegerNetwork(image.model()), features);
    Trace found = new Machine(image, Architecture.reference()).run(features).trace();
    return judge(TraceAgreement.of(0, expected, found));
  }

  static CheckResult judge(TraceAgreement agreement) {
    return agreement.identical()
        ? CheckResult.fine(
            NAME,
            "integer network and simulator say the same of a tiny image, number for number, in "
                + agreement.frames()
                + " frames")
        : CheckResult.red(
            NAME,
            "integer network and simulator differ in "
                + agreement.mismatches()
                + " numbers, the first: "
                + agreement.first().map(Object::toString).orElse(""),
            "do not trust results of this machine; try another Java, and report it with what keyspike"
                + " doctor --json says");
  }

  private static WeightImage image() {
    NetworkSpec spec = TinyNetwork.spec(BANDS, 2, FRAMES);
    Parameters parameters = Initializer.draw(spec, 0.5, 1);
    NetworkSpec onGrid = spec.withFormat(FormatChooser.choose(spec, parameters, 4, 16, 8, 8));
    return WeightImage.of(
        Quantizer.quantize(onGrid, parameters),
        List.of("no", "yes"),
        Map.of(),
        Architecture.reference().lanes());
  }
}
