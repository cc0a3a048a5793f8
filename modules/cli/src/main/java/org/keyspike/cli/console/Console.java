package org.keyspike.cli.console;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;

/**
 * The console of a command: answers on standard output, notes and progress on standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param json whether the answer is one JSON object
 * @param quiet whether notes and progress are left out
 */
public record Console(PrintStream out, PrintStream err, boolean json, boolean quiet) {
  /** Clears the line that is drawn again and again. */
  private static final String CLEAR = "\r\u001b[K";

  /** Says, on standard error, what is being done; nothing if quiet. */
  public void note(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  /**
   * Gives the answer, in one of its two forms. A command whose answers nobody can read ends here,
   * however long it would go on.
   *
   * @param object what Jackson makes a JSON object of
   * @param text the same for people
   * @throws UncheckedIOException if it could not be written
   */
  public void answer(Object object, String text) {
    out.println(json ? oneLine(object) : text);
    requireWritten(out);
  }

  /**
   * Checks that all that was written to standard output has gone there: streams for printing
   * swallow errors.
   *
   * @throws UncheckedIOException if not
   */
  public static void requireWritten(PrintStream out) {
    if (out.checkError()) {
      throw new UncheckedIOException(
          new InputException(
              "standard output",
              "its reader gone, or its disk full",
              "a place that takes all of the answer"));
    }
  }

  /** Whether lines can be drawn again: on a terminal, unless quiet or JSON is asked for. */
  public boolean terminal() {
    return !quiet && !json && Boolean.getBoolean("keyspike.terminal");
  }

  /** Draws a line in place of the one that was drawn before; nothing where it is empty. */
  public void draw(String line) {
    err.print(CLEAR + line);
    err.flush();
  }

  /**
   * A listener that says notes on standard error, unless quiet, and draws a progress bar on a
   * terminal; there is none elsewhere, or if JSON is asked for.
   */
  public ProgressListener progress() {
    return terminal() ? new TerminalProgress(this) : new NotesOnly(this);
  }

  private record NotesOnly(Console console) implements ProgressListener {
    @Override
    public void note(String line) {
      console.note(line);
    }

    @Override
    public void begin(String what, long total) {}

    @Override
    public void advance(long n) {}

    @Override
    public void end() {}
  }

  public static String oneLine(Object object) {
    return RecordWriter.json(object);
  }
}
