/** A stranger: names the API alone, and brings a runtime and a plugin type of its own. */
module com.example.consumer {
  requires dev.portside.api;

  provides dev.portside.api.Runtime with
      com.example.consumer.ShoutRuntime;
  provides dev.portside.api.PluginType with
      com.example.consumer.ShoutV1;
}
