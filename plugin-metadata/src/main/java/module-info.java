/**
 * Reads and renders {@code plugin.yaml}, legacy and v1, as Helm 4 does. The only module that knows
 * YAML.
 */
module dev.portside.metadata {
  requires transitive dev.portside.api;
  requires org.snakeyaml.engine;

  exports dev.portside.metadata;

  provides dev.portside.api.ManifestReader with
      dev.portside.metadata.YamlManifestReader;
  provides dev.portside.api.SignedBlockWriter with
      dev.portside.metadata.YamlSignedBlockWriter;
}
