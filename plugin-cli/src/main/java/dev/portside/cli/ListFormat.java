package dev.portside.cli;

/** How {@code list} and {@code verify} print. */
enum ListFormat {
  TEXT,
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return Choice.word(this);
  }
}
