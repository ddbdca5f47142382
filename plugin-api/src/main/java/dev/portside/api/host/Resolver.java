package dev.portside.api.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Config;
import dev.portside.api.Finding;
import dev.portside.api.Manifest;
import dev.portside.api.Metadata;
import dev.portside.api.Permission;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Position;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Resolves manifests against types and runtimes: the second step of reading. */
final class Resolver {
  private final Registry registry;
  private final @Nullable Predicate<Permission> grants;

  /** Without grants everything is granted, and nobody is asked what it wants. */
  Resolver(Registry registry, @Nullable Predicate<Permission> grants) {
    this.registry = registry;
    this.grants = grants;
  }

  /**
   * Keeps a runtime, the configuration it read and the metadata together, so that the wildcard is
   * captured once and nobody needs a cast.
   */
  record Resolved<C extends RuntimeConfig>(Runtime<C> runtime, C config, Metadata metadata) {
    Plugin create(Path dir) {
      return runtime.createPlugin(PluginSpec.of(metadata, config, dir));
    }
  }

  /** Null if there is an error, old or new, among the findings. */
  @Nullable Resolved<?> resolve(Manifest manifest, List<Finding> findings) {
    Metadata.Builder metadata =
        Metadata.named(manifest.name())
            .apiVersion(manifest.apiVersion())
            .version(manifest.version())
            .sourceUrl(manifest.sourceUrl());
    for (Manifest.Declaration declaration : manifest.types()) {
      readType(declaration, manifest, metadata, findings);
    }
    if (manifest.runtime().isEmpty()) {
      return null; // the manifest reader has said so
    }
    Runtime<?> runtime;
    try {
      runtime = registry.runtime(manifest.runtime());
    } catch (PluginException e) {
      findings.add(ambiguous(manifest.runtimeAt(), "runtime", e));
      return null;
    }
    if (runtime == null) {
      findings.add(
          unknown(
              manifest.runtimeAt(),
              "runtime",
              "unsupported plugin runtime type: \"" + manifest.runtime() + "\"",
              registry.runtimeNames()));
      return null;
    }
    return resolve(runtime, manifest, metadata, findings);
  }

  private void readType(
      Manifest.Declaration declaration,
      Manifest manifest,
      Metadata.Builder metadata,
      List<Finding> findings) {
    if (declaration.type().isEmpty()) {
      return; // the manifest reader has said so
    }
    PluginType<?, ?, ?> type;
    try {
      type = registry.type(declaration.type());
    } catch (PluginException e) {
      findings.add(ambiguous(declaration.at(), "type", e));
      return;
    }
    if (type == null) {
      findings.add(
          unknown(
              declaration.at(),
              "type",
              "unknown plugin type \"" + declaration.type() + "\"",
              registry.typeIds()));
    } else {
      readType(type, declaration.config(), manifest, metadata, findings);
    }
  }

  private static <C extends Config> void readType(
      PluginType<?, ?, C> type,
      Tree tree,
      Manifest manifest,
      Metadata.Builder metadata,
      List<Finding> findings) {
    TreeReader in = TreeReader.of(tree, "config", manifest.apiVersion(), findings::add);
    C config = null;
    try {
      config = requireNonNull(type.readConfig(in), "nothing was read");
    } catch (RuntimeException e) {
      complain(in, e, "config", manifest, findings);
    }
    in.unknownKeys(Finding.Severity.ERROR);
    if (config == null || in.failed()) {
      return;
    }
    try {
      metadata.type(type, config);
    } catch (IllegalArgumentException e) {
      complain(in, e, "type", manifest, findings);
    }
  }

  private <C extends RuntimeConfig> @Nullable Resolved<C> resolve(
      Runtime<C> runtime, Manifest manifest, Metadata.Builder metadata, List<Finding> findings) {
    Tree tree = manifest.runtimeConfig();
    TreeReader in = TreeReader.of(tree, "runtimeConfig", manifest.apiVersion(), findings::add);
    C config = null;
    try {
      config = requireNonNull(runtime.readConfig(in), "nothing was read");
    } catch (RuntimeException e) {
      complain(in, e, "runtimeConfig", manifest, findings);
    }
    in.unknownKeys(Finding.Severity.WARNING);
    if (config == null || in.failed()) {
      return null;
    }
    refuse(config, place(tree.at(), manifest), findings::add);
    if (hasErrors(findings)) {
      return null;
    }
    try {
      return new Resolved<>(runtime, config, metadata.on(runtime, config));
    } catch (IllegalArgumentException e) { // the manifest reader should have said so
      findings.add(Finding.error(manifest.at(), "", reason(e)));
      return null;
    }
  }

  /** Reports each permission that the plugin asks for and the host does not grant. */
  void refuse(RuntimeConfig config, Position at, Consumer<Finding> sink) {
    if (grants == null) {
      return;
    }
    for (Permission permission : config.permissions()) {
      if (!grants.test(permission)) {
        String text = "asks for " + permission + ", which this host does not grant";
        sink.accept(Finding.error(at, "runtimeConfig", text));
      }
    }
  }

  static boolean hasErrors(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.isError()) {
        return true;
      }
    }
    return false;
  }

  /** A constructor that throws counts only if the content gave no other reason: else it echoes. */
  private static void complain(
      TreeReader in, RuntimeException e, String path, Manifest manifest, List<Finding> findings) {
    if (!in.failed()) {
      Position at = place(in.tree().at(), manifest);
      findings.add(Finding.error(at, path, reason(e)));
    }
  }

  private static String reason(RuntimeException e) {
    String text = e instanceof IllegalArgumentException ? e.getMessage() : null;
    return text == null ? e.toString() : text;
  }

  private static Position place(Position at, Manifest manifest) {
    return at.line() == 0 ? manifest.at() : at;
  }

  private static Finding ambiguous(Position at, String path, PluginException e) {
    return Finding.error(at, path, String.valueOf(e.getMessage()));
  }

  private static Finding unknown(Position at, String path, String what, Iterable<String> known) {
    return Finding.error(at, path, what + "; known here: " + String.join(", ", known));
  }
}
