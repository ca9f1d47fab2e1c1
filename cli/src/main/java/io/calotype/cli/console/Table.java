package io.calotype.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Rows of text whose columns line up. Columns of numbers are set flush right. */
public final class Table {
  private static final String GAP = "  ";

  private final boolean[] flushRight;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param columns one letter a column: {@code l} flush left, {@code r} flush right
   */
  public Table(String columns) {
    flushRight = new boolean[columns.length()];
    for (int i = 0; i < flushRight.length; i++) {
      flushRight[i] = columns.charAt(i) == 'r';
    }
  }

  /** Adds a row; one that is short ends early. */
  public void row(List<String> cells) {
    if (cells.size() > flushRight.length) {
      throw new IllegalArgumentException(
          "expected at most " + flushRight.length + " cells but got " + cells.size());
    }
    rows.add(List.copyOf(cells));
  }

  /** The lines, without spaces at their ends. */
  public List<String> lines() {
    int[] widths = new int[flushRight.length];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String padding = " ".repeat(widths[i] - length(row.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(flushRight[i] ? padding + row.get(i) : row.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
