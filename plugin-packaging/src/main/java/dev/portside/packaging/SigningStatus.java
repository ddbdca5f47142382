package dev.portside.packaging;

/**
 * What is known about the signature of an installed plugin, in the words of Helm's {@code
 * internal/plugin/signing_info.go}. Only {@link #SIGNED} speaks for a plugin.
 */
public enum SigningStatus {
  /** A link to a directory elsewhere, as for development. */
  LOCAL_DEV("local dev"),
  /** The archive it came from or its provenance file is not there. */
  UNSIGNED("unsigned"),
  /** The provenance does not verify: forged, damaged, by nobody trusted, or no provenance. */
  INVALID_PROVENANCE("invalid provenance"),
  /** The provenance is that of something else: other bytes, another name, another version. */
  MISMATCHED_PROVENANCE("mismatched provenance"),
  /** Somebody whose key is trusted has signed the archive. */
  SIGNED("signed"),
  /** It cannot be told, for want of keys or because a file cannot be read. */
  UNKNOWN("unknown");

  private final String text;

  SigningStatus(String text) {
    this.text = text;
  }

  /** The status as Helm prints it. */
  @Override
  public String toString() {
    return text;
  }
}
