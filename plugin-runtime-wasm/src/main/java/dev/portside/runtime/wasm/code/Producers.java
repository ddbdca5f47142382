package dev.portside.runtime.wasm.code;

import java.util.ArrayList;
import java.util.List;

/**
 * The custom section {@code producers} (WebAssembly tool conventions): which language, tools and
 * SDK made a module. Nothing depends on it, so what cannot be read is left out.
 */
final class Producers {
  /** More than any real module names. */
  private static final int MOST = 32;

  private Producers() {}

  /** Lines such as {@code processed-by: clang 14.0.6}. */
  static List<String> read(byte[] section) {
    List<String> lines = new ArrayList<>();
    WasmReader reader = new WasmReader(section, 0, section.length);
    try {
      for (int fields = reader.count(); fields > 0; fields--) {
        String field = reader.name();
        for (int values = reader.count(); values > 0; values--) {
          String line = (field + ": " + reader.name() + " " + reader.name()).strip();
          if (lines.size() < MOST) {
            lines.add(line);
          }
        }
      }
    } catch (WasmReader.Truncated e) {
      return lines;
    }
    return lines;
  }
}
