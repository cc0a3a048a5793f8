package org.keyspike.pipeline.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.training.EpochReport;
import org.keyspike.training.TrainingListener;

/**
 * The curves of a training for TensorBoard: loss, accuracy, spike rates and learning rate of every
 * epoch, as scalars of one event file. A training that goes on after it was interrupted goes on in
 * its file.
 */
public final class TensorBoardListener implements TrainingListener {
  private static final String NAME = "events.out.tfevents.keyspike";

  private final EventFile file;
  private final Clock clock;

  /**
   * The curves of a training in a folder.
   *
   * @param folder its place in TensorBoard's list of runs; made if needed
   * @param clock says when an epoch was over
   */
  public TensorBoardListener(Path folder, Clock clock) {
    file = new EventFile(folder.resolve(NAME));
    this.clock = clock;
  }

  @Override
  public void begun(String stage, int done, int epochs) throws IOException {
    file.open(done, seconds());
  }

  @Override
  public void epochFinished(EpochReport report) throws IOException {
    file.append(seconds(), report.epoch(), scalars(report));
  }

  private double seconds() {
    return clock.millis() / 1000.0;
  }

  /** By the tags under which TensorBoard draws them: what is before the slash groups them. */
  private static Map<String, Double> scalars(EpochReport report) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("loss/training", report.training().loss());
    scalars.put("loss/validation", report.validation().loss());
    scalars.put("accuracy/training", report.training().accuracy().value());
    scalars.put("accuracy/validation", report.validation().accuracy().value());
    report
        .validation()
        .speakerMean()
        .ifPresent(mean -> scalars.put("accuracy/validation_speaker_mean", mean));
    if (!Double.isNaN(report.validation().encoderRate())) {
      scalars.put("rate/encoder", report.validation().encoderRate());
    }
    double[] rates = report.validation().rates();
    for (int l = 0; l < rates.length; l++) {
      scalars.put("rate/layer" + (l + 1), rates[l]);
    }
    scalars.put("learning_rate", report.learningRate());
    report.cycles().ifPresent(cycles -> scalars.put("cycles", cycles.expected()));
    return scalars;
  }
}
