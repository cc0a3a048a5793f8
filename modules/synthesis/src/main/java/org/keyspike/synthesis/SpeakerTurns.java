package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
import org.keyspike.synthesis.voices.SpokenText;

/**
 * Sentences and who says them. Of the embedded voice alone every sentence has a speaker of its own.
 * Where there are others, {@value #SPEAKERS} speakers have {@value #ROUND} sentences between them,
 * then others have: an engine of few voices is drawn as often as one of many. One thread's own.
 */
final class SpeakerTurns {
  private static final int SPEAKERS = 8;
  private static final int ROUND = 24;

  /** The voices of each engine; none where the embedded one is alone. */
  private final List<List<BaseVoice>> engines;

  private final Sentences sentences;
  private final SpeechSource source;
  private final SplittableRandom random;
  private final Deque<Turn> ahead = new ArrayDeque<>();

  /** A sentence by a speaker. */
  record Turn(Speaker speaker, String sentence) {}

  SpeakerTurns(
      List<List<BaseVoice>> engines,
      Sentences sentences,
      SpeechSource source,
      SplittableRandom random) {
    this.engines = engines;
    this.sentences = sentences;
    this.source = source;
    this.random = random;
  }

  /** The voices that settings name, by engine; none where the embedded one is alone. */
  static List<List<BaseVoice>> engines(VoiceSettings settings) throws IOException {
    if (settings.embeddedOnly()) {
      return List.of();
    }
    Map<String, List<BaseVoice>> engines = new TreeMap<>();
    for (BaseVoice voice : settings.voices()) {
      engines.computeIfAbsent(voice.engineName(), name -> new ArrayList<>()).add(voice);
    }
    return List.copyOf(engines.values());
  }

  Turn next() throws IOException {
    if (engines.isEmpty()) {
      return new Turn(Speaker.draw("", Split.TEST, random), sentences.draw(random));
    }
    if (ahead.isEmpty()) {
      draw();
    }
    return ahead.remove();
  }

  private void draw() throws IOException {
    List<Speaker> speakers = new ArrayList<>();
    for (int i = 0; i < SPEAKERS; i++) {
      List<BaseVoice> own = engines.get(random.nextInt(engines.size()));
      BaseVoice voice = own.get(random.nextInt(own.size()));
      speakers.add(Speaker.draw("", Split.TEST, voice, random));
    }
    Map<BaseVoice, List<SpokenText>> texts = new LinkedHashMap<>();
    for (int i = 0; i < ROUND; i++) {
      Speaker speaker = speakers.get(random.nextInt(SPEAKERS));
      String sentence = sentences.draw(random);
      ahead.add(new Turn(speaker, sentence));
      if (speaker.voice().engine().isPresent()) {
        texts
            .computeIfAbsent(speaker.voice(), voice -> new ArrayList<>())
            .add(speaker.saying(sentence));
      }
    }
    source.prepareAll(texts);
  }
}
