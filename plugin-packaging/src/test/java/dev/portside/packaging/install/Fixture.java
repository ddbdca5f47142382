package dev.portside.packaging.install;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.ManifestReader;
import dev.portside.api.Plugin;
import dev.portside.api.PluginVerifier;
import dev.portside.api.PluginVerifier.Verification;
import dev.portside.api.Position;
import dev.portside.api.host.PluginManager;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginArchive;
import dev.portside.packaging.PluginPackager;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.VerifiedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Plugins to install, a place to install them to, and who is told. */
final class Fixture implements AutoCloseable, InstallListener {
  static final ManifestReader READER = new YamlManifestReader();

  /** Believes in whatever says that it was signed for this archive. */
  static final PluginVerifier VERIFIER =
      (fileName, sha256, provenance) -> {
        String[] words = provenance.text().split(" ", -1);
        if (words.length != 4 || !words[0].equals("signed") || !words[3].equals(sha256)) {
          throw new InvalidPluginException(
              Finding.error(Position.of(fileName + ".prov"), "", "a forgery"));
        }
        return new Verification("Ann", "AB12", Instant.EPOCH, words[1], words[2], List.of());
      };

  final PluginManager manager = PluginManager.discovered();
  final List<String> told = new ArrayList<>();
  final Path plugins;
  private final Path scratch;

  Fixture(Path scratch) {
    this.scratch = scratch;
    plugins = scratch.resolve("plugins");
  }

  PluginInstaller installer() {
    return builder().build();
  }

  PluginInstaller.Builder builder() {
    return PluginInstaller.builder(plugins, manager, READER).verifier(VERIFIER).listener(this);
  }

  /** The directory of a plugin with hooks that add their names to a file. */
  Path plugin(String version, String script) throws IOException {
    Path dir = scratch.resolve("source-" + version + "/good");
    Files.createDirectories(dir.resolve("bin"));
    StringBuilder manifest =
        new StringBuilder(
            """
            apiVersion: v1
            name: good
            version: %s
            type: cli/v1
            runtime: subprocess
            runtimeConfig:
              platformCommand:
                - command: ${HELM_PLUGIN_DIR}/bin/run
              platformHooks:
            """
                .formatted(version));
    for (String event : List.of("install", "update", "delete")) {
      manifest.append(
          """
              %1$s:
                - command: /bin/sh
                  args: ["-c", "echo %1$s $(ls $HELM_PLUGIN_DIR) >>%2$s"]
          """
              .formatted(event, scratch.resolve("hooks")));
    }
    Files.writeString(dir.resolve("plugin.yaml"), manifest);
    Path run = Files.writeString(dir.resolve("bin/run"), "#!/bin/sh\n" + script + "\n");
    if (!run.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + run + " executable");
    }
    return dir;
  }

  /** The same packed, in a directory of its own. */
  Path archive(String version, String script) throws IOException {
    Path served = Files.createDirectories(scratch.resolve("served"));
    return served.resolve(
        PluginPackager.with(READER)
            .createPluginTarball(plugin(version, script), served)
            .fileName());
  }

  /** The same with a provenance file. */
  Path signed(String version, String script) throws IOException {
    Path archive = archive(version, script);
    Files.writeString(
        PluginSigning.provenanceOf(archive), "signed good " + version + " " + sha256(archive));
    return archive;
  }

  static String sha256(Path file) throws IOException {
    return PluginArchive.read(file, ArchiveLimits.DEFAULT).sha256();
  }

  /** What the hooks did, a line for each. */
  List<String> hooks() throws IOException {
    Path file = scratch.resolve("hooks");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** All that is in the directory of plugins: content of files, targets of links. */
  Map<String, String> state() throws IOException {
    return state(plugins);
  }

  static Map<String, String> state(Path dir) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (!Files.exists(dir)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path each : all.toList()) {
        String name = dir.relativize(each).toString();
        if (Files.isSymbolicLink(each)) {
          files.put(name, "-> " + Files.readSymbolicLink(each));
        } else if (Files.isDirectory(each)) {
          files.put(name + "/", "");
        } else {
          byte[] content = Files.readAllBytes(each);
          files.put(name, content.length + " " + Bytes.copyOf(content).hashCode());
        }
      }
    }
    return files;
  }

  void clear() throws IOException {
    new Disk().deleteTree(plugins);
  }

  @Override
  public void verified(VerifiedPlugin plugin) {
    told.add("verified " + plugin.verification().signer());
  }

  @Override
  public void runsHook(Plugin plugin, String event) {
    told.add("runs " + event);
  }

  @Override
  public void warning(Finding finding) {
    told.add(finding.toString());
  }

  @Override
  public void close() {
    manager.close();
  }
}
