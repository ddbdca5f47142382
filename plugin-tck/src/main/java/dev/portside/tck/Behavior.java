package dev.portside.tck;

/**
 * What a plugin of the kit does when it is called. The vendor of a runtime writes one for each
 * behaviour, in the format of that runtime; one program that serves several is fine.
 *
 * <p>A plugin is called as {@link TckV1}. In command line form it gets the message's arguments, its
 * variables and its data on standard input, and answers on standard output. In message form it gets
 * and gives the JSON that {@link TckV1} describes. "Standard error" means the log in a technology
 * that has no standard streams.
 *
 * <p>Opt out of a behaviour that a technology cannot have in {@link RuntimeTck#supports}; every
 * rule that needs it is then skipped, and the report ends with a list.
 */
public enum Behavior {
  /** Answers the data of the message, byte for byte. */
  ECHO(true),

  /**
   * Writes the data of the message to its standard error, or makes it its error text, and ends with
   * the exit code that its first argument says.
   */
  EXIT(true),

  /** Writes a line to its standard error if it has one, and then never ends by itself. */
  HANG(true),

  /**
   * Cannot be loaded: a file is missing or broken. Either the plugin is not made, or its first call
   * fails.
   */
  FAIL_ON_LOAD(true),

  /**
   * Never gets as far as to take a message: an endless static initialiser, start function or the
   * like. The same as {@link #HANG} where there is no such thing.
   */
  HANG_ON_LOAD(false),

  /** Answers its arguments, each followed by a line feed. */
  ARGUMENTS(false),

  /** Reads the standard input of its caller to its end and answers it, byte for byte. */
  STDIN(false),

  /** Writes the data of the message to its standard error, answers nothing and ends well. */
  STDERR(false),

  /** Answers its environment as lines {@code NAME=value}. */
  ENVIRONMENT(false),

  /**
   * Starts a child process, or several, that never end by themselves and have standard streams of
   * the plugin's, writes the process id of each as a line to its standard error, all at once, and
   * then never ends by itself.
   */
  SPAWN(false),

  /** Answers without end. */
  FLOOD(false),

  /** Takes memory without end, and touches it. */
  ALLOCATE(false),

  /**
   * Uses something of its host that its configuration asks permission for (a host function, a
   * program, a directory) and answers what it got from there; never nothing.
   */
  CALL_HOST(false),

  /**
   * Tries what {@link #CALL_HOST} does, but its configuration does not ask for it. Either the
   * plugin does not load, or its call fails.
   */
  CALL_HOST_UNASKED(false),

  /**
   * Has three hooks. {@code install} writes {@code hooked }, the value of the variable {@code
   * TCK_WORD} and a line feed to standard output; {@code fail} ends with exit code 7; {@code hang}
   * writes a line to standard error if it has one and never ends by itself.
   */
  HOOKS(false);

  private final boolean mandatory;

  Behavior(boolean mandatory) {
    this.mandatory = mandatory;
  }

  /**
   * Whether a conformant runtime must have it.
   *
   * @return true if opting out is a failure
   */
  public boolean isMandatory() {
    return mandatory;
  }
}
