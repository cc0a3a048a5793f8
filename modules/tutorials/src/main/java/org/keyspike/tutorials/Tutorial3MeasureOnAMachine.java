package org.keyspike.tutorials;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.verification.Verification;
import org.keyspike.verification.VerificationResult;

/** Tutorial 3: a published weight image on a simulated machine, number for number and joule. */
public final class Tutorial3MeasureOnAMachine {
  private Tutorial3MeasureOnAMachine() {}

  /**
   * Runs a second of sound through a machine.
   *
   * @param args a weight image, a sound file of at least a second, and a preset, all optional
   */
  public static void main(String[] args) throws IOException {
    Path image = Path.of(args.length > 0 ? args[0] : "models/gsc-mini/tiny/image.kswi");
    Path sound = Path.of(args.length > 1 ? args[1] : "models/hello.wav");
    measure(image, sound, Architecture.preset(args.length > 2 ? args[2] : "paper-71uw"));
  }

  // begin measure
  static VerificationResult measure(Path file, Path sound, Architecture machine)
      throws IOException {
    WeightImage image = ImageReader.read(file);
    float[] samples = AudioFiles.readAt(sound, FrontEndSettings.SAMPLE_RATE).samples();
    short[] second = new short[FrontEndSettings.SAMPLE_RATE];
    for (int i = 0; i < second.length; i++) {
      second[i] = Pcm16.of(samples[FrontEndSettings.SAMPLE_RATE + i]);
    }

    VerificationResult result = Verification.of(image).on(machine).verifySound(List.of(second));
    System.out.println(result.text());
    int predicted = result.predicted().get(0)[0];
    System.out.println("predicted: " + image.classes().get(predicted));

    EnergyModel model = EnergyModel.of(EnergyTable.standard(), machine, image);
    Energy energy = model.realTime(result.counts(), machine.clockHz());
    System.out.printf("%.1f µW in real time at %,d Hz%n", energy.microwatts(), machine.clockHz());
    return result;
  }
  // end measure
}
