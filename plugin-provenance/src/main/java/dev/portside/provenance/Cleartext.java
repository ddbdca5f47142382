package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.portside.api.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A message signed in the clear, as RFC 9580 section 7 frames it: what was signed can be read, and
 * nothing else can. Text before and after, headers other than {@code Hash}, lines that begin with a
 * dash of their own: all of it would be shown to a person and covered by no signature, so it is
 * refused.
 *
 * @param hashes what the {@code Hash} lines name, empty if there are none
 * @param text the lines as they were signed, without trailing blanks and tabs, each ended by a line
 *     feed; one character for each byte
 * @param signatures the packets of the signature
 */
record Cleartext(List<String> hashes, String text, Bytes signatures) {
  /** A provenance file has some hundred lines; more than this is no provenance file. */
  static final int LARGEST_FILE = 1 << 20;

  private static final String LABEL = "SIGNED MESSAGE";
  private static final String SIGNATURE = "SIGNATURE";
  private static final String HASH = "Hash: ";

  /** Reads a file to its last byte. */
  static Cleartext read(Bytes file) throws Malformed {
    if (file.size() == 0) {
      throw new Malformed("the file is empty");
    }
    if (file.size() > LARGEST_FILE) {
      throw new Malformed(
          "the file has " + file.size() + " bytes, the limit is " + LARGEST_FILE + " bytes");
    }
    Lines lines = Lines.of(file.toArray());
    lines.skipBlank();
    String head = lines.next(Armor.head(LABEL));
    if (!head.equals(Armor.head(LABEL))) {
      throw lines.malformed("expected " + Armor.head(LABEL) + ", found " + Texts.quoted(head));
    }
    List<String> hashes = readHashes(lines);
    String text = readText(lines);
    Bytes signatures = Bytes.copyOf(Armor.read(lines, SIGNATURE));
    lines.skipBlank();
    if (lines.hasNext()) {
      String rest = lines.next("nothing");
      throw lines.malformed("expected nothing after the signature, found " + Texts.quoted(rest));
    }
    return new Cleartext(hashes, text, signatures);
  }

  private static List<String> readHashes(Lines lines) throws Malformed {
    List<String> hashes = new ArrayList<>();
    String line = lines.next("an empty line");
    for (; !line.isEmpty(); line = lines.next("an empty line")) {
      if (!line.startsWith(HASH)) {
        throw lines.malformed(
            "expected a line \"Hash: ...\" or an empty line, found "
                + Texts.quoted(line)
                + ": no signature covers the head, so nothing else may be written there");
      }
      for (String hash : line.substring(HASH.length()).split(", ?", -1)) {
        if (!HashAlgorithm.isGood(hash)) {
          throw lines.malformed(
              "the hash " + Texts.quoted(hash) + " is not one of " + HashAlgorithm.names());
        }
        hashes.add(hash);
      }
    }
    return hashes;
  }

  private static String readText(Lines lines) throws Malformed {
    StringBuilder text = new StringBuilder();
    String end = Armor.head(SIGNATURE);
    for (String line = lines.next(end); !line.equals(end); line = lines.next(end)) {
      if (line.startsWith("- ")) {
        line = line.substring(2);
      } else if (line.startsWith("-")) {
        throw lines.malformed(
            "a line of the text that begins with a dash must be written \"- -...\", found "
                + Texts.quoted(line));
      }
      text.append(stripped(line)).append('\n');
    }
    return text.toString();
  }

  /** What was signed, for its reader. */
  Bytes content() {
    return Bytes.copyOf(text.getBytes(ISO_8859_1));
  }

  /** The bytes that a signature covers: CRLF between lines, none after the last. */
  byte[] signedBytes() {
    int end = text.isEmpty() ? 0 : text.length() - 1;
    return text.substring(0, end).replace("\n", "\r\n").getBytes(ISO_8859_1);
  }

  /**
   * The form in which a text is signed, whatever its line ends and trailing blanks.
   *
   * @throws Malformed if it has control characters, which no strict reader would accept
   */
  static Cleartext unsigned(Bytes content) throws Malformed {
    Lines lines = Lines.of(content.toArray());
    StringBuilder text = new StringBuilder();
    while (lines.hasNext()) {
      text.append(stripped(lines.next("a line"))).append('\n');
    }
    return new Cleartext(List.of(), text.toString(), Bytes.EMPTY);
  }

  /** The file for this text and a signature of it. */
  Bytes write(String hash, byte[] signature) {
    StringBuilder file = new StringBuilder(Armor.head(LABEL)).append('\n');
    file.append(HASH).append(hash).append("\n\n");
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start) + 1;
      file.append(text.charAt(start) == '-' ? "- " : "").append(text, start, end);
      start = end;
    }
    file.append(Armor.write(SIGNATURE, signature));
    return Bytes.copyOf(file.toString().getBytes(ISO_8859_1));
  }

  private static String stripped(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }
}
