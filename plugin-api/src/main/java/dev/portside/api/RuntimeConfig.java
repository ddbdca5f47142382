package dev.portside.api;

import java.util.Map;
import java.util.Set;

/**
 * The configuration of a runtime, as one plugin gives it: what the manifest says and no defaults,
 * those belong to the runtime at use. Immutable and checked in its constructor: an {@link
 * IllegalArgumentException} thrown there becomes a finding with a position.
 */
public interface RuntimeConfig {
  /**
   * How this configuration appears in the signed metadata block.
   *
   * @return names (Go's, for Helm's own runtimes) to text, numbers, booleans, lists and maps of
   *     these; values may be null; the order of keys is of no matter
   */
  Map<String, ?> signedForm();

  /**
   * What the plugin asks of its host. What the host does not grant is an error when the plugin is
   * loaded.
   *
   * @return the permissions; none by default
   */
  default Set<Permission> permissions() {
    return Set.of();
  }
}
