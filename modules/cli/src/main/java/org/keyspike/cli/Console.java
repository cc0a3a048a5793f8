package org.keyspike.cli;

import java.io.PrintStream;
import org.keyspike.cli.recipe.RecordWriter;
import org.keyspike.datasets.ProgressListener;

/**
 * Where a command speaks: answers on standard output, notes and progress on standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param json whether the answer is one JSON object
 * @param quiet whether notes and progress are left out
 */
public record Console(PrintStream out, PrintStream err, boolean json, boolean quiet) {
  /** Says, on standard error, what is being done; nothing if quiet. */
  public void note(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  /**
   * Gives the answer, in one of its two forms.
   *
   * @param object what Jackson makes a JSON object of
   * @param text the same for people
   */
  public void answer(Object object, String text) {
    out.println(json ? oneLine(object) : text);
  }

  /** Whether lines can be drawn again: on a terminal, unless quiet or JSON is asked for. */
  public boolean terminal() {
    return !quiet && !json && Boolean.getBoolean("keyspike.terminal");
  }

  /** A progress bar on a terminal; nothing elsewhere, or if quiet or JSON is asked for. */
  public ProgressListener progress() {
    return terminal() ? new TerminalProgress(err) : ProgressListener.NONE;
  }

  static String oneLine(Object object) {
    return RecordWriter.json(object);
  }
}
