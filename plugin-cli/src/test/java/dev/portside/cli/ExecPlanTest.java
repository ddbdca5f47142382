package dev.portside.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.runtime.subprocess.ProcessCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bash itself is asked what it makes of a plan. */
@DisplayName("the plan that a shell gets")
class ExecPlanTest {
  private static final String SHOW = "printf '%s\\0' \"$0\" \"$@\"; printf =; env -0";

  @TempDir private Path dir;

  @Test
  @DisplayName("is a text that can be read")
  void text() {
    Map<String, String> env = Map.of("HELM_PLUGIN_NAME", "it's", "PATH", "/bin");
    ProcessCommand command = new ProcessCommand("/bin/sh", List.of("sh", "-c", "a b"), env);

    String plan = ExecPlan.text(command, Map.of("PATH", "/bin", "OLD", "1"), false);

    assertEquals(
        """
        # portside plan
        export HELM_PLUGIN_NAME='it'\\''s'
        unset -v OLD
        exec -a 'sh' -- '/bin/sh' '-c' 'a b' "${@:3}"
        """,
        plan);
  }

  @Test
  @DisplayName("leaves out the shell's arguments if the plugin takes none")
  void alone() throws Exception {
    assertEquals(
        "[sh, one]", run(List.of("sh", "-c", SHOW, "sh", "one"), Map.of(), true, "two").line());
  }

  @Test
  @DisplayName("hands over any text: names, arguments, variables")
  void anyText() throws Exception {
    Random random = new Random(20261122);
    for (int round = 0; round < 40; round++) {
      String own = text(random);
      String value = text(random);
      String given = text(random);

      Answer answer =
          run(
              List.of("sh", "-c", SHOW, "name" + own, own, "-n"),
              Map.of("HELM_PLUGIN_NAME", value),
              false,
              given);

      assertEquals(List.of("name" + own, own, "-n", given).toString(), answer.line());
      assertEquals(value, answer.env().get("HELM_PLUGIN_NAME"));
    }
  }

  @Test
  @DisplayName("tells the program the name it is called by")
  void nameOfProgram() throws Exception {
    assertEquals("[call me]", run(List.of("call me", "-c", SHOW), Map.of(), false).line());
  }

  @Test
  @DisplayName("takes away variables that the plugin is not to see, and keeps the others")
  void environment() throws Exception {
    Map<String, String> env = run(List.of("sh", "-c", SHOW), Map.of("A", "1"), false).env();

    assertEquals("1", env.get("A"));
    assertEquals("kept", env.get("KEPT"));
    assertEquals(null, env.get("TAKEN"));
  }

  private record Answer(String line, Map<String, String> env) {}

  /** Runs a program by way of a plan, in a shell that has two variables beside the path. */
  private Answer run(List<String> line, Map<String, String> added, boolean alone, String... args)
      throws IOException, InterruptedException {
    Map<String, String> before = new TreeMap<>();
    before.put("PATH", System.getenv("PATH"));
    before.put("KEPT", "kept");
    before.put("TAKEN", "taken");
    Map<String, String> after = new TreeMap<>(before);
    after.remove("TAKEN");
    after.putAll(added);
    String plan = ExecPlan.text(new ProcessCommand("/bin/sh", line, after), before, alone);
    List<String> shell = new ArrayList<>(List.of("bash", "-c", plan, "portside", "run", "NAME"));
    shell.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(shell).directory(dir.toFile());
    builder.environment().clear();
    builder.environment().putAll(before);
    Process process = builder.redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String answer = new String(out.readAllBytes(), ISO_8859_1);
      assertEquals(0, process.waitFor(), answer);
      return answer(answer);
    }
  }

  private static Answer answer(String text) {
    List<String> words = List.of(text.split("\0"));
    List<String> line = new ArrayList<>();
    Map<String, String> env = new TreeMap<>();
    boolean variables = false;
    for (String word : words) {
      variables |= word.startsWith("=");
      if (!variables) {
        line.add(word);
      } else {
        String variable = word.startsWith("=") ? word.substring(1) : word;
        env.put(
            variable.substring(0, variable.indexOf('=')),
            variable.substring(variable.indexOf('=') + 1));
      }
    }
    return new Answer(line.toString(), env);
  }

  /** What shells are fond of. ASCII, since this test knows nothing of the locale it runs in. */
  private static String text(Random random) {
    String alphabet = "'\"\\$`!*?[]{}()<>|&;#~%^= \t\n\r-a";
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
