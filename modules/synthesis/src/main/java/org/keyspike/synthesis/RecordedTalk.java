package org.keyspike.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.features.Recordings;

/**
 * Recorded talk, one file after the other, each a turn of its own. Files are joined to pieces of
 * about two minutes, as the first second of a piece is never answered; a longer file is a piece.
 */
public final class RecordedTalk implements Talk {
  /** Two minutes of 16 bits at 16 kHz. */
  private static final long PIECE_BYTES = 3_840_000;

  private final Path folder;
  private final List<List<Path>> pieces;

  /**
   * @param folder that the files lie in or below, by which they are named
   * @param files in their order
   * @throws IOException if a file is not there
   */
  public RecordedTalk(Path folder, List<Path> files) throws IOException {
    this.folder = folder;
    List<List<Path>> all = new ArrayList<>();
    List<Path> piece = new ArrayList<>();
    long bytes = 0;
    for (Path file : files) {
      piece.add(file);
      bytes += Files.size(file);
      if (bytes >= PIECE_BYTES) {
        all.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!piece.isEmpty()) {
      all.add(piece);
    }
    pieces = List.copyOf(all);
  }

  @Override
  public String name() {
    return "recorded talk";
  }

  @Override
  public int pieces() {
    return pieces.size();
  }

  @Override
  public Reader reader() {
    return piece -> read(pieces.get(piece));
  }

  private Piece read(List<Path> files) throws IOException {
    Recordings recordings = Recordings.read(files);
    List<Turn> turns = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < files.size(); i++) {
      turns.add(new Turn(length, name(files.get(i))));
      length = Math.addExact(length, recordings.length(i));
    }
    float[] samples = new float[length];
    for (int i = 0; i < files.size(); i++) {
      recordings.read(i, 0, samples, turns.get(i).start(), recordings.length(i));
    }
    return new Piece(samples, turns);
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
