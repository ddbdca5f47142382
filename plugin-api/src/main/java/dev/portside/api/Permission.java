package dev.portside.api;

import static java.util.Objects.requireNonNull;

/**
 * Something that a plugin asks of its host, such as {@code exec:sh} or {@code host:*.example.com}.
 *
 * @param kind what kind of thing: {@code exec}, {@code host}, {@code hostFunction}, {@code tempDir}
 *     or a runtime's own word; not blank
 * @param target which one, or empty where there is only one
 */
public record Permission(String kind, String target) {
  /** Checks that nothing is null and the kind not blank. */
  public Permission {
    if (kind.isBlank()) {
      throw new IllegalArgumentException("a permission needs a kind");
    }
    requireNonNull(target, "target");
  }

  /** {@code kind:target}, or the kind alone. */
  @Override
  public String toString() {
    return target.isEmpty() ? kind : kind + ":" + target;
  }
}
