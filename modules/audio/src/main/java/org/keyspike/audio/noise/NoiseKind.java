package org.keyspike.audio.noise;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keyspike.io.SettingException;

/**
 * The kinds of noise by name, each for one use: what training makes is never what a choice or a
 * test is made by.
 */
public enum NoiseKind {
  /** {@link WhiteNoise}. */
  WHITE("white", Use.TRAINING, new WhiteNoise()),
  /** {@link PinkNoise}. */
  PINK("pink", Use.TRAINING, new PinkNoise()),
  /** {@link BrownNoise}. */
  BROWN("brown", Use.TRAINING, new BrownNoise()),
  /** {@link HumNoise}. */
  HUM("hum", Use.TRAINING, new HumNoise()),
  /** {@link ClickNoise}. */
  CLICKS("clicks", Use.TRAINING, new ClickNoise()),
  /** {@link BandNoise}. */
  BAND("band", Use.TRAINING, new BandNoise()),
  /** {@link ToneNoise}. */
  TONES("tones", Use.TRAINING, new ToneNoise()),
  /** A few voices at once, out of training clips. */
  CHATTER("chatter", Use.TRAINING),
  /** {@link SurfNoise}. */
  SURF("surf", Use.VALIDATION, new SurfNoise()),
  /** Some voices at once, out of validation clips. */
  CROWD("crowd", Use.VALIDATION),
  /** {@link SpeechShapedNoise}, with the spectrum of test clips. */
  SPEECH_SHAPED("speech-shaped", Use.TEST),
  /** Many voices at once, out of test clips. */
  BABBLE("babble", Use.TEST);

  private final String text;
  private final Use use;
  private final Optional<Noise> alone;

  /** What a kind of noise is for. */
  public enum Use {
    /** Variation of training clips. */
    TRAINING,
    /** Choices between networks. */
    VALIDATION,
    /** Figures that are reported. */
    TEST
  }

  NoiseKind(String text, Use use) {
    this.text = text;
    this.use = use;
    alone = Optional.empty();
  }

  NoiseKind(String text, Use use, Noise noise) {
    this.text = text;
    this.use = use;
    alone = Optional.of(noise);
  }

  /** Its name in recipes and tables. */
  @JsonValue
  public String text() {
    return text;
  }

  /** What it is for. */
  public Use use() {
    return use;
  }

  /** What makes it, safe for threads; empty where that takes clips of speech. */
  public Optional<Noise> alone() {
    return alone;
  }

  /** All kinds for one use. */
  public static List<NoiseKind> of(Use use) {
    return Arrays.stream(values()).filter(kind -> kind.use == use).toList();
  }

  /**
   * The kind of a name.
   *
   * @throws SettingException with all names, if it is none of them
   */
  @JsonCreator
  public static NoiseKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.text.equals(name))
        .findFirst()
        .orElseThrow(() -> new SettingException("kinds", name, "some of " + names(Use.TRAINING)));
  }

  /** The names of all kinds for one use, for messages. */
  public static String names(Use use) {
    return of(use).stream().map(NoiseKind::text).collect(Collectors.joining(", "));
  }
}
