/** {@code java/v1}: a runtime for Portside whose plugins are jars. */
module com.example.jarplugins {
  requires transitive dev.portside.api;

  exports com.example.jarplugins;
  exports com.example.jarplugins.guest;

  provides dev.portside.api.Runtime with
      com.example.jarplugins.JavaRuntime;
}
