package dev.portside.runtime.wasm.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that calls of one plugin can begin in: one for all calls, or one for each of the last
 * few environments. Thread-safe.
 */
final class Origins implements AutoCloseable {
  /** Environments are in these states, so few are kept. */
  private static final int MOST_ENVIRONMENTS = 4;

  private final Map<String, Origin> byEnvironment = new LinkedHashMap<>(8, 0.75f, true);
  private volatile @Nullable Origin universal;
  private volatile boolean environmentMatters;
  private boolean closed;

  /** The state for a call with an environment, or null if there is none. */
  @Nullable Origin find(Map<String, String> environment) {
    Origin found = universal;
    if (found != null || !environmentMatters) {
      return found;
    }
    String key = digest(environment);
    synchronized (this) {
      return byEnvironment.get(key);
    }
  }

  /** Keeps a state for all calls, unless another thread was faster. */
  synchronized void addUniversal(Origin origin) {
    if (closed || universal != null) {
      origin.close();
    } else {
      universal = origin;
    }
  }

  /** Keeps a state for calls with an environment; may forget that of the one longest unused. */
  synchronized void add(Map<String, String> environment, Origin origin) {
    if (closed) {
      origin.close();
      return;
    }
    Origin old = byEnvironment.put(digest(environment), origin);
    if (old != null) {
      old.close();
    }
    if (byEnvironment.size() > MOST_ENVIRONMENTS) {
      String eldest = byEnvironment.keySet().iterator().next();
      Origin dropped = byEnvironment.remove(eldest);
      if (dropped != null) {
        dropped.close();
      }
    }
    environmentMatters = true;
  }

  /** Closes the guests that wait, but keeps the states. */
  synchronized void dropIdle() {
    Origin all = universal;
    if (all != null) {
      all.idle().clear();
    }
    byEnvironment.values().forEach(origin -> origin.idle().clear());
  }

  /** Forgets every state; later ones are kept again. */
  synchronized void forget() {
    Origin all = universal;
    if (all != null) {
      all.close();
    }
    universal = null;
    byEnvironment.values().forEach(Origin::close);
    byEnvironment.clear();
  }

  /** Forgets every state, now and later. */
  @Override
  public synchronized void close() {
    closed = true;
    forget();
  }

  /** Two environments have one digest only if they are equal. */
  private static String digest(Map<String, String> environment) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          // Neither can hold a NUL where a guest is to see it.
          sha.update((name + '\0' + value + '\0').getBytes(UTF_8));
        });
    return HexFormat.of().formatHex(sha.digest());
  }
}
