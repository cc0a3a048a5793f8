package org.keyspike.verification;

import java.util.Locale;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;

/**
 * The verdict on whether a machine keeps up with speech, judged on its worst frame.
 *
 * @param clockHz of the machine
 * @param cyclesPerFrame that a frame may take at this clock
 * @param worstFrame cycles of the worst frame
 * @param inTime whether it fits
 * @param lowestClockHz that would do
 * @param clipLatencySeconds from the end of the last frame of a clip to its answer
 * @param streamLatencySeconds from any moment of a stream to the end of the next answer at the
 *     latest: the period of answers (10 frames; frame-wise one), then the work of a frame. It is
 *     not how late a word is detected, which takes several answers: {@code evaluate --stream}
 *     measures that
 */
public record RealTime(
    long clockHz,
    long cyclesPerFrame,
    long worstFrame,
    boolean inTime,
    long lowestClockHz,
    double clipLatencySeconds,
    double streamLatencySeconds) {
  /** Frames from one decision of a streaming keyword readout to the next. */
  private static final int DECIDE_EVERY = 10;

  /** The verdict on counts. */
  public static RealTime of(Architecture machine, Counts counts, boolean keyword) {
    long worst = counts.maxCyclesPerFrame();
    double work = (double) worst / machine.clockHz();
    double wait = (keyword ? DECIDE_EVERY : 1.0) / FrontEndSettings.FRAME_RATE;
    return new RealTime(
        machine.clockHz(),
        machine.cyclesPerFrame(),
        worst,
        counts.lowestRealTimeClockHz() <= machine.clockHz(),
        counts.lowestRealTimeClockHz(),
        work,
        wait + work);
  }

  /** From one answer of a stream to the next. */
  public double answerPeriodSeconds() {
    return streamLatencySeconds - clipLatencySeconds;
  }

  /** For people. */
  public String text(String machine) {
    return String.format(
        Locale.ROOT,
        "real time on machine %s at %d Hz: %s; the lowest clock that does is %d Hz; answer %.2f ms after a clip, in"
            + " a stream one every %.0f ms (how late a word is detected, evaluate --stream measures)",
        machine,
        clockHz,
        inTime ? "in time" : "too slow",
        lowestClockHz,
        1e3 * clipLatencySeconds,
        1e3 * answerPeriodSeconds());
  }
}
