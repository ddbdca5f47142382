package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CustomSection;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.UnknownCustomSection;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a module that has passed {@link ModuleScanner} and the parser. */
final class ShapeReader {
  /** The one custom section whose contents are read. */
  static final String PRODUCERS = "producers";

  private final WasmModule module;

  /** The type of every function, the imported ones first, as the specification counts them. */
  private final List<ModuleShape.Signature> functions = new ArrayList<>();

  private ShapeReader(WasmModule module) {
    this.module = module;
  }

  /** The shape of {@code module}. */
  static ModuleShape read(WasmModule module) {
    return new ShapeReader(module).read();
  }

  private ModuleShape read() {
    List<ModuleShape.Import> imports = new ArrayList<>();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      FunctionImport wanted = (FunctionImport) module.importSection().getImport(i);
      ModuleShape.Signature signature = signature(wanted.typeIndex());
      functions.add(signature);
      imports.add(new ModuleShape.Import(wanted.module(), wanted.name(), signature));
    }
    for (int i = 0; i < module.functionSection().functionCount(); i++) {
      functions.add(signature(module.functionSection().getFunctionType(i)));
    }
    List<ModuleShape.Export> exports = new ArrayList<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      exports.add(export(module.exportSection().getExport(i)));
    }
    TreeSet<String> custom = new TreeSet<>();
    List<String> producers = List.of();
    for (CustomSection section : module.customSections()) {
      custom.add(section.name());
      if (section instanceof UnknownCustomSection raw && raw.name().equals(PRODUCERS)) {
        producers = Producers.read(raw.bytes());
      }
    }
    return new ModuleShape(
        exports,
        imports,
        memory(),
        module.startSection().isPresent(),
        List.copyOf(custom),
        producers);
  }

  private ModuleShape.Export export(Export export) {
    boolean function = export.exportType() == ExternalType.FUNCTION;
    return new ModuleShape.Export(
        export.name(), kind(export.exportType()), function ? functions.get(export.index()) : null);
  }

  private static ModuleShape.Kind kind(ExternalType type) {
    return switch (type) {
      case FUNCTION -> ModuleShape.Kind.FUNCTION;
      case TABLE -> ModuleShape.Kind.TABLE;
      case MEMORY -> ModuleShape.Kind.MEMORY;
      case GLOBAL -> ModuleShape.Kind.GLOBAL;
      case TAG -> ModuleShape.Kind.TAG;
    };
  }

  private ModuleShape.@Nullable Pages memory() {
    if (module.memorySection().isEmpty() || module.memorySection().get().memoryCount() == 0) {
      return null;
    }
    MemoryLimits limits = module.memorySection().get().getMemory(0).limits();
    // The parser writes "no maximum" as the most there can be; to the module it is the same.
    boolean bounded = limits.maximumPages() < MemoryLimits.MAX_PAGES;
    return new ModuleShape.Pages(limits.initialPages(), bounded ? limits.maximumPages() : null);
  }

  private ModuleShape.Signature signature(int type) {
    FunctionType function = module.typeSection().getType(type);
    return new ModuleShape.Signature(names(function.params()), names(function.returns()));
  }

  private static List<String> names(List<ValType> types) {
    List<String> names = new ArrayList<>(types.size());
    for (ValType type : types) {
      names.add(name(type));
    }
    return names;
  }

  private static String name(ValType type) {
    return switch (type.opcode()) {
      case ValType.ID.I32 -> "i32";
      case ValType.ID.I64 -> "i64";
      case ValType.ID.F32 -> "f32";
      case ValType.ID.F64 -> "f64";
      case ValType.ID.V128 -> "v128";
      default -> type.equals(ValType.ExternRef) ? "externref" : "funcref";
    };
  }
}
