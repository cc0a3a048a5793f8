/**
 * Speech that nobody recorded: words by synthetic speakers, and streams laid from clips.
 *
 * <p>Words: {@link org.keyspike.synthesis.SynthesisSettings} → an {@code UtterancePlan}, what every
 * speaker says → {@code Casting}, whose voice each speaker has, if there are other {@link
 * org.keyspike.synthesis.VoiceSettings} than FreeTTS → {@code SpeakerVoice} (a voice of an engine
 * in the disguise of a speaker) → {@code ClipComposer} (somewhere in a second, in noise) → {@link
 * org.keyspike.synthesis.WordSynthesizer} → a folder in the layout of Speech Commands.
 *
 * <p>Words of one's own ({@link org.keyspike.synthesis.CustomWords}) have a {@code SpotterPlan}:
 * besides the words it holds {@code OtherPhrases}, near and far, sentences of {@code sentences.txt}
 * ({@code SentenceGrammar}) and silence. A user's recordings mix in.
 *
 * <p>A {@code SpokenLanguage} has a {@code WordList}, sentences and a {@code Pronouncer}: FreeTTS's
 * lexicon, or espeak-ng. What engines say before it is disguised is a {@code SpeechSource}'s, and
 * kept in a {@code SpeechStore}.
 *
 * <p>Streams: {@link org.keyspike.synthesis.Negatives} are sound in which no keyword is said:
 * sentences that are synthesised while they are needed ({@link
 * org.keyspike.synthesis.SynthesizedSpeech}), recorded speech ({@link
 * org.keyspike.synthesis.RecordedSpeech}) and recorded noise ({@link
 * org.keyspike.synthesis.RecordedNoise}). {@link org.keyspike.synthesis.KeywordStreams} lays clips
 * into them: {@link org.keyspike.synthesis.LaidStream}.
 */
package org.keyspike.synthesis;
