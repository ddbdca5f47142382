package dev.portside.api;

import java.util.Map;

/**
 * The configuration of a plugin type, as one plugin gives it. Immutable and checked in its
 * constructor: an {@link IllegalArgumentException} thrown there becomes a finding with a position.
 */
public interface Config {
  /**
   * How this configuration appears in the signed metadata block.
   *
   * @return names (Go's, for Helm's own types) to text, numbers, booleans, lists and maps of these;
   *     values may be null; the order of keys is of no matter
   */
  Map<String, ?> signedForm();
}
