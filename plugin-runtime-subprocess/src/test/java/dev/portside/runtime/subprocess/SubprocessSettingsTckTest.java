package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The kit again, with all settings set: another environment, and the pipes of the JDK. */
class SubprocessSettingsTckTest extends SubprocessRuntimeTckTest {
  @TempDir static Path tools;

  private static String relative = "";

  @BeforeAll
  static void writeTools() throws IOException {
    relative = Path.of("").toAbsolutePath().relativize(tools.toRealPath()).toString();
    Scripts.program(tools.resolve("tck-relative"), "exec cat");
    Scripts.program(tools.resolve("tck-tool"), "exec cat");
  }

  @Override
  SubprocessRuntime.Builder settings() {
    Map<String, String> env = new HashMap<>(System.getenv());
    env.put("TCK_HIDDEN", "secret");
    env.put("HELM_PLUGIN_DIR", "of a host that is a plugin itself");
    env.merge("PATH", ":" + tools + "/none:" + relative, (path, more) -> path + more);
    return super.settings()
        .grace(Duration.ofSeconds(5))
        .environment(env)
        .hidden(Set.of("TCK_HIDDEN"))
        .variables(Map.of("TCK_HOST", "from the host", "TCK_TOOLS", tools.toString()))
        .pipesOfTheJdk();
  }

  /** As most programs do, so that the longer grace is of no consequence. */
  @Override
  String hang() {
    return "echo hanging >&2; exec sleep 600";
  }

  /** Counting takes the shell a while; another program would be told to end, too. */
  @Override
  protected Optional<Map<String, ?>> cleaningUp(Path dir) throws IOException {
    Scripts.write(
        dir.resolve("clean.sh"),
        "trap 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo clean >&2; exit 1' TERM",
        "echo hanging >&2",
        "while :; do sleep 600 & wait $!; done");
    return Optional.of(Variants.command("sh $HELM_PLUGIN_DIR/clean.sh"));
  }

  /** Without pipes of its own the runtime finds no child that has lost its parent. */
  @Override
  String spawn() {
    return "sleep 600 & echo $! >&2; wait";
  }

  @Override
  protected List<Map<String, ?>> variants(Path dir) throws IOException {
    Scripts.write(
        dir.resolve("env.sh"),
        "[ \"$TCK_HOST\" = 'from the host' ] || exit 91",
        "[ \"$HELM_PLUGIN_NAME\" = tck-variants ] || exit 92",
        "[ \"$HELM_PLUGIN_DIR\" = '" + dir + "' ] || exit 93",
        "[ -z \"$TCK_HIDDEN\" ] || exit 94",
        "[ \"$1\" = 'from the host' ] || exit 95",
        "exec cat");
    List<Map<String, ?>> variants = new ArrayList<>(super.variants(dir));
    variants.add(Variants.command("sh $HELM_PLUGIN_DIR/env.sh", "$TCK_HOST"));
    variants.add(Variants.command("$TCK_TOOLS/tck-tool"));
    return variants;
  }

  @Override
  protected Map<String, Map<String, ?>> faults(Path dir) throws IOException {
    Map<String, Map<String, ?>> faults = new LinkedHashMap<>(super.faults(dir));
    faults.put(
        "\"tck-relative\" is found relative to the current directory only, as " + relative,
        Variants.command("tck-relative"));
    return faults;
  }
}
