package dev.portside.cli;

/** How {@code list} prints. */
enum ListFormat {
  TEXT,
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return Choice.word(this);
  }
}
