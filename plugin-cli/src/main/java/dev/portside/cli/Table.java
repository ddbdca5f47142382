package dev.portside.cli;

import java.util.List;

/** Columns as Helm prints them: padded, with a tab between. */
final class Table {
  private Table() {}

  /** The rows, all of one length, a line each; the last column is not padded. */
  static String of(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        text.append(i == 0 ? "" : "\t").append(cell);
        text.append(" ".repeat(Math.max(0, widths[i] - cell.length())));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
