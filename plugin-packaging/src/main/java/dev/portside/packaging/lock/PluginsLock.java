package dev.portside.packaging.lock;

import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of {@code plugins.lock}: the plugins of one directory as they were installed. Plain
 * lines, one a plugin, in the order of their names, fit for version control and for {@code cut}.
 * Immutable.
 *
 * <p>UTF-8. The first line begins with {@code # plugins.lock format 1}; after a colon it names the
 * columns. Every other line is a plugin, with tabs between its seven columns:
 *
 * <ol>
 *   <li>name: {@linkplain Metadata#isValidName A-Z a-z 0-9 _ -}
 *   <li>version: a semantic version, or {@code -}
 *   <li>source: any text, or {@code -}. A backslash is written twice, what is invisible or would
 *       break the line as <code>&#92;u{HEX}</code>, and so is a source that is {@code -} itself
 *   <li>archive: {@code sha256:} and 64 lower-case digits, or {@code -} if there was none
 *   <li>tree: the same of {@link TreeHash}, or {@code link}
 *   <li>signer: the fingerprint of a key, or {@code -}
 *   <li>{@code verified} if there is a signer, else {@code unverified}
 * </ol>
 *
 * <p>Written sorted, with LF; read in any order, with LF or CRLF. Nothing else is passed over: no
 * empty line, no comment, no second line for a plugin. At most 10,000 plugins and 4 MiB.
 */
public final class PluginsLock {
  /** The name of the file, beside the plugins. */
  public static final String FILE = "plugins.lock";

  /** No plugin. */
  public static final PluginsLock EMPTY = new PluginsLock(new TreeMap<>());

  private final Map<String, LockedPlugin> plugins;

  /** Takes the map over. */
  private PluginsLock(SortedMap<String, LockedPlugin> plugins) {
    this.plugins = Collections.unmodifiableSortedMap(plugins);
  }

  /**
   * Reads the lock of a directory of plugins.
   *
   * @param plugins the directory
   * @return its lock, {@link #EMPTY} if it has none
   * @throws InvalidPluginException with file, line and column of what is wrong
   * @throws IOException if it cannot be read
   */
  public static PluginsLock read(Path plugins) throws IOException {
    try {
      return readFile(plugins.resolve(FILE));
    } catch (NoSuchFileException e) {
      return EMPTY;
    }
  }

  /**
   * Reads a lock that must be there: for whom no lock is not the same as an empty one.
   *
   * @param file the lock
   * @return what it says
   * @throws InvalidPluginException with file, line and column of what is wrong
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  public static PluginsLock readFile(Path file) throws IOException {
    return new PluginsLock(LockReader.read(file));
  }

  /**
   * The lock with one plugin added, or replaced.
   *
   * @param plugin the plugin
   * @return a new value
   */
  public PluginsLock with(LockedPlugin plugin) {
    TreeMap<String, LockedPlugin> changed = new TreeMap<>(plugins);
    changed.put(plugin.name(), plugin);
    return new PluginsLock(changed);
  }

  /**
   * The lock without one plugin.
   *
   * @param name its name; no such plugin is no error
   * @return a new value
   */
  public PluginsLock without(String name) {
    TreeMap<String, LockedPlugin> changed = new TreeMap<>(plugins);
    changed.remove(name);
    return new PluginsLock(changed);
  }

  /**
   * One plugin.
   *
   * @param name its name
   * @return the plugin, or empty if it is not locked
   */
  public Optional<LockedPlugin> find(String name) {
    return Optional.ofNullable(plugins.get(name));
  }

  /**
   * All plugins.
   *
   * @return in the order of their names
   */
  public List<LockedPlugin> plugins() {
    return List.copyOf(plugins.values());
  }

  /** The file as it is written. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(LockLine.first()).append('\n');
    for (LockedPlugin plugin : plugins.values()) {
      text.append(LockLine.write(plugin)).append('\n');
    }
    return text.toString();
  }
}
