package org.keyspike.spotting;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import javax.sound.sampled.spi.MixerProvider;

/** A sound card whose microphone plays back bytes, and then stops; there only while plugged in. */
public final class MadeMicrophone extends MixerProvider {
  private static volatile Plugged plugged;

  /**
   * What is plugged in.
   *
   * @param format the only one that it records in
   * @param bytes what it records
   * @param busy whether somebody else has it
   */
  record Plugged(AudioFormat format, byte[] bytes, boolean busy) {}

  private static final class Named extends Mixer.Info {
    Named() {
      super("made", "test", "plays bytes", "1");
    }
  }

  private static final Mixer.Info INFO = new Named();

  static void plug(Plugged microphone) {
    plugged = microphone;
  }

  static void unplug() {
    plugged = null;
  }

  @Override
  public Mixer.Info[] getMixerInfo() {
    return plugged == null ? new Mixer.Info[0] : new Mixer.Info[] {INFO};
  }

  @Override
  public Mixer getMixer(Mixer.Info info) {
    Plugged now = plugged;
    if (now == null || info != null && info != INFO) {
      throw new IllegalArgumentException("no such mixer");
    }
    return (Mixer)
        Proxy.newProxyInstance(
            MadeMicrophone.class.getClassLoader(),
            new Class<?>[] {Mixer.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getMixerInfo" -> INFO;
                  case "isLineSupported" -> supported(now, (Line.Info) arguments[0]);
                  case "getTargetLineInfo" ->
                      new Line.Info[] {new DataLine.Info(TargetDataLine.class, now.format)};
                  case "getSourceLineInfo" -> new Line.Info[0];
                  case "getLine" -> line(now);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static boolean supported(Plugged now, Line.Info info) {
    return info instanceof DataLine.Info line
        && line.getLineClass() == TargetDataLine.class
        && Arrays.stream(line.getFormats()).anyMatch(format -> format.matches(now.format));
  }

  private static TargetDataLine line(Plugged now) {
    int[] at = {0};
    return (TargetDataLine)
        Proxy.newProxyInstance(
            MadeMicrophone.class.getClassLoader(),
            new Class<?>[] {TargetDataLine.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "open" -> {
                  if (now.busy) {
                    throw new LineUnavailableException("in use by another program");
                  }
                }
                case "getFormat" -> {
                  return now.format;
                }
                case "read" -> {
                  int count = Math.min((Integer) arguments[2], now.bytes.length - at[0]);
                  System.arraycopy(now.bytes, at[0], arguments[0], (Integer) arguments[1], count);
                  at[0] += count;
                  return count;
                }
                case "start", "stop", "close" -> {}
                default -> throw new UnsupportedOperationException(method.getName());
              }
              return null;
            });
  }
}
