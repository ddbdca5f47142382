package dev.portside.packaging.lock;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Position;
import dev.portside.packaging.io.Shown;
import java.util.List;

/** One line of {@code plugins.lock}, written and read. */
final class LockLine {
  /** The first line, up to the number of the format. */
  static final String FORMAT = "# plugins.lock format ";

  static final String VERSION = "1";

  /** What to do about a lock that cannot be used. */
  static final String ADVICE = "; restore the file, or write it anew: portside lock";

  private static final List<String> COLUMNS =
      List.of("name", "version", "source", "archive", "tree", "signer", "verified");
  private static final String ABSENT = "-";
  private static final String LINK = "link";
  private static final String SHA256 = "sha256:";
  private static final String VERIFIED = "verified";
  private static final String UNVERIFIED = "unverified";

  private final String file;
  private final int number;
  private final String[] columns;

  private LockLine(String file, int number, String[] columns) {
    this.file = file;
    this.number = number;
    this.columns = columns;
  }

  static String first() {
    return FORMAT + VERSION + ": " + String.join(", ", COLUMNS);
  }

  static String write(LockedPlugin plugin) {
    String source = plugin.source();
    return String.join(
        "\t",
        plugin.name(),
        plugin.version().isEmpty() ? ABSENT : plugin.version(),
        source.isEmpty()
            ? ABSENT
            : source.equals(ABSENT) ? Shown.escape('-') : Shown.escape(source),
        plugin.archive().isEmpty() ? ABSENT : SHA256 + plugin.archive(),
        plugin.isLink() ? LINK : SHA256 + plugin.tree(),
        plugin.isVerified() ? plugin.signer() : ABSENT,
        plugin.isVerified() ? VERIFIED : UNVERIFIED);
  }

  /**
   * Reads a line.
   *
   * @throws InvalidPluginException with the first thing that is wrong with it
   */
  static LockedPlugin read(String file, int number, String text) {
    String[] columns = text.split("\t", -1);
    LockLine line = new LockLine(file, number, columns);
    if (columns.length != COLUMNS.size()) {
      throw line.error(
          -1,
          "found "
              + columns.length
              + (columns.length == 1 ? " column" : " columns")
              + ", expected "
              + COLUMNS.size()
              + " with tabs between them: "
              + String.join(", ", COLUMNS));
    }
    return line.plugin();
  }

  private LockedPlugin plugin() {
    String name = columns[0];
    check(0, Metadata.isValidName(name), "a plugin's name of A-Z a-z 0-9 _ -");
    String version = present(1);
    check(
        1,
        isAbsent(1) || Metadata.isValidVersion(version),
        "a semantic version such as 1.2.3, or \"-\"");
    String source = EscapedText.unescape(present(2));
    if (source == null || columns[2].isEmpty()) {
      throw found(
          2, "text where \"\\\" is written \"\\\\\" and what is invisible \"\\u{HEX}\", or \"-\"");
    }
    String archive = isAbsent(3) ? "" : digest(3, "\"-\"");
    String tree = columns[4].equals(LINK) ? "" : digest(4, "\"link\"");
    String signer = present(5);
    check(
        5, isAbsent(5) || LockedPlugin.isFingerprint(signer), "a fingerprint of 0-9 A-F, or \"-\"");
    String verified = signer.isEmpty() ? UNVERIFIED : VERIFIED;
    check(6, columns[6].equals(verified), '"' + verified + "\", as the signer says");
    try {
      return new LockedPlugin(name, version, source, archive, tree, signer);
    } catch (IllegalArgumentException e) {
      throw error(-1, e.getMessage() + ", but this line says so");
    }
  }

  private boolean isAbsent(int column) {
    return columns[column].equals(ABSENT);
  }

  private String present(int column) {
    return isAbsent(column) ? "" : columns[column];
  }

  private String digest(int column, String other) {
    String text = columns[column];
    String digits = text.startsWith(SHA256) ? text.substring(SHA256.length()) : "";
    check(
        column,
        LockedPlugin.isDigest(digits),
        SHA256 + " and 64 lower-case hexadecimal digits, or " + other);
    return digits;
  }

  private void check(int column, boolean isGood, String expected) {
    if (!isGood) {
      throw found(column, expected);
    }
  }

  private InvalidPluginException found(int column, String expected) {
    String value = columns[column];
    String shown = value.length() > 120 ? value.substring(0, 120) + "..." : value;
    return error(column, "found " + Shown.quoted(shown) + ", expected " + expected);
  }

  /** An error about a column, or about the whole line if that is negative. */
  private InvalidPluginException error(int column, String message) {
    int at = 1;
    for (int i = 0; i < column; i++) {
      at += columns[i].length() + 1;
    }
    return new InvalidPluginException(
        Finding.error(
            new Position(file, number, at),
            column < 0 ? "" : COLUMNS.get(column),
            message + ADVICE));
  }
}
