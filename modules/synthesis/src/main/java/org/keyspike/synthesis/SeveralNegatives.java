package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sound without keywords of several kinds, the pieces of one after those of the other.
 *
 * @param kinds at least one
 */
public record SeveralNegatives(List<Negatives> kinds) implements Negatives {
  public SeveralNegatives {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no sound, expected at least one kind");
    }
  }

  @Override
  public String name() {
    return kinds.stream().map(Negatives::name).collect(Collectors.joining(" and "));
  }

  @Override
  public int pieces() {
    return kinds.stream().mapToInt(Negatives::pieces).sum();
  }

  @Override
  public int room(int piece) {
    int kind = kind(piece);
    return kinds.get(kind).room(piece - before(kind));
  }

  /** The kind that a piece is of. */
  private int kind(int piece) {
    int kind = 0;
    while (piece >= before(kind + 1)) {
      kind++;
    }
    return kind;
  }

  /** Pieces of the kinds before one. */
  private int before(int kind) {
    return kinds.subList(0, kind).stream().mapToInt(Negatives::pieces).sum();
  }

  @Override
  public Reader reader() {
    List<Reader> readers = new ArrayList<>();
    kinds.forEach(kind -> readers.add(kind.reader()));
    return (piece, clips) -> {
      int kind = kind(piece);
      return readers.get(kind).read(piece - before(kind), clips);
    };
  }
}
