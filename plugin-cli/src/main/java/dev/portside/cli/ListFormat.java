package dev.portside.cli;

/** How {@code list}, {@code verify} and what installs print. */
enum ListFormat {
  TEXT,
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return Choice.word(this);
  }
}
