/**
 * Speech engines beside the embedded one: programs that are installed, found by their names.
 *
 * <p>A {@link org.keyspike.synthesis.voices.SpeechEngine} turns a text and one of its voices into
 * samples, by a process for each text or for several. {@link
 * org.keyspike.synthesis.voices.SpeechEngines} finds those that are there and refuses what is named
 * and is not. {@link org.keyspike.synthesis.voices.EspeakPhonemes} says how words are pronounced.
 * What makes speakers of voices is not here.
 */
package org.keyspike.synthesis.voices;
