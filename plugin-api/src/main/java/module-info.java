/**
 * The ports and values of Portside, and {@link dev.portside.api.host.PluginManager}, which joins
 * them.
 *
 * <p>Authors of runtimes and plugin types need {@code dev.portside.api} only; hosts add {@code
 * dev.portside.api.host}; {@code dev.portside.api.type} holds the four plugin types of Helm 4.
 */
module dev.portside.api {
  requires static transitive org.jspecify;
  requires jdk.jfr;

  exports dev.portside.api;
  exports dev.portside.api.type;
  exports dev.portside.api.host;

  uses dev.portside.api.Runtime;
  uses dev.portside.api.PluginType;
  uses dev.portside.api.ManifestReader;
  uses dev.portside.api.SignedBlockWriter;

  provides dev.portside.api.PluginType with
      dev.portside.api.type.CliV1,
      dev.portside.api.type.GetterV1,
      dev.portside.api.type.PostRendererV1,
      dev.portside.api.type.TestV1;
}
