package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit again, by the rules of Windows for paths and variables, here where they are not those of
 * the system: a directory that begins with two slashes is absolute by both.
 */
class SubprocessForeignTckTest extends SubprocessRuntimeTckTest {
  @TempDir static Path tools;

  /** Where the rules put a backslash between directory and name, the system has one name. */
  @BeforeAll
  static void writeTools() throws IOException {
    for (String cat : List.of("a\\tck-1.exe", "b\\tck-2.tck", "c;d\\tck-3.cmd", "a\\tck-4.bin")) {
      Scripts.program(tools.resolve(cat), "exec cat");
    }
    for (String wrong : List.of("b\\tck-1.exe", "b\\tck-2.exe", "x.d\\tck-5", "d\\tck-3.cmd")) {
      Scripts.program(tools.resolve(wrong), "exit 86");
    }
  }

  @Override
  SubprocessRuntime.Builder settings() {
    String base = "/" + tools;
    Map<String, String> env = new HashMap<>(System.getenv());
    env.remove("PATH");
    env.put("Path", base + "/a;;" + base + "/b;\"" + base + "/c;d\";" + base + "/x.d");
    env.put("PathExt", "tck;.exe;;.CMD");
    env.put("Tck_Hidden", "secret");
    env.put("TCK_HOST", "of the system");
    env.put("helm_plugin_dir", "of a host that is a plugin itself");
    return super.settings()
        .platform(new Platform("Windows", "amd64"))
        .environment(env)
        .hidden(Set.of("TCK_HIDDEN"))
        .variables(Map.of("tck_host", "from the host"));
  }

  /** By a path, and without an extension. */
  @Override
  String shell() {
    return "//bin/sh";
  }

  @Override
  protected List<Map<String, ?>> variants(Path dir) throws IOException {
    Scripts.program(dir.resolve("script.exe"), "exec cat");
    Scripts.program(dir.resolve("dotted.sh"), "exec cat");
    Scripts.program(
        dir.resolve("env.sh"),
        "[ \"$(env | grep -ci '^tck_host=')\" = 1 ] || exit 91",
        "[ \"$tck_host\" = 'from the host' ] || exit 92",
        "[ \"$(env | grep -ci '^helm_plugin_dir=')\" = 1 ] || exit 93",
        "[ \"$(env | grep -ci '^tck_hidden=')\" = 0 ] || exit 94",
        "[ \"$1,$2\" = 'from the host,' ] || exit 95",
        "exec cat");
    List<Map<String, ?>> variants = new ArrayList<>();
    for (String command :
        List.of(
            "tck-1",
            "tck-1.exe",
            "tck-2",
            "tck-3",
            "tck-4.bin",
            "$HELM_PLUGIN_DIR/script",
            "$Helm_Plugin_Dir/script.exe",
            "$HELM_PLUGIN_DIR/dotted.sh",
            "$HELM_PLUGIN_DIR/env.sh $TCK_Host $TCK_HIDDEN")) {
      variants.add(Variants.command(command));
    }
    return variants;
  }

  @Override
  protected Map<String, Map<String, ?>> faults(Path dir) {
    Map<String, Map<String, ?>> faults = new LinkedHashMap<>();
    for (String name : List.of("tck-0", "tck-4", "tck-5")) {
      String path = "%PATH%, which is /" + tools;
      faults.put("executable file \"" + name + "\" not found in " + path, Variants.command(name));
    }
    String own = dir.toString().replace('/', '\\');
    for (String absolute :
        List.of(
            "C:\\p", "z:/p", "\\\\srv\\share\\p", "//srv/share", "\\\\s\\h", "/\\srv/share\\")) {
      faults.put("started: " + absolute + ": no such file", Variants.protocol("tck", absolute));
    }
    Map<String, String> relative = new LinkedHashMap<>();
    relative.put("p", "p");
    relative.put("/sub//p/", "sub\\p");
    relative.put("a\\..\\.\\b/p", "b\\p");
    relative.put("c:p", "c:p");
    relative.put("c:", "c:");
    relative.put("1:\\p", "1:\\p");
    relative.put("\\x\\srv\\p", "x\\srv\\p");
    relative.put("\\\\srv", "srv");
    relative.put("\\\\srvs\\", "srvs");
    relative.put("\\\\\\share\\p", "share\\p");
    relative.put("\\\\srv\\\\p", "srv\\p");
    relative.put("\\\\s\\", "s");
    relative.forEach((program, joined) ->
        faults.put(
            "started: " + own + "\\" + joined + ": no such file",
            Variants.protocol("tck", program)));
    return faults;
  }
}
