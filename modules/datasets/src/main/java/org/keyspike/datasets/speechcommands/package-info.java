/**
 * Keyword clips in the layout of Speech Commands: {@code <word>/<speaker>_nohash_<n>.wav}.
 *
 * <p>Data flow: a folder ({@code WordFolders}) → the words that become classes ({@link
 * org.keyspike.datasets.speechcommands.WordSelection}) → the part of every clip (lists, where there
 * are some, else {@code HashRule} by speaker) → {@link
 * org.keyspike.datasets.speechcommands.SpeechCommands} → {@link org.keyspike.datasets.Dataset}.
 * {@link org.keyspike.datasets.speechcommands.OwnRecordings} reads a user's recordings in the same
 * layout, of any length and sample rate, {@link
 * org.keyspike.datasets.speechcommands.RecordingFolder} writes them, and {@link
 * org.keyspike.datasets.speechcommands.FurtherVoices} joins a second folder to a data set.
 */
package org.keyspike.datasets.speechcommands;
