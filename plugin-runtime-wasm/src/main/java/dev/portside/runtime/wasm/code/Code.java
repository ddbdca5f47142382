package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import dev.portside.runtime.wasm.memory.FlatMemory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A module that is ready to be instantiated any number of times. Immutable, safe for several
 * threads. One cache gives one object for equal bytes while it remembers them.
 */
public final class Code {
  private final byte[] wasm;
  private final WasmModule module;
  private final Function<Instance, Machine> machineFactory;
  private final boolean compiled;
  private final long weight;
  private volatile @Nullable ModuleShape shape;
  private volatile @Nullable String digest;

  Code(
      byte[] wasm,
      WasmModule module,
      Function<Instance, Machine> machineFactory,
      boolean compiled,
      long weight) {
    this.wasm = wasm;
    this.module = module;
    this.machineFactory = machineFactory;
    this.compiled = compiled;
    this.weight = weight;
  }

  /**
   * The module for the library. The bodies of compiled functions may be missing (they trap), and so
   * are the contents of custom sections.
   *
   * @return the same at every call
   */
  public WasmModule module() {
    return module;
  }

  /**
   * Makes the machine of an instance. Serves {@link #module()} and any module derived from it that
   * has the same types, imports and functions. If the module has a memory, the instance must have a
   * {@link FlatMemory}, and globals that come of it.
   *
   * @return the same at every call, safe for several threads
   */
  public Function<Instance, Machine> machineFactory() {
    return machineFactory;
  }

  /**
   * How functions run.
   *
   * @return true if as JVM bytecode, but for those that are too large for it; false if all are
   *     interpreted
   */
  public boolean compiled() {
    return compiled;
  }

  /**
   * The digest of the module's bytes, taken when it is first asked for.
   *
   * @return the SHA-256 in lower-case hexadecimal digits
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = HexFormat.of().formatHex(sha256());
      digest = known;
    }
    return known;
  }

  /**
   * What the module looks like from outside.
   *
   * @return the same at every call
   */
  public ModuleShape shape() {
    ModuleShape known = shape;
    if (known == null) {
      known = ShapeReader.read(module);
      shape = known;
    }
    return known;
  }

  /** The bytes it was made from; not to be changed. */
  byte[] wasm() {
    return wasm;
  }

  /** Roughly the bytes of heap that it takes. */
  long weight() {
    return weight;
  }

  private byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(wasm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
