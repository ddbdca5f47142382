package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.packaging.io.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name of an entry, taken apart: one that names the same file below the same directory on every
 * system, and that a person sees as it is.
 *
 * @param parts the names on the way, none of them empty; no part is the root of the archive
 */
record EntryName(List<String> parts) {
  /** Of a whole name, in UTF-8. No system opens more. */
  static final int LONGEST = 2048;

  private static final int LONGEST_PART = 255;

  /** Names that are devices on Windows, whatever extension follows. */
  private static final Set<String> DEVICES =
      Set.of(
          "con",
          "prn",
          "aux",
          "nul",
          "conin$",
          "conout$",
          "com0",
          "com1",
          "com2",
          "com3",
          "com4",
          "com5",
          "com6",
          "com7",
          "com8",
          "com9",
          "com\u00b9",
          "com\u00b2",
          "com\u00b3",
          "lpt0",
          "lpt1",
          "lpt2",
          "lpt3",
          "lpt4",
          "lpt5",
          "lpt6",
          "lpt7",
          "lpt8",
          "lpt9",
          "lpt\u00b9",
          "lpt\u00b2",
          "lpt\u00b3");

  EntryName {
    parts = List.copyOf(parts);
  }

  /**
   * Takes a name apart.
   *
   * @param name with {@code /} between its parts; a leading {@code ./} does not count
   * @param isDirectory whether it may end in {@code /}
   */
  static EntryName parse(String name, boolean isDirectory, ArchiveLimits limits, Refusal refusal) {
    checkCharacters(name, refusal);
    String path = name;
    if (path.startsWith("/")) {
      throw refusal.of(name, "path is absolute, which is illegal; expected one below the archive");
    }
    if (path.equals(".") && isDirectory) {
      path = "";
    } else if (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.endsWith("/") && isDirectory) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.isEmpty()) {
      if (isDirectory && !name.isEmpty()) {
        return new EntryName(List.of());
      }
      throw refusal.of(name, "a file without a name");
    }
    List<String> parts = new ArrayList<>();
    for (int start = 0; start <= path.length(); ) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(start, end);
      checkPart(name, part, refusal);
      parts.add(part);
      if (parts.size() > limits.depth()) {
        throw refusal.limit(name, "path is deeper than allowed", limits.depth(), "levels");
      }
      start = end + 1;
    }
    return new EntryName(Collections.unmodifiableList(parts));
  }

  private static void checkCharacters(String name, Refusal refusal) {
    if (name.length() > LONGEST || name.getBytes(UTF_8).length > LONGEST) {
      throw refusal.of(name, "path is longer than " + LONGEST + " bytes");
    }
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      if (point == '\\') {
        throw refusal.of(name, "path contains '\\', which is illegal; expected '/'");
      }
      if (point == ':') {
        throw refusal.of(name, "path contains ':', which is illegal");
      }
      if (point == 0xfffd) {
        throw refusal.of(name, "path is not UTF-8");
      }
      if (!Shown.isVisible(point)) {
        throw refusal.of(
            name,
            "path contains the invisible character U+"
                + String.format(Locale.ROOT, "%04X", point)
                + ", which is illegal");
      }
      i += Character.charCount(point);
    }
  }

  private static void checkPart(String name, String part, Refusal refusal) {
    if (part.equals("..")) {
      throw refusal.of(name, "path contains '..', which is illegal");
    }
    if (part.isEmpty() || part.equals(".")) {
      throw refusal.of(name, "path contains an empty name or '.', which is illegal");
    }
    if (part.getBytes(UTF_8).length > LONGEST_PART) {
      throw refusal.of(name, "path contains a name longer than " + LONGEST_PART + " bytes");
    }
    if (part.endsWith(".") || part.endsWith(" ")) {
      throw refusal.of(
          name, "the name " + Shown.quoted(part) + " ends in a dot or blank, which Windows drops");
    }
    int dot = part.indexOf('.');
    String stem = (dot < 0 ? part : part.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    if (DEVICES.contains(stem)) {
      throw refusal.of(name, "the name " + Shown.quoted(part) + " is a device on Windows");
    }
  }

  /** Whether this is the root itself. */
  boolean isRoot() {
    return parts.isEmpty();
  }

  /** The name with {@code /} between its parts, and none at the end. */
  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
