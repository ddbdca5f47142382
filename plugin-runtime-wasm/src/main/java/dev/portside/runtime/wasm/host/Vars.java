package dev.portside.runtime.wasm.host;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a guest keeps between its calls, up to a limit. Follows {@code var_get} and
 * {@code var_set} of the Extism go-sdk, which counts 40 bytes for each entry beside its name and
 * value. For one thread.
 */
final class Vars {
  private static final int ENTRY = 40;

  private final Map<String, byte[]> values = new HashMap<>();
  private final long limit;
  private long size;

  /**
   * @param limit in bytes; none can be set at 0
   */
  Vars(long limit) {
    this.limit = limit;
  }

  byte @Nullable [] get(String name) {
    return values.get(name);
  }

  void remove(String name) {
    byte[] old = values.remove(name);
    if (old != null) {
      size -= cost(name, old);
    }
  }

  /** The name is in UTF-16 here and was in UTF-8 at the guest; the limit counts the latter. */
  void set(String name, byte[] value) {
    if (limit == 0) {
      throw new HostCallException(
          "vars are disabled: maxVarBytes is 0, and the plugin sets \"" + Texts.line(name) + "\"");
    }
    byte[] old = values.get(name);
    long next = size + cost(name, value) - (old == null ? 0 : cost(name, old));
    if (next >= limit) {
      throw new HostCallException(
          "the vars are full: \""
              + Texts.line(name)
              + "\" would make them "
              + next
              + " bytes, and maxVarBytes allows less than "
              + limit);
    }
    values.put(name, value);
    size = next;
  }

  void clear() {
    values.clear();
    size = 0;
  }

  private static long cost(String name, byte[] value) {
    return (long) ENTRY + Texts.utf8(name).length + value.length;
  }
}
