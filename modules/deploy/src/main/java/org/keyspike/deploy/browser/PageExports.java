package org.keyspike.deploy.browser;

import java.io.IOException;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.ImageReader;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/**
 * What the script of the page calls: functions of these names. Arrays that they hand out are shared
 * with Java and show the last frame or answer.
 */
final class PageExports {
  private static Listening listening;

  private PageExports() {}

  /** Nothing, but a program has to begin. */
  public static void main(String[] arguments) {}

  /** Opens an image, the bytes of a file. */
  @JSExport
  public static void ksOpen(@JSByRef byte[] image) throws IOException {
    listening = new Listening(ImageReader.parse("image", image));
    listening.restart(FrontEndSettings.SAMPLE_RATE);
  }

  /** {@link Listening#restart}. */
  @JSExport
  public static void ksRestart(int rate) {
    listening.restart(rate);
  }

  /** {@link Listening#hear(float[], int)}. */
  @JSExport
  public static void ksHear(@JSByRef float[] samples, int count) {
    listening.hear(samples, count);
  }

  /** {@link Listening#hear(byte[])}. */
  @JSExport
  public static void ksHearBytes(@JSByRef byte[] samples) {
    listening.hear(samples);
  }

  /** {@link Listening#hearFile}. */
  @JSExport
  public static int ksHearFile(@JSByRef byte[] file, String name) throws IOException {
    return listening.hearFile(file, name);
  }

  /** {@link Listening#hearMade}. */
  @JSExport
  public static void ksHearMade(int count, int rate, boolean inChunks) {
    listening.hearMade(count, rate, inChunks);
  }

  /** {@link Listening#next}. */
  @JSExport
  public static int ksNext() {
    return listening.next();
  }

  /** {@link Listening#samples}. */
  @JSExport
  @JSByRef
  public static short[] ksSamples() {
    return listening.samples();
  }

  /** {@link ImageStream#frames}. */
  @JSExport
  public static int ksFrames() {
    return listening.stream().frames();
  }

  /** {@link ImageStream#features}. */
  @JSExport
  @JSByRef
  public static byte[] ksFeatures() {
    return listening.stream().features();
  }

  /** {@link ImageStream#encoderSpikes}. */
  @JSExport
  @JSByRef
  public static byte[] ksEncoder() {
    return listening.stream().encoderSpikes();
  }

  /** {@link ImageStream#outputs}. */
  @JSExport
  @JSByRef
  public static byte[] ksOutputs(int layer) {
    return listening.stream().outputs(layer);
  }

  /** {@link ImageStream#logits}. */
  @JSExport
  @JSByRef
  public static int[] ksLogits() {
    return listening.stream().logits();
  }

  /** {@link ImageStream#posteriors}. */
  @JSExport
  @JSByRef
  public static int[] ksPosteriors() {
    return listening.stream().posteriors();
  }

  /** {@link ImageStream#label}. */
  @JSExport
  public static int ksLabel() {
    return listening.stream().label();
  }

  /** {@link ImageStream#score}. */
  @JSExport
  public static int ksScore() {
    return listening.stream().score();
  }
}
