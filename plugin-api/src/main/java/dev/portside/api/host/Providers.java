package dev.portside.api.host;

import dev.portside.api.PluginException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The discovered providers of one port. Two of one name leave that name unusable, since which of
 * them came first is chance; all other names stay.
 */
final class Providers<T> {
  private final String port;
  private final Map<String, T> byName = new LinkedHashMap<>();
  private final Map<String, String> ambiguous = new HashMap<>();
  private final List<T> all = new ArrayList<>();

  /** The port as an error text names it. */
  Providers(String port) {
    this.port = port;
  }

  /** Adds a provider; the text of the conflict if there is one. */
  @Nullable String add(String name, T provider) {
    T other = byName.putIfAbsent(name, provider);
    if (other == null) {
      all.add(provider);
      return null;
    }
    if (other.getClass() == provider.getClass()) {
      return null; // found twice, on the class path and among the modules
    }
    all.add(provider);
    String text =
        "two providers of "
            + port
            + (name.isEmpty() ? "" : " \"" + name + "\"")
            + ": "
            + other.getClass().getName()
            + " and "
            + provider.getClass().getName()
            + "; remove one of them, or hand one to the builder of PluginManager";
    ambiguous.put(name, text);
    return text;
  }

  /** The provider of a name, or null; throws if there are two. */
  @Nullable T get(String name) {
    String text = ambiguous.get(name);
    if (text != null) {
      throw new PluginException(text, null);
    }
    return byName.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  Collection<T> all() {
    return all;
  }
}
