package dev.portside.packaging;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Manifest;
import dev.portside.api.PluginVerifier.Verification;

/**
 * An archive whose provenance holds: somebody whose key is trusted has signed these bytes under
 * this file name, and as the plugin and version that its own manifest states.
 *
 * @param archive the bytes that were verified
 * @param manifest the archive's {@code plugin.yaml}
 * @param verification who signed, with which key, when
 */
public record VerifiedPlugin(PluginArchive archive, Manifest manifest, Verification verification) {
  /** Checks that nothing is null. */
  public VerifiedPlugin {
    requireNonNull(archive, "archive");
    requireNonNull(manifest, "manifest");
    requireNonNull(verification, "verification");
  }
}
