package dev.portside.api.host;

import static dev.portside.api.host.PluginManager.MANIFEST;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Plugin;
import dev.portside.api.Position;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Loads plugins from directories: one, or all below a base. */
final class DirectoryLoader {
  /** No manifest needs more; more would cost memory before anybody looks at it. */
  private static final int MANIFEST_LIMIT = 1 << 20;

  /** From here on loading by several threads pays for starting them. */
  private static final int MANY = 64;

  private final Registry registry;
  private final Resolver resolver;
  private final List<LoadCheck> checks;
  private final @Nullable CallListener listener;

  DirectoryLoader(
      Registry registry,
      Resolver resolver,
      List<LoadCheck> checks,
      @Nullable CallListener listener) {
    this.registry = registry;
    this.resolver = resolver;
    this.checks = checks;
    this.listener = listener;
  }

  /** A directory, its plugin if it loaded, and what there is to say. */
  private record Loaded(Path dir, @Nullable Plugin plugin, List<Finding> findings) {}

  Plugin load(Path dir) {
    Loaded loaded;
    try {
      loaded = load(registry.reader(), dir);
    } catch (IOException e) {
      throw new InvalidPluginException(unreadable(dir.resolve(MANIFEST), e));
    }
    if (loaded.plugin() == null) {
      throw new InvalidPluginException(loaded.findings());
    }
    return loaded.plugin();
  }

  Plugins loadAll(List<Path> bases) {
    List<Plugin> plugins = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Path base : bases) {
      Map<String, Path> claimed = new HashMap<>();
      for (Loaded loaded : loadBase(base.normalize(), findings)) {
        findings.addAll(loaded.findings());
        Plugin plugin = loaded.plugin();
        if (plugin == null) {
          continue;
        }
        Path first = claimed.putIfAbsent(plugin.metadata().name(), loaded.dir());
        if (first == null) {
          plugins.add(plugin);
        } else {
          findings.add(claimedTwice(plugin, first, loaded.dir()));
          plugin.close();
        }
      }
    }
    return new Plugins(plugins, findings);
  }

  Manifest read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(MANIFEST) : path;
    try {
      return read(registry.reader(), file);
    } catch (IOException e) {
      throw new InvalidPluginException(unreadable(file, e));
    }
  }

  private static Manifest read(ManifestReader reader, Path file) throws IOException {
    return reader.read(Bytes.readFile(file, MANIFEST_LIMIT), file.toString());
  }

  private List<Loaded> loadBase(Path base, List<Finding> findings) {
    List<Path> dirs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
      for (Path entry : entries) {
        dirs.add(entry);
      }
    } catch (IOException | DirectoryIteratorException e) {
      if (Files.isDirectory(base)) {
        findings.add(Finding.error(Position.of(base.toString()), "", "cannot be listed: " + e));
      }
      return List.of();
    }
    Collections.sort(dirs);
    ManifestReader reader = registry.reader();
    Loaded[] loaded = new Loaded[dirs.size()];
    if (loaded.length < MANY) {
      for (int i = 0; i < loaded.length; i++) {
        loaded[i] = loadEntry(reader, dirs.get(i));
      }
    } else {
      IntStream.range(0, loaded.length)
          .parallel()
          .forEach(i -> loaded[i] = loadEntry(reader, dirs.get(i)));
    }
    return List.of(loaded);
  }

  /** Nothing at all for an entry that is no plugin's directory. */
  private Loaded loadEntry(ManifestReader reader, Path dir) {
    try {
      return load(reader, dir);
    } catch (IOException e) {
      Path file = dir.resolve(MANIFEST);
      return isPassedOver(file, e)
          ? new Loaded(dir, null, List.of())
          : new Loaded(dir, null, List.of(unreadable(file, e)));
    }
  }

  private Loaded load(ManifestReader reader, Path dir) throws IOException {
    Path file = dir.resolve(MANIFEST);
    List<Finding> findings = new ArrayList<>(2);
    Plugin plugin = null;
    try {
      Manifest manifest = read(reader, file);
      findings.addAll(manifest.findings());
      if (passes(dir, manifest, findings)) {
        Resolver.Resolved<?> resolved = resolver.resolve(manifest, findings);
        plugin = resolved == null ? null : new ManagedPlugin(resolved.create(dir), listener);
      }
    } catch (InvalidPluginException e) {
      findings.addAll(e.findings());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      findings.add(Finding.error(Position.of(file.toString()), "", "failed to load: " + e));
    }
    if (findings.size() > 1) {
      findings.sort((a, b) -> Integer.compare(a.at().line(), b.at().line()));
    }
    return new Loaded(dir, plugin, findings);
  }

  private boolean passes(Path dir, Manifest manifest, List<Finding> findings) {
    boolean passes = true;
    for (LoadCheck check : checks) {
      List<Finding> found = check.check(dir, manifest);
      findings.addAll(found);
      passes &= !Resolver.hasErrors(found);
    }
    return passes;
  }

  /** A dangling link named plugin.yaml is somebody's mistake and not passed over. */
  private static boolean isPassedOver(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
    return e instanceof FileSystemException && !Files.isDirectory(file.resolveSibling("."));
  }

  private static Finding claimedTwice(Plugin plugin, Path first, Path second) {
    String text =
        "two plugins claim the name \""
            + plugin.metadata().name()
            + "\" at \""
            + first
            + "\" and \""
            + second
            + "\"; the first is used";
    return Finding.error(Position.of(second.resolve(MANIFEST).toString()), "name", text);
  }

  private static Finding unreadable(Path file, IOException e) {
    Path dir = file.getParent();
    String text;
    if (!(e instanceof NoSuchFileException)) {
      text = "failed to read plugin: " + reason(e);
    } else if (Files.isSymbolicLink(file)) {
      text = "failed to read plugin: it is a link to a file that does not exist";
    } else if (dir != null && !Files.isDirectory(dir)) {
      text = "failed to read plugin: there is no directory " + dir;
    } else if (Files.exists(file.resolveSibling("plugin.yml"))) {
      text = "failed to read plugin: no such file; rename plugin.yml to " + MANIFEST;
    } else {
      text = "failed to read plugin: no such file; a plugin's directory holds a " + MANIFEST;
    }
    return Finding.error(Position.of(file.toString()), "", text);
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e instanceof FileSystemException || e.getMessage() == null
        ? e.toString()
        : e.getMessage();
  }
}
