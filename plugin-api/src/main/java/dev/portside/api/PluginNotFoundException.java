package dev.portside.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No plugin is as asked for. */
public final class PluginNotFoundException extends PluginException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> present;
  private final @Nullable String nearest;

  /**
   * An exception whose text names the nearest plugin there is, and those that did not load.
   *
   * @param wanted what was asked for, as a phrase: {@code plugin "x" of type "cli/v1"}
   * @param name the name asked for, or empty if any would do
   * @param present the names of the plugins there are
   * @param findings errors of plugins that did not load; warnings are left out
   */
  public PluginNotFoundException(
      String wanted, String name, List<String> present, List<Finding> findings) {
    super(text(wanted, name, present, findings), null);
    this.present = List.copyOf(present);
    this.nearest = Names.nearest(name, present);
  }

  /**
   * The names of the plugins there are.
   *
   * @return the names, in the order of loading
   */
  public List<String> present() {
    return present == null ? List.of() : present;
  }

  /**
   * The name that was probably meant.
   *
   * @return a name of {@link #present()}
   */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }

  private static String text(
      String wanted, String name, List<String> present, List<Finding> findings) {
    StringBuilder text = new StringBuilder(wanted).append(" not found");
    String hint = Names.hint(name, present);
    if (!hint.isEmpty()) {
      text.append(hint);
    } else if (present.isEmpty()) {
      text.append("; there are none");
    } else if (present.size() <= 20) {
      text.append("; there are: ").append(String.join(", ", present));
    } else {
      text.append(" among ").append(present.size()).append(" plugins");
    }
    boolean first = true;
    for (Finding finding : findings) {
      if (finding.isError()) {
        text.append(first ? "\nthese did not load:" : "").append("\n  ").append(finding);
        first = false;
      }
    }
    return text.toString();
  }
}
