package dev.portside.runtime.wasm.code;

import java.util.Map;

/** What the compiler made of a module. Not to be changed, though arrays could be. */
final class CompiledClasses {
  private final String main;
  private final Map<String, byte[]> classes;
  private final int[] interpreted;
  private final byte[] remainder;

  /**
   * What was compiled.
   *
   * @param main the name of the class that is the machine
   * @param classes the class files by name, with dots
   * @param interpreted the indexes of the functions that must be interpreted, in ascending order
   * @param remainder the module without what the classes hold: see {@link ModuleStripper}
   */
  CompiledClasses(String main, Map<String, byte[]> classes, int[] interpreted, byte[] remainder) {
    this.main = main;
    this.classes = classes;
    this.interpreted = interpreted;
    this.remainder = remainder;
  }

  String main() {
    return main;
  }

  Map<String, byte[]> classes() {
    return classes;
  }

  int[] interpreted() {
    return interpreted;
  }

  byte[] remainder() {
    return remainder;
  }

  /** The bytes of all class files and the remainder together. */
  long size() {
    long size = remainder.length;
    for (byte[] bytes : classes.values()) {
      size += bytes.length;
    }
    return size;
  }
}
