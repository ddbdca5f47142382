package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.Position;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section 5 of the rules for readers of manifests: what a host makes of what they read. */
abstract class ManifestReaderHosts extends ManifestReaderContent {
  @TempDir Path scratch;

  ManifestReaderHosts() {}

  private PluginManager.Builder host(Shelf shelf) {
    return PluginManager.builder().reader(reader()).type(TckV1.TYPE).runtime(shelf);
  }

  private Path plugin(String dir, String key, Object value) throws IOException {
    Map<String, Object> content = content();
    content.put("config", Map.of());
    content.put(key, value);
    return file(dir, write(content));
  }

  private Path file(String dir, String text) throws IOException {
    Path place = Files.createDirectories(scratch.resolve(dir));
    Files.writeString(place.resolve(PluginManager.MANIFEST), text, UTF_8);
    return place;
  }

  /**
   * Loads directories with manifests that are good, bad, too large and not there, one by one and
   * all at once. Never skipped.
   *
   * <p>If this fails, check that a reader is the same after a manifest that it has refused, and
   * takes any path for a source.
   */
  @Test
  @DisplayName("M-5.1 a host loads what was read, and is told where the rest is that was not")
  public final void m0501_host() throws IOException {
    Path good = plugin("a", "name", "tck-a");
    Map<Path, String> bad = new LinkedHashMap<>();
    bad.put(file("b", "["), "");
    bad.put(
        plugin("c", "type", "tck/v0"), "type: unknown plugin type \"tck/v0\"; known here: tck/v1");
    bad.put(
        plugin("d", "runtime", "none"),
        "runtime: unsupported plugin runtime type: \"none\"; known here: tck-runtime");
    bad.put(plugin("e", "config", Map.of("tck", "x")), "config.tck: unknown key");
    bad.put(
        plugin("f", "runtimeConfig", "text"), "runtimeConfig: expected a mapping, found \"text");
    bad.put(
        plugin("k", "runtimeConfig", "x".repeat(100)),
        "runtimeConfig: expected a mapping, found \"" + "x".repeat(80) + "...\"");
    bad.put(file("g", "x".repeat((1 << 20) + 1)), "larger than the limit of 1048576 bytes");
    bad.put(plugin("j", "runtimeConfig", Map.of("word", "")), "runtimeConfig: expected a word");
    Path directory = Files.createDirectories(scratch.resolve("h"));
    Files.createDirectory(directory.resolve(PluginManager.MANIFEST));
    bad.put(directory, "failed to read plugin: ");
    Path last = plugin("i", "name", "tck-i");
    PluginManager manager = host(new Shelf()).build();
    Plugins plugins = manager.loadAll(scratch, scratch.resolve("none"));
    assertEquals(List.of("tck-a", "tck-i"), names(plugins), "of all: " + plugins.findings());
    for (Map.Entry<Path, String> each : bad.entrySet()) {
      requireRefusal(manager, each.getKey(), each.getValue(), plugins.findings());
    }
    requireAbsent(manager);
    requireGood(manager, good, "tck-a");
    requireGood(manager, last, "tck-i");
    requireConditions(good);
    requireOrder(manager);
    Plugin one = plugins.get(Descriptor.named("tck-a"));
    assertEquals(Optional.of(good), one.dir(), "the directory");
    plugins.close();
  }

  private static List<String> names(Plugins plugins) {
    return plugins.loaded().stream().map(plugin -> plugin.metadata().name()).toList();
  }

  private static void requireRefusal(
      PluginManager manager, Path dir, String text, List<Finding> findings) {
    String file = dir.resolve(PluginManager.MANIFEST).toString();
    InvalidPluginException alone =
        assertThrows(InvalidPluginException.class, () -> manager.load(dir), dir.toString());
    for (List<Finding> told : List.of(alone.findings(), findings)) {
      boolean said =
          told.stream()
              .anyMatch(finding ->
                  finding.isError()
                      && finding.at().source().equals(file)
                      && finding.toString().startsWith(file)
                      && finding.toString().contains(text));
      assertTrue(said, "expected an error in " + file + " with \"" + text + "\", got " + told);
    }
  }

