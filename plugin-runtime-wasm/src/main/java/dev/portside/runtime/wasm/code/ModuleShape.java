package dev.portside.runtime.wasm.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a module looks like from outside, in the terms of the WebAssembly specification (structure
 * of modules). An immutable value; value types are written as there: {@code i32}, {@code funcref}.
 *
 * @param exports in the order of the module
 * @param imports in the order of the module
 * @param memory the one memory that the module defines, or null
 * @param start whether the module has a start function, which runs while it is instantiated
 * @param customSections the names of the custom sections, sorted, each once
 * @param producers what made the module, such as {@code processed-by: clang 14.0.6}, from its
 *     custom section {@code producers}; empty if it says nothing that can be read
 */
public record ModuleShape(
    List<Export> exports,
    List<Import> imports,
    @Nullable Pages memory,
    boolean start,
    List<String> customSections,
    List<String> producers) {

  /** Copies the lists. */
  public ModuleShape {
    exports = List.copyOf(exports);
    imports = List.copyOf(imports);
    customSections = List.copyOf(customSections);
    producers = List.copyOf(producers);
  }

  /** What is imported or exported. */
  public enum Kind {
    /** Code. */
    FUNCTION,
    /** References, to functions as a rule. */
    TABLE,
    /** Bytes. */
    MEMORY,
    /** One value. */
    GLOBAL,
    /** The type of an exception. */
    TAG
  }

  /**
   * The type of a function.
   *
   * @param parameters the value types it takes
   * @param results the value types it gives
   */
  public record Signature(List<String> parameters, List<String> results) {
    /** Copies the lists. */
    public Signature {
      parameters = List.copyOf(parameters);
      results = List.copyOf(results);
    }

    /** As in {@code (i32, i64) -> i32}; {@code () -> ()} takes and gives nothing. */
    @Override
    public String toString() {
      String given = String.join(", ", results);
      return "("
          + String.join(", ", parameters)
          + ") -> "
          + (results.size() == 1 ? given : "(" + given + ")");
    }
  }

  /**
   * Something the module offers.
   *
   * @param name its name, unique in the module; may be empty
   * @param kind what it is
   * @param signature its type if it is a function, else null
   */
  public record Export(String name, Kind kind, @Nullable Signature signature) {}

  /**
   * A function the module needs; other imports are refused before there is a shape.
   *
   * @param module the namespace, such as {@code extism:host/env}
   * @param name its name there
   * @param signature its type
   */
  public record Import(String module, String name, Signature signature) {}

  /**
   * The size of a memory in pages of 65,536 bytes.
   *
   * @param initial how many there are at the start
   * @param maximum how many there may be, or null if the module does not say
   */
  public record Pages(int initial, @Nullable Integer maximum) {}

  /**
   * Finds an export.
   *
   * @param name its name
   * @return the export of that name, or null if there is none
   */
  public @Nullable Export export(String name) {
    for (Export export : exports) {
      if (export.name().equals(name)) {
        return export;
      }
    }
    return null;
  }
}
