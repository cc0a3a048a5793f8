package org.keyspike.cli.record;

import java.nio.file.Path;
import java.util.Locale;
import org.keyspike.audio.take.Take;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.LevelMeter;
import org.keyspike.pipeline.recording.RecordingListener;

/** The view of a recording session, on standard error. */
public final class RecordView implements RecordingListener {
  private static final long REDRAW_NANOS = 100_000_000;

  private final Console console;
  private final LevelMeter level = new LevelMeter();
  private String now = "";
  private long lastDrawn;

  public RecordView(Console console) {
    this.console = console;
  }

  @Override
  public void measuring() {
    now = "quiet, please: measuring the background";
    say(now);
  }

  @Override
  public void wanted(String word, int take, int of, double background) {
    now = String.format(Locale.ROOT, "say \"%s\" (%d of %d)", word, take, of);
    say(String.format(Locale.ROOT, "%s, background %.0f dB", now, background));
  }

  @Override
  public void heard(short[] samples, int length) {
    level.sound(samples, length);
    long time = System.nanoTime();
    if (console.terminal() && time - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = time;
      console.draw(level.text() + "  " + now);
    }
  }

  @Override
  public void refused(String word, Take take) {
    say(again(take));
  }

  @Override
  public void kept(String word, Take take, Path file) {
    say(String.format(Locale.ROOT, "%s: %.2f s at %.0f dB", file, take.seconds(), take.level()));
  }

  /** Takes the line away that is drawn again and again. */
  public void clear() {
    if (console.terminal()) {
      console.draw("");
    }
  }

  private void say(String line) {
    clear();
    console.note(line);
  }

  /** Why a take is not kept, and what to do. */
  static String again(Take take) {
    return switch (take.verdict()) {
      case NOTHING -> "nothing heard for 10 s: speak up, or look whether the microphone is on";
      case TOO_LONG ->
          String.format(
              Locale.ROOT,
              "too long, %.2f s: say only the word, in at most 1 s, and pause",
              take.seconds());
      case CLIPPED -> "clipped: again, from further away, or with the microphone turned down";
      case TOO_QUIET ->
          String.format(
              Locale.ROOT,
              "too quiet, %.0f dB with a background of %.0f dB: again, louder or nearer",
              take.level(),
              take.background());
      case GOOD -> throw new IllegalArgumentException("found a take that is kept");
    };
  }
}
