package dev.portside.api;

/** The call went beyond a limit other than time, and was ended. */
public final class PluginLimitException extends PluginCallException {
  private static final long serialVersionUID = 1L;

  private final String limit;
  private final long allowed;

  /**
   * An exception.
   *
   * @param plugin the plugin's name
   * @param limit which limit, as a noun: {@code result on standard output}
   * @param allowed how much was allowed
   * @param unit of what: {@code bytes}
   * @param usage what the call had used
   */
  public PluginLimitException(String plugin, String limit, long allowed, String unit, Usage usage) {
    super(plugin, "exceeded its limit: " + limit + ", " + allowed + " " + unit, usage, null);
    this.limit = limit;
    this.allowed = allowed;
  }

  /**
   * Which limit.
   *
   * @return the limit as a noun
   */
  public String limit() {
    return limit;
  }

  /**
   * How much was allowed.
   *
   * @return the limit's value, in the unit that the message names
   */
  public long allowed() {
    return allowed;
  }
}
