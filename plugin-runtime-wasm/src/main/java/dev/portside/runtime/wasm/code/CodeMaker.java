package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes code out of bytes: takes it from disk, or scans, parses and compiles. Safe for several
 * threads.
 *
 * <p>Compiled code takes one way, whether it was just made or found on disk: the module is parsed
 * without the bodies that run compiled. So the full form, some hundred bytes for an instruction,
 * lives only as long as the compiler needs it.
 */
final class CodeMaker {
  /** Heap in bytes that one instruction takes as long as it may be interpreted. */
  private static final long KEPT_PER_INSTRUCTION = 150;

  private final CodeMode mode;
  private final ModuleLimits limits;
  private final @Nullable DiskCache disk;
  private final BooleanSupplier stop;

  /** Compiling takes heap by the hundred bytes for an instruction, so one module at a time. */
  private final Semaphore compiling = new Semaphore(1, true);

  /**
   * A maker.
   *
   * @param disk where compiled code is kept, or null
   * @param stop asked while it compiles whether to give up
   */
  CodeMaker(CodeMode mode, ModuleLimits limits, @Nullable DiskCache disk, BooleanSupplier stop) {
    this.mode = mode;
    this.limits = limits;
    this.disk = disk;
    this.stop = stop;
  }

  /**
   * The code of a module.
   *
   * @throws BadModuleException if the bytes are no module that can run here
   */
  Code make(ModuleBytes bytes) {
    Code stored = disk == null ? null : fromDisk(bytes, disk);
    if (stored != null) {
      return stored;
    }
    compiling.acquireUninterruptibly();
    try {
      return fromScratch(bytes);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw new BadModuleException("is too large or too deeply nested to be read: " + e, e);
    } finally {
      compiling.release();
    }
  }

  private @Nullable Code fromDisk(ModuleBytes bytes, DiskCache from) {
    CompiledClasses classes = from.get(bytes);
    try {
      return classes == null ? null : compiled(bytes.wasm(), classes);
    } catch (RuntimeException | LinkageError e) {
      from.refused("does not load", e);
      return null;
    }
  }

  private Code fromScratch(ModuleBytes bytes) {
    byte[] wasm = bytes.wasm();
    ScannedModule scanned = ModuleScanner.scan(wasm, limits);
    WasmModule module = ModuleParser.parse(ModuleStripper.withBodies(wasm), true);
    CompiledClasses classes = compile(wasm, module, scanned);
    if (classes == null) {
      long weight = wasm.length + scanned.instructions() * KEPT_PER_INSTRUCTION;
      return new Code(wasm, module, InterpreterMachine::new, false, weight);
    }
    if (disk != null) {
      disk.put(bytes, classes);
    }
    return compiled(wasm, classes);
  }

  /** Null if the module has to be interpreted. */
  private @Nullable CompiledClasses compile(byte[] wasm, WasmModule module, ScannedModule scanned) {
    if (mode == CodeMode.INTERPRETED || !scanned.compilable()) {
      return null;
    }
    CompiledClasses classes = BytecodeCompiler.compile(wasm, module, scanned.instructions(), stop);
    // An interpreted function with tail calls enters any body, so all would have to stay.
    boolean mixed = classes != null && classes.interpreted().length > 0;
    return mixed && scanned.leavesBodies() ? null : classes;
  }

  private static Code compiled(byte[] wasm, CompiledClasses classes) {
    WasmModule module =
        classes.interpreted().length > 0
            ? ModuleParser.parse(classes.remainder(), true)
            : ModuleParser.parseWithoutBodies(classes.remainder());
    return new Code(wasm, module, MachineMaker.of(classes), true, wasm.length + 2 * classes.size());
  }
}
