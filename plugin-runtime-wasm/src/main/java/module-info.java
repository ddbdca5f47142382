/** Runs plugins that are Extism modules: the runtime {@code extism/v1}. */
module dev.portside.runtime.wasm {
  requires transitive dev.portside.api;
  requires com.dylibso.chicory.compiler;
  requires com.dylibso.chicory.runtime;
  requires com.dylibso.chicory.wasi;
  requires com.dylibso.chicory.wasm;
  requires com.fasterxml.jackson.core;
  requires java.net.http;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;

  exports dev.portside.runtime.wasm;

  provides dev.portside.api.Runtime with
      dev.portside.runtime.wasm.WasmRuntime;
}
