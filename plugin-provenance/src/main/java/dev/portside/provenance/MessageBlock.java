package dev.portside.provenance;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text that a provenance file signs: metadata, the line {@code ...}, sums. Follows Helm's
 * {@code messageBlock} and {@code parseMessageBlock} in {@code pkg/provenance/sign.go}, but reads
 * nothing that could be taken in two ways: two parts exactly, no key twice, no aliases.
 *
 * @param metadata YAML, ending in a line feed; what it says is for its reader
 * @param sums what was signed
 */
public record MessageBlock(String metadata, SumCollection sums) {
  private static final String SEPARATOR = "\n...\n";
  private static final int LARGEST_SUMS = 1 << 16;
  private static final int DEEPEST_SUMS = 10;

  /** Checks that nothing is null. */
  public MessageBlock {
    requireNonNull(metadata, "metadata");
    requireNonNull(sums, "sums");
  }

  /**
   * Reads a block.
   *
   * @param text the block in UTF-8
   * @return its two parts
   * @throws InvalidPluginException if it is not one, with the reason
   */
  public static MessageBlock parse(Bytes text) {
    try {
      return read(text);
    } catch (Malformed e) {
      throw Refusal.of(e);
    }
  }

  static MessageBlock read(Bytes block) throws Malformed {
    String text =
        block.strictText().orElseThrow(() -> new Malformed("the signed text is not UTF-8"));
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new Malformed(
          "the signed text has no line \"...\" between metadata and sums: it may have been signed by"
              + " an early program, or as something else than an archive");
    }
    String sums = text.substring(separator + SEPARATOR.length());
    if (sums.contains(SEPARATOR) || sums.startsWith(SEPARATOR.substring(1))) {
      throw new Malformed("the signed text has more than one line \"...\"");
    }
    if (sums.length() > LARGEST_SUMS) {
      throw new Malformed(
          "the sums have " + sums.length() + " characters, the limit is " + LARGEST_SUMS);
    }
    try {
      Map<?, ?> read = YamlText.readMapping(sums, DEEPEST_SUMS);
      return new MessageBlock(
          text.substring(0, separator),
          new SumCollection(sums(read, "files"), sums(read, "images")));
    } catch (Malformed e) {
      throw new Malformed("the signed sums: " + e.placed());
    }
  }

  private static Map<String, String> sums(Map<?, ?> read, String key) throws Malformed {
    Object value = read.containsKey(key) ? read.get(key) : Map.of();
    if (!(value instanceof Map<?, ?> map)) {
      throw new Malformed("expected a mapping under \"" + key + "\"");
    }
    Map<String, String> sums = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getValue() instanceof String sum)) {
        throw new Malformed("expected a sum for " + Texts.quoted(String.valueOf(entry.getKey())));
      }
      sums.put((String) entry.getKey(), sum);
    }
    return sums;
  }

  /**
   * Renders the block, for one file byte for byte as Helm does.
   *
   * @return the text in UTF-8
   */
  public Bytes write() {
    StringBuilder text = new StringBuilder(metadata).append(SEPARATOR);
    write(text, "files", sums.files());
    if (!sums.images().isEmpty()) {
      write(text, "images", sums.images());
    }
    return Bytes.utf8(text.toString());
  }

  private static void write(StringBuilder text, String key, Map<String, String> sums) {
    text.append(key).append(sums.isEmpty() ? ": {}\n" : ":\n");
    sums.forEach((name, sum) ->
        text.append("  ").append(scalar(name)).append(": ").append(scalar(sum)).append('\n'));
  }

  /** Plain where that can be nothing but this text, else quoted. */
  private static String scalar(String text) {
    boolean plain =
        text.chars().allMatch(MessageBlock::isPlain)
            && text.chars().anyMatch(c -> "-./:".indexOf(c) >= 0)
            && text.chars().anyMatch(c -> Character.isLetter(c) && c != 'e' && c != 'E')
            && Character.isLetter(text.charAt(0))
            && !text.endsWith(":");
    if (plain) {
      return text;
    }
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(String.format("\\U%08X", c)));
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return c < 0x7f && (Character.isLetterOrDigit(c) || "-._+/:".indexOf(c) >= 0);
  }
}
