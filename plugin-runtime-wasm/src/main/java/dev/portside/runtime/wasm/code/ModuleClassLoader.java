package dev.portside.runtime.wasm.code;

import dev.portside.runtime.wasm.memory.CompiledAccess;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one module when they are first needed: verifying the functions that a call
 * never reaches would cost a cold process more than the call.
 */
final class ModuleClassLoader extends ClassLoader {
  /** What is not yet defined; guarded by the lock of the loader. */
  private final Map<String, byte[]> waiting;

  ModuleClassLoader(Map<String, byte[]> classes) {
    super("portside-wasm-module", CompiledAccess.class.getClassLoader());
    this.waiting = new HashMap<>(classes);
    Module ours = CompiledAccess.class.getModule();
    ours.addExports(CompiledAccess.class.getPackageName(), getUnnamedModule());
  }

  /** Its own classes first: asking the class path for them would only cost time. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = define(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private @Nullable Class<?> define(String name) {
    byte[] bytes = waiting.remove(name);
    return bytes == null ? null : defineClass(name, bytes, 0, bytes.length);
  }
}
