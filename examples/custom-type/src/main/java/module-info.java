/** {@code render/v1}: a plugin type of a host's own. */
module com.example.render {
  requires transitive dev.portside.api;

  exports com.example.render;

  provides dev.portside.api.PluginType with
      com.example.render.RenderV1;
}
