package org.keyspike.synthesis;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.audio.AudioClip;
import org.keyspike.datasets.speechcommands.WordNames;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.synthesis.voices.SpokenText;

/** A plan of what the speakers of a synthesised corpus say. */
@FunctionalInterface
interface UtterancePlan {

  /** What one speaker says; the same whenever it is asked. */
  List<UtteranceText> lines(Speaker speaker) throws InputException;

  /** Clips of one kind by one speaker. */
  sealed interface UtteranceText {
    /** How many. */
    int clips();

    /** Where they go. */
    String folder();

    /** What draws for it depend on, so that another line changes nothing of this one. */
    int key();

    /**
     * What a speaker of an engine's voice says in one of them, if anything.
     *
     * @param n which, from 0
     * @param random as for composing it
     */
    Optional<SpokenText> spoken(int n, Speaker speaker, SplittableRandom random);

    /**
     * Makes one of them.
     *
     * @param n which, from 0
     * @return null if its synthesis is silent
     */
    AudioClip compose(int n, ClipComposer composer, Speaker speaker, SplittableRandom random)
        throws IOException;
  }

  /**
   * A word or phrase.
   *
   * @param text what is said
   * @param folder where its clips go
   */
  record Phrase(String text, String folder, int clips) implements UtteranceText {
    /** One of none of the words, once. */
    static Phrase other(String text) {
      // What is between brackets is no name of a folder.
      String folder =
          WordText.phonemes(text)
              ? "part_" + Integer.toHexString(text.hashCode())
              : WordNames.folder(text);
      return new Phrase(text, folder, 1);
    }

    @Override
    public int key() {
      return text.hashCode();
    }

    @Override
    public Optional<SpokenText> spoken(int n, Speaker speaker, SplittableRandom random) {
      return Optional.of(speaker.varied(random).saying(text));
    }

    @Override
    public AudioClip compose(int n, ClipComposer composer, Speaker speaker, SplittableRandom random)
        throws IOException {
      return composer.phrase(text, speaker, random);
    }
  }

  /** Noise in which nothing is said. */
  record Silence(int clips) implements UtteranceText {
    @Override
    public String folder() {
      return WordSelection.SILENCE;
    }

    @Override
    public int key() {
      return 0;
    }

    @Override
    public Optional<SpokenText> spoken(int n, Speaker speaker, SplittableRandom random) {
      return Optional.empty();
    }

    @Override
    public AudioClip compose(int n, ClipComposer composer, Speaker speaker, SplittableRandom random)
        throws IOException {
      return composer.noise(speaker, random);
    }
  }

  /**
   * Seconds cut anywhere out of talk: words that run on, and halves of words.
   *
   * @param sentences of which one clip each is cut
   */
  record SpokenSentences(List<String> sentences) implements UtteranceText {
    @Override
    public int clips() {
      return sentences.size();
    }

    @Override
    public String folder() {
      return WordSelection.UNKNOWN;
    }

    @Override
    public int key() {
      return sentences.hashCode();
    }

    @Override
    public Optional<SpokenText> spoken(int n, Speaker speaker, SplittableRandom random) {
      return Optional.of(speaker.saying(sentences.get(n)));
    }

    @Override
    public AudioClip compose(int n, ClipComposer composer, Speaker speaker, SplittableRandom random)
        throws IOException {
      return composer.excerpt(sentences.get(n), speaker, random);
    }
  }

  /** Everyone says every word. */
  static UtterancePlan ofWords(SynthesisSettings settings) {
    List<UtteranceText> lines =
        settings.words().stream()
            .map(WordText::of)
            .<UtteranceText>map(
                word ->
                    new Phrase(
                        word.said(),
                        WordNames.folder(word.name()),
                        settings.utterancesPerSpeaker()))
            .toList();
    return speaker -> lines;
  }
}
