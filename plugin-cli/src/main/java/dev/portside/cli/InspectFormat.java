package dev.portside.cli;

/** How {@code inspect} prints. */
enum InspectFormat {
  YAML,
  JSON,
  JSONL,
  SIGNED_BLOCK;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return Choice.word(this);
  }
}
