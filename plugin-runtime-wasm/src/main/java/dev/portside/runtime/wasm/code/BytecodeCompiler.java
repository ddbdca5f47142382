package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns functions into JVM bytecode with the compiler of Chicory, below its public builder: only
 * there the classes are not loaded while they are made, the functions that it leaves to the
 * interpreter are known, and it can be stopped between two classes.
 */
final class BytecodeCompiler {
  /** Functions in one class: what a call does not reach is in classes that are never loaded. */
  private static final int FUNCTIONS_PER_CLASS = 256;

  /**
   * Each function beyond the size of a JVM method makes the compiler begin again. This many
   * instructions may be compiled, all beginnings together; it keeps the worst module to a minute or
   * two.
   */
  private static final long MOST_WORK = 60_000_000;

  private final long instructions;
  private final BooleanSupplier stop;
  private long work;

  private BytecodeCompiler(long instructions, BooleanSupplier stop) {
    this.instructions = instructions;
    this.stop = stop;
  }

  /**
   * The classes of {@code module}, or null if it cannot be compiled within the bounds and has to be
   * interpreted.
   *
   * @param wasm what {@code module} was parsed from
   * @param instructions how many instructions the module has
   * @param stop asked between classes whether to give up
   * @throws IllegalStateException if {@code stop} said so
   */
  static @Nullable CompiledClasses compile(
      byte[] wasm, WasmModule module, long instructions, BooleanSupplier stop) {
    BytecodeCompiler compiler = new BytecodeCompiler(instructions, stop);
    try {
      CompilerResult result =
          Compiler.builder(module)
              .withInterpreterFallback(InterpreterFallback.SILENT)
              .withMaxFunctionsPerClass(FUNCTIONS_PER_CLASS)
              .withClassCollectorFactory(compiler::collector)
              .build()
              .compile();
      int[] interpreted = sorted(result.interpretedFunctions());
      CompiledClasses classes =
          new CompiledClasses(
              dotted(result.collector().mainClassName()),
              rewritten(module, result.classBytes()),
              interpreted,
              ModuleStripper.withoutBodies(wasm, interpreted));
      MachineMaker.verify(classes);
      return classes;
    } catch (Stopped e) {
      throw e;
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      // Valid it is, so what the compiler cannot take the interpreter can.
      return null;
    }
  }

  private static Map<String, byte[]> rewritten(WasmModule module, Map<String, byte[]> classes) {
    boolean hasMemory = module.memorySection().isPresent();
    Map<String, byte[]> rewritten = new HashMap<>();
    classes.forEach((name, bytes) -> rewritten.put(name, DirectAccess.rewrite(bytes, hasMemory)));
    return rewritten;
  }

  /** The compiler asks for one whenever it begins again. */
  private ClassCollector collector() {
    work += instructions;
    if (work > MOST_WORK) {
      throw new BeyondBounds();
    }
    return new Classes();
  }

  private static int[] sorted(Set<Integer> functions) {
    int[] sorted = new int[functions.size()];
    int at = 0;
    for (int function : functions) {
      sorted[at++] = function;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }

  /** Keeps class files without loading them. */
  private final class Classes implements ClassCollector {
    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private String main = "";

    @Override
    public String mainClassName() {
      return main;
    }

    @Override
    public void putMainClass(String className, byte[] bytes) {
      main = className;
      put(className, bytes);
    }

    @Override
    public void put(String name, byte[] bytes) {
      if (stop.getAsBoolean()) {
        throw new Stopped();
      }
      classes.put(dotted(name), bytes);
    }

    @Override
    public void putAll(ClassCollector collector) {
      classes.putAll(collector.classBytes());
    }

    @Override
    public Map<String, byte[]> classBytes() {
      return classes;
    }

    @Override
    public byte[] resolve(Class<?> type) {
      return new ClassLoadingCollector().resolve(type);
    }
  }

  /** The cache was closed. */
  private static final class Stopped extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("the code cache was closed while a module was compiled");
    }
  }

  /** More work than it may be; without a stack trace, for it is caught here. */
  private static final class BeyondBounds extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeyondBounds() {
      super(null, null, false, false);
    }
  }
}
