/**
 * Recording: a person says words, and the takes that are good become clips.
 *
 * <p>Data flow: a {@link org.keyspike.spotting.SoundSource} → {@link
 * org.keyspike.audio.take.TakeFinder} → {@link org.keyspike.pipeline.recording.RecordingSession},
 * which asks for one word after the other → {@link
 * org.keyspike.datasets.speechcommands.RecordingFolder}. What is asked for and what became of it
 * goes to a {@link org.keyspike.pipeline.recording.RecordingListener}.
 */
package org.keyspike.pipeline.recording;
