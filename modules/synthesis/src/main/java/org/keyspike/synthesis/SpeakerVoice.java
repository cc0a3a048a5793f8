package org.keyspike.synthesis;

import java.io.IOException;
import org.keyspike.audio.Level;
import org.keyspike.audio.TimeScale;

/** A base voice in the disguise of a speaker. One thread's own, as its parts. */
record SpeakerVoice(SpeechVoice voice, TimeScale timeScale) {

  /** A text of any length, at the speaker's level; empty if its synthesis is. */
  float[] say(String text, Speaker speaker) throws IOException {
    double formants = speaker.formants();
    float[] spoken =
        speaker
            .voice()
            .speak(
                voice,
                text,
                speaker.pitch() / formants,
                speaker.pitchRange() / formants,
                speaker.wordsPerMinute());
    float[] shifted = TimeScale.frequencies(spoken, formants);
    // The shift took the duration along; the tempo gives it back.
    float[] speech = timeScale.tempo(shifted, speaker.tempo() / formants);
    tilt(speech, (float) speaker.tilt());
    Level.scaleTo(speech, Level.ofDecibels(speaker.levelDb()));
    return speech;
  }

  /** Adds a part of the sample before: a first-order filter. */
  static void tilt(float[] samples, float coefficient) {
    float before = 0;
    for (int i = 0; i < samples.length; i++) {
      float now = samples[i];
      samples[i] = now + coefficient * before;
      before = now;
    }
  }
}
