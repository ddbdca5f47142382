package dev.portside.tck.fake;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;

/** Rules by id, with their sentences: as the kit has them, and as CONTRACT.md has them. */
final class Contract {
  private Contract() {}

  static Map<String, String> ofKit(Class<?> kit) {
    Map<String, String> rules = new TreeMap<>();
    for (Class<?> type = kit; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        DisplayName name = method.getAnnotation(DisplayName.class);
        if (name != null && name.value().matches("[RTMV]-\\d+\\.\\d+ .*")) {
          String[] parts = name.value().split(" ", 2);
          rules.put(parts[0], parts[1]);
        }
      }
    }
    return rules;
  }

  /** Rows such as {@code | **R-1.1** | the name is not blank and always the same | |}. */
  static Map<String, String> ofDocument() throws IOException {
    Map<String, String> rules = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("portside.contract")))) {
      if (line.startsWith("| **")) {
        String[] cells = line.split("\\|", -1);
        rules.put(cells[1].strip().replace("*", ""), cells[2].strip());
      }
    }
    return rules;
  }
}
