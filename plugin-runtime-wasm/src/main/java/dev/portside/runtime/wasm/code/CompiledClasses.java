package dev.portside.runtime.wasm.code;

import java.util.Map;

/** What the compiler made of a module. Not to be changed, though arrays could be. */
final class CompiledClasses {
  private final String main;
  private final Map<String, byte[]> classes;
  private final int[] interpreted;

  /**
   * What was compiled.
   *
   * @param main the name of the class that is the machine
   * @param classes the class files by name, with dots
   * @param interpreted the indexes of the functions that must be interpreted, in ascending order
   */
  CompiledClasses(String main, Map<String, byte[]> classes, int[] interpreted) {
    this.main = main;
    this.classes = classes;
    this.interpreted = interpreted;
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

  /** The bytes of all class files together. */
  long size() {
    long size = 0;
    for (byte[] bytes : classes.values()) {
      size += bytes.length;
    }
    return size;
  }
}
