/** The {@code portside} command. Nothing here is an API: hosts use {@code dev.portside.api}. */
module dev.portside.cli {
  requires com.fasterxml.jackson.databind;
  requires dev.portside.api;
  requires dev.portside.metadata;
  requires dev.portside.packaging;
  requires dev.portside.provenance;
  requires dev.portside.runtime.subprocess;
  requires dev.portside.runtime.wasm;
  requires info.picocli;

  opens dev.portside.cli to
      info.picocli;
}
