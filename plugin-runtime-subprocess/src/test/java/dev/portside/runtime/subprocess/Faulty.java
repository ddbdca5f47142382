package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plugins that cannot be called, and what their authors are told. */
final class Faulty {
  private final Map<String, Map<String, ?>> all = new LinkedHashMap<>();

  private Faulty() {}

  static Map<String, Map<String, ?>> write(Path dir) throws IOException {
    Scripts.write(dir.resolve("unmarked.sh"), "#!/bin/sh", "exec cat");
    Scripts.runnable(dir.resolve("empty"), "");
    Scripts.runnable(dir.resolve("mark"), "\ufeff#!/bin/sh\ncat\n");
    Scripts.runnable(dir.resolve("text"), "cat\n");
    Scripts.runnable(dir.resolve("two"), "#!");
    Scripts.runnable(dir.resolve("odd"), "#! \t/no/such/interpreter -x\ncat\n");
    Scripts.runnable(dir.resolve("windows"), "#!/bin/sh\r\ncat\r\n");
    Faulty faulty = new Faulty();
    faulty.files();
    faulty.commands();
    faulty.protocols();
    return faulty.all;
  }

  private void add(String text, String command) {
    all.put(text, Variants.command(command));
  }

  private void files() {
    add("missing: no such file or directory", "$HELM_PLUGIN_DIR/missing");
    add("/tck-faults is a directory", "$HELM_PLUGIN_DIR");
    add("/dev/null is no regular file", "/dev/null");
    add("permission denied; it is not executable (chmod +x)", "$HELM_PLUGIN_DIR/unmarked.sh");
    add("empty: exec format error; the file is empty", "$HELM_PLUGIN_DIR/empty");
    add("a byte order mark precedes its first line", "$HELM_PLUGIN_DIR/mark");
    add("text: exec format error; it is a text whose first line", "$HELM_PLUGIN_DIR/text");
    add("two: exec format error; it is a text whose first line", "$HELM_PLUGIN_DIR/two");
    add("its interpreter /no/such/interpreter does not exist", "$HELM_PLUGIN_DIR/odd");
    add("by that name: the first line ends as on Windows (CR LF)", "$HELM_PLUGIN_DIR/windows");
  }

  private void commands() {
    add("executable file \"tck-none\" not found in $PATH, which is ", "tck-none");
    add("its command is empty once its variables are expanded", "$TCK_UNSET");
    add("the one for any platform is empty", "");
    add("the one for any platform begins with a blank", " cat");
    all.put("no plugin command is applicable: the manifest has none", Map.of());
    all.put(
        "there are commands for plan9, any/z80, plan9/386, plan9",
        Map.of(
            "platformCommand",
            List.of(
                Map.of("os", "plan9", "command", "cat"),
                Map.of("os", "plan9", "command", "sh"),
                Map.of("arch", "z80", "command", "cat"),
                Map.of("os", "plan9", "arch", "386", "command", "cat"),
                Map.of("os", "plan9", "command", "cat"))));
  }

  private void protocols() {
    List<?> cat = List.of(Map.of("command", "cat"));
    all.put(
        "has no downloader for protocol \"tck\"; it serves: a, b, c",
        Map.of(
            "protocolCommands",
            List.of(
                Map.of("protocols", List.of("a", "b"), "platformCommand", cat),
                Map.of("platformCommand", cat),
                Map.of("protocols", List.of("c", "a"), "platformCommand", cat))));
    all.put(
        "has no downloader for protocol \"tck\"; it serves: none",
        Map.of("protocolCommands", List.of(Map.of("platformCommand", cat))));
    all.put(
        "protocol \"tck\" cannot be started: no plugin command is applicable: the manifest has",
        Map.of("protocolCommands", List.of(Map.of("protocols", List.of("tck")))));
    all.put(
        "protocol \"tck\" cannot be started: no plugin command is applicable to",
        Map.of(
            "protocolCommands",
            List.of(
                Map.of(
                    "protocols",
                    List.of("tck"),
                    "platformCommand",
                    List.of(Map.of("os", "plan9", "command", "cat"))))));
    all.put(
        "tck-faults/absent.sh: no such file or directory",
        Map.of(
            "protocolCommands",
            List.of(
                Map.of(
                    "protocols",
                    List.of("tck"),
                    "platformCommand",
                    List.of(Map.of("command", "absent.sh"))))));
  }
}
