package dev.portside.metadata;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;

/** Reads manifests in tests. */
final class Manifests {
  /** What every v1 manifest must have; more keys can follow. */
  static final String V1 =
      "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\n";

  private Manifests() {}

  static Manifest read(String yaml) {
    return read(Bytes.utf8(yaml));
  }

  static Manifest read(Bytes yaml) {
    return new YamlManifestReader().read(yaml, "plugin.yaml");
  }

  /** Every finding about a manifest, whether it can be read at all or not. */
  static List<String> findings(String yaml) {
    List<String> texts = new ArrayList<>();
    List<Finding> findings;
    try {
      findings = read(yaml).findings();
    } catch (InvalidPluginException e) {
      findings = e.findings();
    }
    for (Finding finding : findings) {
      texts.add(finding.toString());
    }
    return texts;
  }

  /** A reader of the runtime's configuration that takes no findings. */
  static TreeReader runtimeConfig(Manifest manifest) {
    return TreeReader.of(
        manifest.runtimeConfig(), "runtimeConfig", manifest.apiVersion(), Manifests::refuse);
  }

  /** A reader of the configuration of a declared type that takes no findings. */
  static TreeReader config(Manifest manifest, int type) {
    return TreeReader.of(
        manifest.types().get(type).config(), "config", manifest.apiVersion(), Manifests::refuse);
  }

  private static void refuse(Finding finding) {
    if (finding.isError()) {
      throw new AssertionError(finding.toString());
    }
  }
}
