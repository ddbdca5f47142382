package dev.portside.provenance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hash algorithms that a signature may use, by the names of RFC 9580 section 9.5. */
enum HashAlgorithm {
  SHA256(8, "SHA256", "SHA-256"),
  SHA384(9, "SHA384", "SHA-384"),
  SHA512(10, "SHA512", "SHA-512"),
  SHA224(11, "SHA224", "SHA-224"),
  SHA3_256(12, "SHA3-256", "SHA3-256"),
  SHA3_512(14, "SHA3-512", "SHA3-512");

  private final int id;
  private final String label;
  private final String jdkName;

  HashAlgorithm(int id, String label, String jdkName) {
    this.id = id;
    this.label = label;
    this.jdkName = jdkName;
  }

  /** The number in a signature. */
  int id() {
    return id;
  }

  /** How many bits it gives. */
  int bits() {
    return Integer.parseInt(label.substring(label.length() - 3));
  }

  /** The name in a {@code Hash} line. */
  String label() {
    return label;
  }

  /** The name that the JDK has for it. */
  String jdkName() {
    return jdkName;
  }

  /** The algorithm of a number, or null if it is weak or unknown. */
  static @Nullable HashAlgorithm of(int id) {
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.id == id) {
        return algorithm;
      }
    }
    return null;
  }

  /** Whether a name is that of one of these. */
  static boolean isGood(String name) {
    return names().contains(name);
  }

  /** All names. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (HashAlgorithm algorithm : values()) {
      names.add(algorithm.label);
    }
    return names;
  }

  /** The name of any algorithm of the registry, for messages. */
  static String nameOf(int id) {
    HashAlgorithm good = of(id);
    if (good != null) {
      return good.label;
    }
    return switch (id) {
      case 1 -> "MD5";
      case 2 -> "SHA1";
      case 3 -> "RIPEMD160";
      default -> "number " + id;
    };
  }
}
