package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.portside.runtime.wasm.kernel.Kernel;
import dev.portside.runtime.wasm.memory.MemoryBudget;

/**
 * A guest of imports alone: each is exported again, so a test calls it with arguments of its own.
 */
final class TestGuest implements AutoCloseable {
  private final Kernel kernel = new Kernel(256, new MemoryBudget(64L << 20));
  private final GuestImports imports;
  private final Instance instance;
  private CallScope scope;
  private int free = 1024;

  TestGuest(HostSettings settings, CallScope scope, String... wanted) {
    this(module(wanted), settings, scope);
  }

  TestGuest(WasmModule module, HostSettings settings, CallScope scope) {
    imports = new GuestImports(module, kernel, settings, true);
    instance = Instance.builder(module).withImportValues(imports.values()).build();
    this.scope = scope;
    imports.enter(scope);
  }

  static HostSettings.Builder settings() {
    return HostSettings.builder("test", new HttpService());
  }

  /** A module that imports functions, each written {@code namespace name (param ...)...}. */
  static WasmModule module(String... wanted) {
    StringBuilder text = new StringBuilder("(module ");
    for (int i = 0; i < wanted.length; i++) {
      String[] parts = wanted[i].split(" ", 3);
      text.append("(import \"").append(parts[0]).append("\" \"").append(parts[1]);
      text.append("\" (func $f").append(i).append(' ').append(parts[2]).append(")) ");
    }
    text.append("(memory (export \"memory\") 2) ");
    for (int i = 0; i < wanted.length; i++) {
      text.append("(export \"").append(wanted[i].split(" ", 3)[1]);
      text.append("\" (func $f").append(i).append(")) ");
    }
    return wat(text.append(')').toString());
  }

  static WasmModule wat(String text) {
    return Parser.parse(Wat2Wasm.parse(text));
  }

  GuestImports imports() {
    return imports;
  }

  Kernel kernel() {
    return kernel;
  }

  Memory memory() {
    return instance.memory();
  }

  long call(String name, long... arguments) {
    long[] result = instance.export(name).apply(arguments);
    return result == null || result.length == 0 ? 0 : result[0];
  }

  long block(String text) {
    return kernel.write(text.getBytes(UTF_8));
  }

  String text(long block) {
    return new String(kernel.read(block), UTF_8);
  }

  /** Ends the call and begins the next. */
  void next(CallScope next) {
    imports.leave();
    scope.close();
    scope = next;
    imports.enter(next);
  }

  /** Writes a text into the guest's own memory, at a place of its own. */
  int put(String text) {
    int at = free;
    memory().write(at, text.getBytes(UTF_8));
    free += text.getBytes(UTF_8).length + 8;
    return at;
  }

  /** One vector for reading or writing, in the guest's own memory. */
  int vector(int pointer, int length) {
    int at = (free + 7) & ~7;
    memory().writeI32(at, pointer);
    memory().writeI32(at + 4, length);
    free = at + 8;
    return at;
  }

  String memoryText(int pointer, int length) {
    return memory().readString(pointer, length);
  }

  @Override
  public void close() {
    imports.leave();
    scope.close();
    kernel.close();
  }
}
