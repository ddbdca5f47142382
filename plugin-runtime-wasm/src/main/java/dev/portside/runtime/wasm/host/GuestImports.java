package dev.portside.runtime.wasm.host;

import static java.util.Objects.requireNonNull;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.WasmModule;
import dev.portside.runtime.wasm.kernel.Kernel;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The imports of one instance: exactly those that its module names, bound to its kernel and to the
 * call that has entered. Made once for an instance and used by one thread at a time, as the
 * instance is.
 *
 * <p>Vars live here, for as long as the instance keeps its state: see {@link #clearVars}.
 */
public final class GuestImports {
  private final HostSettings settings;
  private final Kernel kernel;
  private final Vars vars;
  private final Set<ImportKind> used = EnumSet.noneOf(ImportKind.class);
  private final ImportValues values;
  private @Nullable CallScope scope;

  /**
   * Links a module.
   *
   * @param module whose imports are to be served
   * @param kernel the kernel of the instance
   * @param settings what the plug-in may use
   * @param recording whether {@link #used} is wanted; it costs a little for each call of an import
   * @throws ImportException if the module imports what is not there, not granted or of another type
   */
  public GuestImports(WasmModule module, Kernel kernel, HostSettings settings, boolean recording) {
    this.settings = requireNonNull(settings, "settings");
    this.kernel = requireNonNull(kernel, "kernel");
    this.vars = new Vars(settings.maxVarBytes());
    this.values = new Linker(this).link(module, recording ? used : null);
  }

  /**
   * Whether a call of a module has no effect outside its instance and waits for nothing outside: it
   * imports the kernel, configuration, vars, clock, random numbers, environment, arguments and exit
   * at most.
   *
   * @param module the module
   * @return false if it imports logging, HTTP, files, streams, sleep or functions of the host
   */
  public static boolean repeatable(WasmModule module) {
    return module.importSection().stream().allMatch(i -> Kinds.repeatable(i.module(), i.name()));
  }

  /**
   * What the instance is built with.
   *
   * @return the imports, in the order of the module
   */
  public ImportValues values() {
    return values;
  }

  /**
   * Begins a call, of an initialiser too: until {@link #leave} the guest sees this scope.
   *
   * @param value the scope; the caller closes it
   */
  public void enter(CallScope value) {
    scope = requireNonNull(value, "scope");
  }

  /** Ends the call. The caller then closes the scope. */
  public void leave() {
    scope = null;
  }

  /** Forgets the vars, as a fresh guest has none. */
  public void clearVars() {
    vars.clear();
  }

  /** Begins to record anew. */
  public void record() {
    used.clear();
  }

  /**
   * What was called since the start, or since {@link #record}.
   *
   * @return the kinds of imports, a copy; empty unless recording
   */
  public Set<ImportKind> used() {
    return used.isEmpty() ? Set.of() : EnumSet.copyOf(used);
  }

  HostSettings settings() {
    return settings;
  }

  Kernel kernel() {
    return kernel;
  }

  Vars vars() {
    return vars;
  }

  CallScope scope() {
    if (scope == null) {
      throw new IllegalStateException("an import was called outside of a call");
    }
    return scope;
  }
}
