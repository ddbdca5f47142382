package dev.portside.cli;

import dev.portside.runtime.subprocess.SubprocessRuntime;
import java.util.Map;
import java.util.Set;

/**
 * The locale that the user had. The script {@code portside} starts the JVM in UTF-8 where the
 * locale knows ASCII alone, and says in {@value #MARK} what {@code LC_ALL} was; plugins are to see
 * that.
 */
final class OriginalLocale {
  private static final String MARK = "PORTSIDE_LC_ALL";
  private static final String LOCALE = "LC_ALL";

  private OriginalLocale() {}

  /** A runtime whose plugins see the locale that the user had. */
  static SubprocessRuntime runtime(Map<String, String> env) {
    String was = env.get(MARK);
    if (was == null) {
      return new SubprocessRuntime();
    }
    SubprocessRuntime.Builder builder = SubprocessRuntime.builder();
    return was.isEmpty()
        ? builder.hidden(Set.of(MARK, LOCALE)).build()
        : builder.hidden(Set.of(MARK)).variables(Map.of(LOCALE, was)).build();
  }
}
