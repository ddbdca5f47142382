package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.tck.Behavior;
import dev.portside.tck.ManifestReaderTck;
import dev.portside.tck.PluginTypeTck;
import dev.portside.tck.PluginVerifierTck;
import dev.portside.tck.RuntimeTck;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CONTRACT.md")
class ContractTest {
  private static final List<Class<?>> KITS =
      List.of(
          RuntimeTck.class, PluginTypeTck.class, ManifestReaderTck.class, PluginVerifierTck.class);

  @Test
  @DisplayName("has the rules of the kit, no more and no fewer, in the same words")
  void sameRules() throws IOException {
    Map<String, String> kit = new TreeMap<>();
    KITS.forEach(type -> kit.putAll(Contract.ofKit(type)));
    assertEquals(kit, Contract.ofDocument());
  }

  @Test
  @DisplayName("says of each behaviour whether it may be opted out of, as the kit does")
  void behaviours() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(System.getProperty("portside.contract")));
    for (Behavior behavior : Behavior.values()) {
      String name = "`" + behavior + "`";
      String answer = behavior.isMandatory() ? " no " : " yes ";
      boolean said =
          lines.stream()
              .map(line -> line.split("\\|", -1))
              .anyMatch(c -> c.length == 5 && c[1].contains(name) && c[2].equals(answer));
      assertTrue(said, name + " is to have a line with \"" + answer.strip() + "\"");
    }
  }

  @Test
  @DisplayName("has rules that nobody can override, named by their ids")
  void finalRules() {
    for (Class<?> kit : KITS) {
      for (Class<?> type = kit; type != null; type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          if (method.isAnnotationPresent(Test.class)) {
            assertTrue(Modifier.isFinal(method.getModifiers()), method + " is to be final");
            requireName(method);
          }
        }
      }
    }
  }

  private static void requireName(Method method) {
    String[] id = method.getAnnotation(DisplayName.class).value().split("[-. ]", -1);
    if (id[0].length() == 1) {
      int section = Integer.parseInt(id[1]);
      int rule = Integer.parseInt(id[2]);
      String start = String.format("%s%02d%02d_", id[0].toLowerCase(Locale.ROOT), section, rule);
      assertTrue(method.getName().startsWith(start), method + " is to begin with " + start);
    }
  }
}
