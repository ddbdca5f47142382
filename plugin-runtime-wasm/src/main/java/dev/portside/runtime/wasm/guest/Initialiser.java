package dev.portside.runtime.wasm.guest;

import dev.portside.runtime.wasm.code.ModuleShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of a module that has to be called once, before all others. Follows {@code runtime.go}
 * of the Extism go-sdk.
 *
 * @param export its name
 * @param parameters how many numbers it is called with, all 0
 */
record Initialiser(String export, int parameters) {
  private static final String REACTOR = "_initialize";
  private static final String COMMAND = "_start";
  private static final String CONSTRUCTORS = "__wasm_call_ctors";
  private static final String HASKELL = "hs_init";

  /**
   * What a module needs before its entry is called.
   *
   * @param shape the exports of the module
   * @param entry the function that serves the call; one that does all by itself needs nothing
   * @return the functions in order
   */
  static List<Initialiser> of(ModuleShape shape, String entry) {
    List<Initialiser> steps = new ArrayList<>();
    if (entry.equals(COMMAND) || entry.equals(REACTOR)) {
      return steps;
    }
    boolean haskell = has(shape, HASKELL, List.of("i32", "i32"));
    if (has(shape, REACTOR, List.of())) {
      steps.add(new Initialiser(REACTOR, 0));
    } else if (!haskell && has(shape, CONSTRUCTORS, List.of())) {
      steps.add(new Initialiser(CONSTRUCTORS, 0));
    }
    if (haskell) {
      steps.add(new Initialiser(HASKELL, 2));
    }
    return steps;
  }

  private static boolean has(ModuleShape shape, String name, List<String> parameters) {
    ModuleShape.Export export = shape.export(name);
    return export != null
        && export.signature() != null
        && export.signature().parameters().equals(parameters);
  }
}