  private void requireAbsent(PluginManager manager) throws IOException {
    Path wrong = Files.createDirectories(scratch.resolve("wrong"));
    Files.writeString(wrong.resolve("plugin.yml"), write(content()), UTF_8);
    Path empty = Files.createDirectories(scratch.resolve("empty"));
    Map<Path, String> absent = new LinkedHashMap<>();
    absent.put(wrong, "no such file; rename plugin.yml to plugin.yaml");
    absent.put(empty, "no such file; a plugin's directory holds a plugin.yaml");
    absent.put(scratch.resolve("none"), "there is no directory " + scratch.resolve("none"));
    for (Map.Entry<Path, String> each : absent.entrySet()) {
      InvalidPluginException refusal =
          assertThrows(InvalidPluginException.class, () -> manager.load(each.getKey()));
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains(each.getValue()), message);
      assertThrows(
          InvalidPluginException.class,
          () -> manager.read(each.getKey().resolve(PluginManager.MANIFEST)));
    }
  }

  private static void requireGood(PluginManager manager, Path dir, String name) {
    Plugin plugin = manager.load(dir);
    Metadata metadata = plugin.metadata();
    assertEquals(name, metadata.name());
    assertEquals("v1", metadata.apiVersion());
    assertEquals("7.8.9", metadata.version());
    assertEquals(manager.read(dir).sourceUrl(), metadata.sourceUrl());
    assertEquals("tck/v1", metadata.type());
    assertEquals(new TckV1.Settings(), metadata.config());
    assertEquals("tck-runtime", metadata.runtime());
    assertEquals(new Shelf.Config("tck-runtime-word"), metadata.runtimeConfig());
    assertEquals(Optional.of(dir), plugin.dir());
    String signed = Rendering.canonical(metadata.signedForm());
    Metadata described = manager.describe(manager.read(dir)).metadata();
    assertEquals(signed, Rendering.canonical(described.signedForm()), "what is signed");
    assertEquals(name, manager.read(dir.resolve(PluginManager.MANIFEST)).name(), "by file");
    for (String word : List.of(name, "7.8.9", "tck/v1", "tck-runtime", "tck-runtime-word")) {
      assertTrue(Rendering.words(metadata.signedForm()).contains(word), word + " is signed");
    }
    plugin.close();
  }

  /** All there is to say about a manifest is said at once, from its top down. */
  private void requireOrder(PluginManager manager) throws IOException {
    Map<String, Object> content = content();
    content.remove("runtimeConfig");
    content.remove("config");
    content.put("version", "none");
    content.put("runtimeConfig", Map.of("tckUnknownKey", "x"));
    content.put("config", Map.of("tck", "x"));
    Path dir = file("order", write(content));
    InvalidPluginException refusal =
        assertThrows(InvalidPluginException.class, () -> manager.load(dir));
    List<Integer> lines = refusal.findings().stream().map(each -> each.at().line()).toList();
    assertEquals(lines.stream().sorted().toList(), lines, refusal.findings()::toString);
    assertTrue(lines.size() >= 4, "too little is said: " + refusal.findings());
  }

  /** What a host may ask before a plugin loads: checks of its own, and permissions. */
  private void requireConditions(Path good) {
    Shelf shelf = new Shelf();
    PluginManager careful =
        host(shelf)
            .check((dir, manifest) -> List.of(Finding.warning(manifest.at(), "", "a warning")))
            .check((dir, manifest) ->
                List.of(Finding.error(Position.of(dir.toString()), "", "no " + manifest.name())))
            .build();
    InvalidPluginException refusal =
        assertThrows(InvalidPluginException.class, () -> careful.load(good));
    assertTrue(String.valueOf(refusal.getMessage()).contains("no tck-a"), refusal.getMessage());
    assertEquals(0, shelf.asked(), "configurations that were read in spite of a check");
    PluginManager stingy = host(new Shelf()).grant(permission -> false).build();
    InvalidPluginException refused =
        assertThrows(InvalidPluginException.class, () -> stingy.load(good));
    String asked = "asks for shelf:tck-runtime-word, which this host does not grant";
    assertTrue(String.valueOf(refused.getMessage()).contains(asked), refused.getMessage());
    Plugin granted =
        host(new Shelf()).grant(permission -> permission.kind().equals("shelf")).build().load(good);
    assertEquals("tck-a", granted.metadata().name());
  }
}
