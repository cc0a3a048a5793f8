package org.keyspike.report.html;

import java.util.List;
import org.keyspike.report.Drawing;

/** Something that stands in a section. All texts are plain: the page escapes them. */
public sealed interface Block {

  /** Which it is, for the template. */
  String kind();

  /**
   * A paragraph.
   *
   * @param text of it
   */
  record Text(String text) implements Block {
    @Override
    public String kind() {
      return "text";
    }
  }

  /**
   * A link to another file.
   *
   * @param text of it
   * @param place of the file, relative to the page, as in a URL
   */
  record Link(String text, String place) implements Block {
    @Override
    public String kind() {
      return "link";
    }
  }

  /**
   * Something that the run does not have.
   *
   * @param why a sentence
   * @param command that would make it
   */
  record LeftOut(String why, String command) implements Block {
    @Override
    public String kind() {
      return "left-out";
    }
  }

  /**
   * Figures to be seen first.
   *
   * @param facts in order
   */
  record Facts(List<Fact> facts) implements Block {
    @Override
    public String kind() {
      return "facts";
    }
  }

  /**
   * One figure.
   *
   * @param name what it is
   * @param value with its unit
   * @param note what to make of it
   */
  record Fact(String name, String value, String note) {}

  /**
   * A table. The first cell of a row names it.
   *
   * @param caption what to see
   * @param headers of all columns
   * @param rows cells, as many each as headers
   * @param words whether the cells are words, which go left, rather than numbers
   */
  record Table(String caption, List<String> headers, List<List<String>> rows, boolean words)
      implements Block {
    /** One of numbers. */
    public Table(String caption, List<String> headers, List<List<String>> rows) {
      this(caption, headers, rows, false);
    }

    public Table {
      for (List<String> row : rows) {
        if (row.size() != headers.size()) {
          throw new IllegalArgumentException(row + ": found other cells than " + headers);
        }
      }
    }

    @Override
    public String kind() {
      return "table";
    }
  }

  /**
   * Counts of every pair, each cell the darker the more of its row it has.
   *
   * @param caption what to see
   * @param corner what rows and columns are
   * @param names of rows and columns
   * @param rows cells
   */
  record Matrix(String caption, String corner, List<String> names, List<List<Cell>> rows)
      implements Block {
    @Override
    public String kind() {
      return "matrix";
    }
  }

  /**
   * A cell of a matrix.
   *
   * @param text of it
   * @param shade from 0 to 100
   * @param agrees whether it lies on the diagonal
   */
  record Cell(String text, int shade, boolean agrees) {}

  /**
   * A plot.
   *
   * @param drawing with its title and axes
   * @param caption what to see in it
   */
  record Figure(Drawing drawing, String caption) implements Block {
    @Override
    public String kind() {
      return "figure";
    }

    /** For those who do not see it. */
    public String description() {
      String key =
          drawing.names().size() > 1 ? " Drawn: " + String.join(", ", drawing.names()) + "." : "";
      return drawing.labels().title()
          + ". Across: "
          + drawing.labels().x()
          + "; up: "
          + drawing.labels().y()
          + "."
          + key;
    }
  }

  /**
   * A text to be copied, folded away if it is long.
   *
   * @param title of it
   * @param text lines
   * @param folded whether it is shown on request only
   */
  record Listing(String title, String text, boolean folded) implements Block {
    @Override
    public String kind() {
      return "listing";
    }
  }
}
