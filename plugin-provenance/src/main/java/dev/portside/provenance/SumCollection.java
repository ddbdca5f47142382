package dev.portside.provenance;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sums that a provenance file lists. Follows Helm's type of the same name.
 *
 * @param files the scheme and digest of each file, such as {@code sha256:} and 64 lower-case
 *     hexadecimal digits, by the file's base name, in the order of the file
 * @param images the same for container images; Helm reads and writes it and makes no use of it
 */
public record SumCollection(Map<String, String> files, Map<String, String> images) {
  /** What stands before a SHA-256 digest. */
  static final String SHA256 = "sha256:";

  /** Checks that nothing is null and copies the maps. */
  public SumCollection {
    files = copy(files);
    images = copy(images);
  }

  /**
   * The sum of a single file.
   *
   * @param fileName its base name, not blank
   * @param sha256 its digest, 64 lower-case hexadecimal digits
   * @return the sums
   * @throws IllegalArgumentException if one of them is not as it should be
   */
  public static SumCollection of(String fileName, String sha256) {
    if (fileName.isBlank() || fileName.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a base name: " + Texts.quoted(fileName));
    }
    if (!isDigest(sha256)) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + Texts.quoted(sha256));
    }
    return new SumCollection(Map.of(fileName, SHA256 + sha256), Map.of());
  }

  /** Whether a text has the form of a SHA-256 digest: 64 lower-case hexadecimal digits. */
  static boolean isDigest(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static Map<String, String> copy(Map<String, String> sums) {
    Map<String, String> copy = new LinkedHashMap<>(sums);
    copy.forEach((name, sum) -> {
      requireNonNull(name, "name");
      requireNonNull(sum, "sum");
    });
    return Collections.unmodifiableMap(copy);
  }
}
