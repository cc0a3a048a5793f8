package org.keyspike.cli.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.keyspike.io.ProgressListener;

/** One bar on a terminal for each piece of work. */
final class TerminalProgress implements ProgressListener {
  private static final int INTERVAL_MILLIS = 200;

  private final Console console;
  private volatile ProgressBar bar;

  TerminalProgress(Console console) {
    this.console = console;
  }

  @Override
  public void note(String line) {
    console.note(line);
  }

  @Override
  public void begin(String what, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(console.err()))
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
