package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ValType;
import dev.portside.runtime.wasm.kernel.KernelFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what serves each import of a module, or says all that is wrong. */
final class Linker {
  private final GuestImports imports;
  private final Map<String, Map<String, HostFunction>> found = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Linker(GuestImports imports) {
    this.imports = imports;
  }

  /**
   * @param used receives the kinds of the imports that are called, or null if nobody asks
   */
  ImportValues link(WasmModule module, @Nullable Set<ImportKind> used) {
    List<ImportFunction> functions = new ArrayList<>();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      Import wanted = module.importSection().getImport(i);
      if (wanted instanceof FunctionImport function) {
        HostFunction served = serve(function, module.typeSection().getType(function.typeIndex()));
        if (served != null) {
          functions.add(used == null ? served : recorded(served, used));
        }
      } else {
        problems.add(
            qualified(wanted)
                + " is an imported "
                + wanted.importType().name().toLowerCase(Locale.ROOT)
                + ", and a plugin brings its own");
      }
    }
    if (!problems.isEmpty()) {
      throw new ImportException(problems);
    }
    return ImportValues.builder().withFunctions(functions).build();
  }

  private @Nullable HostFunction serve(FunctionImport wanted, FunctionType type) {
    HostFunction served = functions(wanted.module()).get(wanted.name());
    if (served == null) {
      problems.add(unknown(wanted, type));
      return null;
    }
    if (!served.functionType().equals(type)) {
      problems.add(
          qualified(wanted)
              + " is imported as "
              + shown(type)
              + ", but it is "
              + shown(served.functionType()));
      return null;
    }
    return served;
  }

  private Map<String, HostFunction> functions(String namespace) {
    return found.computeIfAbsent(namespace, this::all);
  }

  private Map<String, HostFunction> all(String namespace) {
    Map<String, HostFunction> functions = new HashMap<>();
    for (UserFunction function : imports.settings().registered()) {
      if (function.namespace().equals(namespace) && imports.settings().grants(function)) {
        functions.put(function.name(), bound(function));
      }
    }
    if (namespace.equals(Kinds.EXTISM)) {
      add(functions, KernelFunctions.functions(imports.kernel()));
      add(functions, new ExtismFunctions(imports).all());
    } else if (namespace.equals(Kinds.WASI)) {
      add(functions, new Wasi(imports).all());
    }
    return functions;
  }

  private static void add(Map<String, HostFunction> functions, Collection<HostFunction> more) {
    more.forEach(function -> functions.put(function.name(), function));
  }

  private HostFunction bound(UserFunction function) {
    return new HostFunction(
        function.namespace(),
        function.name(),
        function.type(),
        (instance, arguments) -> call(function, arguments));
  }

  private long[] call(UserFunction function, long[] arguments) {
    try {
      return function.body().call(imports.kernel(), arguments);
    } catch (ChicoryException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChicoryInterruptedException("interrupted in " + function.qualified(), e);
    } catch (Exception e) {
      String reason = e.getMessage();
      throw new HostCallException(
          "host function "
              + function.qualified()
              + " failed: "
              + (reason == null ? e.getClass().getName() : reason),
          e);
    }
  }

  private static HostFunction recorded(HostFunction function, Set<ImportKind> used) {
    ImportKind kind = Kinds.of(function.module(), function.name());
    WasmFunctionHandle handle = function.handle();
    return new HostFunction(
        function.module(),
        function.name(),
        function.functionType(),
        (instance, arguments) -> {
          used.add(kind);
          return handle.apply(instance, arguments);
        });
  }

  private String unknown(FunctionImport wanted, FunctionType type) {
    String what = qualified(wanted) + " " + shown(type);
    for (UserFunction function : imports.settings().registered()) {
      if (function.qualified().equals(qualified(wanted))) {
        return what
            + " is a host function that the manifest does not ask for: add \""
            + function.name()
            + "\" to its hostFunctions";
      }
    }
    Set<String> known = new TreeSet<>(functions(wanted.module()).keySet());
    String nearest = Texts.nearest(wanted.name(), known);
    if (nearest != null) {
      return what + " is unknown; did you mean \"" + wanted.module() + "." + nearest + "\"?";
    }
    if (known.isEmpty()) {
      return what + " is unknown, and so is its module; there is " + String.join(", ", modules());
    }
    return what + " is unknown; " + wanted.module() + " has " + String.join(", ", known);
  }

  private Set<String> modules() {
    Set<String> names = new TreeSet<>(Arrays.asList(Kinds.EXTISM, Kinds.WASI));
    imports.settings().registered().stream()
        .filter(imports.settings()::grants)
        .forEach(function -> names.add(function.namespace()));
    return names;
  }

  private static String qualified(Import wanted) {
    return Texts.line(wanted.module() + "." + wanted.name());
  }

  private static String shown(FunctionType type) {
    return shown(type.params())
        + " -> "
        + (type.returns().size() == 1 ? shown(type.returns().get(0)) : shown(type.returns()));
  }

  private static String shown(List<ValType> types) {
    return types.stream().map(Linker::shown).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String shown(ValType type) {
    return type.toString().toLowerCase(Locale.ROOT);
  }
}
