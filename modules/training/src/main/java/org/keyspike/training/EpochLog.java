package org.keyspike.training;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line of the log for every epoch. */
final class EpochLog implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  @Override
  public void epochFinished(EpochReport report) {
    LOG.info(
        "{}: epoch {}/{}, loss {}, training {}, validation {}, {} s",
        report.stage(),
        report.epoch(),
        report.epochs(),
        String.format("%.4f", report.training().loss()),
        String.format("%.4f", report.training().accuracy().value()),
        String.format("%.4f", report.validation().choosing()),
        String.format("%.1f", report.seconds()));
  }
}
