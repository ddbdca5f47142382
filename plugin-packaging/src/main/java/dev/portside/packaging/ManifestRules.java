package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.Position;
import dev.portside.packaging.io.Shown;
import java.nio.charset.Charset;

/** What the manifest of a plugin that travels must be, beyond what a manifest must be. */
final class ManifestRules {
  private static final int LONGEST = 128;

  private ManifestRules() {}

  /** Reads a manifest that has no errors, and whose name and version can be part of a file name. */
  static Manifest read(ManifestReader reader, Bytes content, String source) {
    checkOneDocument(content, source);
    Manifest manifest = reader.read(content, source);
    if (manifest.findings().stream().anyMatch(Finding::isError)) {
      throw new InvalidPluginException(manifest.findings());
    }
    check(manifest, "name", manifest.name(), Metadata.isValidName(manifest.name()));
    check(
        manifest,
        "version",
        manifest.version(),
        manifest.version().isEmpty() || Metadata.isValidVersion(manifest.version()));
    return manifest;
  }

  private static void check(Manifest manifest, String key, String value, boolean isValid) {
    if (!isValid) {
      throw error(manifest, "invalid plugin " + key + " " + Shown.quoted(value));
    }
    if (value.length() > LONGEST) {
      throw error(
          manifest,
          "the plugin's "
              + key
              + " has "
              + value.length()
              + " characters, expected at most "
              + LONGEST);
    }
  }

  /** Holds the names around a manifest against it. */
  static void checkNames(Manifest manifest, String folder, String fileName) {
    String name = manifest.name();
    if (!folder.isEmpty() && !folder.equals(name)) {
      throw error(
          manifest,
          "the plugin is called "
              + Shown.quoted(name)
              + ", but its directory in the archive is "
              + Shown.quoted(folder)
              + "; expected the same name");
    }
    checkFileName(manifest, fileName);
    String ending = "-" + manifest.version() + ".tgz";
    if (fileName.endsWith(ending) && !fileName.equals(name + ending)) {
      throw error(
          manifest,
          "the archive is called "
              + Shown.quoted(fileName)
              + ", but the plugin "
              + Shown.quoted(name)
              + "; expected "
              + Shown.quoted(name + ending));
    }
  }

  /** A name that is no option, no hidden file, no path, and plain text in YAML. */
  private static void checkFileName(Manifest manifest, String fileName) {
    boolean isPlain = !fileName.isEmpty();
    for (int i = 0; i < fileName.length(); i++) {
      char c = fileName.charAt(i);
      boolean isWord = Metadata.isValidName(String.valueOf(c)) && (i > 0 || c != '-');
      isPlain &= isWord || (i > 0 && (c == '.' || c == '+'));
    }
    if (!isPlain || fileName.contains("..") || fileName.length() > 2 * LONGEST + 8) {
      throw error(
          manifest,
          "the archive is called "
              + Shown.quoted(fileName)
              + "; expected letters, digits, '.', '_', '+' and '-', a letter or digit first");
    }
  }

  /**
   * A manifest that is signed and shown must not hold a second document, which readers skip. No
   * line of a YAML document begins with its separator, whatever it is a part of.
   */
  private static void checkOneDocument(Bytes content, String source) {
    boolean begun = false;
    boolean ended = false;
    int line = 0;
    for (String text : (Iterable<String>) decoded(content).lines()::iterator) {
      line++;
      boolean isMark = text.matches("(---|\\.\\.\\.)([ \\t].*)?");
      boolean isContent =
          isMark ? text.length() > 3 : !text.isBlank() && !text.strip().startsWith("#");
      if ((isMark && text.startsWith("---") && begun) || (isContent && ended)) {
        throw new InvalidPluginException(
            Finding.error(
                new Position(source, line, 1),
                "",
                "a second YAML document, which Helm skips; expected one in an archive"));
      }
      ended |= isMark && text.startsWith("...");
      begun |= isContent && !text.startsWith("%");
    }
  }

  private static String decoded(Bytes content) {
    byte[] bytes = content.toArray();
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    Charset charset = first == 0xfeff ? UTF_16BE : first == 0xfffe ? UTF_16LE : UTF_8;
    String text = new String(bytes, charset);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static InvalidPluginException error(Manifest manifest, String message) {
    return new InvalidPluginException(Finding.error(manifest.at(), "", message));
  }
}
