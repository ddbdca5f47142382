package dev.portside.packaging.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code plugins.lock} strictly: what it does not understand it does not pass over. */
final class LockReader {
  /** Bytes. */
  static final int LARGEST = 4 << 20;

  /** The first line and a plugin each. */
  static final int MOST_LINES = 10_001;

  private static final int MOST_FINDINGS = 20;

  private final String file;
  private final SortedMap<String, LockedPlugin> plugins = new TreeMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private LockReader(String file) {
    this.file = file;
  }

  /**
   * Reads a lock.
   *
   * @throws InvalidPluginException with all that is wrong with it, up to a number
   * @throws IOException if it cannot be read
   */
  static SortedMap<String, LockedPlugin> read(Path file) throws IOException {
    LockReader reader = new LockReader(file.toString());
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw reader.error(0, 0, "this is no file; move it away");
    }
    if (attributes.size() > LARGEST) {
      throw reader.error(0, 0, "it has " + attributes.size() + " bytes, the limit is " + LARGEST);
    }
    return reader.read(Bytes.readFile(file, LARGEST).toArray());
  }

  private SortedMap<String, LockedPlugin> read(byte[] content) {
    List<String> all = lines(content);
    for (int i = 0; i < all.size(); i++) {
      checkConflict(i + 1, all.get(i));
    }
    checkFirst(all.isEmpty() ? "" : all.get(0));
    for (int i = 1; i < all.size() && findings.size() < MOST_FINDINGS; i++) {
      try {
        add(i + 1, LockLine.read(file, i + 1, all.get(i)));
      } catch (InvalidPluginException e) {
        findings.addAll(e.findings());
      }
    }
    if (!findings.isEmpty()) {
      throw new InvalidPluginException(findings);
    }
    return plugins;
  }

  private void add(int number, LockedPlugin plugin) {
    Integer earlier = lines.putIfAbsent(plugin.name(), number);
    if (earlier != null) {
      throw error(
          number,
          1,
          "the plugin \""
              + plugin.name()
              + "\" is in line "
              + earlier
              + " already, expected each once; keep one of the two, or write the file anew:"
              + " portside lock");
    }
    plugins.put(plugin.name(), plugin);
  }

  /** Lines end in LF or CRLF; the end of the last one may be missing. */
  private List<String> lines(byte[] content) {
    List<String> all = new ArrayList<>();
    for (int start = 0; start < content.length; ) {
      if (all.size() == MOST_LINES) {
        throw error(MOST_LINES + 1, 1, "there are more than " + (MOST_LINES - 1) + " plugins");
      }
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      boolean hasReturn = end > start && content[end - 1] == '\r';
      int length = end - start - (hasReturn ? 1 : 0);
      all.add(decode(all.size() + 1, ByteBuffer.wrap(content, start, length)));
      start = end + 1;
    }
    return all;
  }

  private String decode(int number, ByteBuffer line) {
    CharBuffer text = CharBuffer.allocate(line.remaining());
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    if (decoder.decode(line, text, true).isError()) {
      throw error(number, text.position() + 1, "found bytes that are no UTF-8" + LockLine.ADVICE);
    }
    return text.flip().toString();
  }

  private void checkConflict(int number, String line) {
    if (line.startsWith("<<<<<<<")
        || line.startsWith("|||||||")
        || line.startsWith("=======")
        || line.startsWith(">>>>>>>")) {
      throw error(
          number,
          1,
          "found "
              + line.substring(0, 7)
              + ", the mark of a merge that is not finished; keep one line a plugin, delete the"
              + " marks, then compare with what is there: portside lock --check");
    }
  }

  private void checkFirst(String line) {
    int begin = LockLine.FORMAT.length();
    if (!line.startsWith(LockLine.FORMAT)) {
      String shown = line.length() > 60 ? line.substring(0, 60) + "..." : line;
      throw error(
          1,
          1,
          "found "
              + Shown.quoted(shown)
              + ", expected a first line that begins with \""
              + LockLine.FORMAT
              + LockLine.VERSION
              + "\""
              + LockLine.ADVICE);
    }
    int colon = line.indexOf(':', begin);
    String version = line.substring(begin, colon < 0 ? line.length() : colon);
    if (!version.equals(LockLine.VERSION)) {
      throw error(
          1,
          begin + 1,
          "found format "
              + Shown.quoted(version.length() > 60 ? version.substring(0, 60) : version)
              + ", expected \""
              + LockLine.VERSION
              + "\"; a higher one was written by a newer Portside: use that, or write the file"
              + " anew: portside lock");
    }
  }

  private InvalidPluginException error(int line, int column, String message) {
    return new InvalidPluginException(Finding.error(new Position(file, line, column), "", message));
  }
}
