package dev.portside.api;

import java.util.List;

/** A plugin, or a message for it, that cannot be used; every reason at once. */
public final class InvalidPluginException extends PluginException {
  private static final long serialVersionUID = 1L;

  /** Not serializable; an exception that has travelled keeps its text. */
  private final transient List<Finding> findings;

  /**
   * An exception.
   *
   * @param findings errors and warnings
   */
  public InvalidPluginException(List<Finding> findings) {
    super(text(findings), null);
    this.findings = List.copyOf(findings);
  }

  /**
   * An exception for a single reason.
   *
   * @param finding the reason
   */
  public InvalidPluginException(Finding finding) {
    this(List.of(finding));
  }

  /**
   * Every reason, warnings that came with them included.
   *
   * @return errors and warnings, in order
   */
  public List<Finding> findings() {
    return findings == null ? List.of() : findings;
  }

  private static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      if (finding.isError()) {
        text.append(text.length() == 0 ? "" : "\n").append(finding);
      }
    }
    return text.toString();
  }
}
