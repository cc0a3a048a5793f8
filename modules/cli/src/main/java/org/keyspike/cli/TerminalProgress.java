package org.keyspike.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.keyspike.datasets.ProgressListener;

/** One bar on a terminal for each piece of work. */
final class TerminalProgress implements ProgressListener {
  private static final int INTERVAL_MILLIS = 200;

  private final PrintStream err;
  private volatile ProgressBar bar;

  TerminalProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void begin(String what, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(err))
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void advance(long n) {
    bar.stepBy(n);
  }

  @Override
  public void end() {
    bar.close();
  }
}
