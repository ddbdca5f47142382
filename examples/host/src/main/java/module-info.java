/** A host that embeds Portside. It names the API alone; what is on the module path is found. */
module dev.portside.example.host {
  requires dev.portside.api;
}
