package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every way to say that a plugin is {@code cat}. */
final class Variants {
  private static final String ECHO = "$HELM_PLUGIN_DIR/echo.sh";
  private static final String OS = Platform.current().os();
  private static final String ARCH = Platform.current().arch();

  private final List<Map<String, ?>> all = new ArrayList<>();

  private Variants() {}

  /** A configuration with one command for all platforms. */
  static Map<String, ?> command(String command, String... args) {
    return Map.of("platformCommand", List.of(Map.of("command", command, "args", List.of(args))));
  }

  /** A configuration with one command for a protocol. */
  static Map<String, ?> protocol(String protocol, String command) {
    List<?> commands = List.of(Map.of("command", command));
    return Map.of(
        "protocolCommands",
        List.of(Map.of("protocols", List.of(protocol), "platformCommand", commands)));
  }

  static List<Map<String, ?>> write(Path dir) throws IOException {
    Scripts.program(dir.resolve("echo.sh"), "exec cat");
    Scripts.program(dir.resolve("spaced name.sh"), "exec cat");
    Files.createDirectories(dir.resolve("sub"));
    Scripts.program(dir.resolve("sub/echo.sh"), "exec cat");
    // Its arguments are to be those that it has been given, in pairs.
    Scripts.program(
        dir.resolve("pairs.sh"),
        "while [ $# -gt 0 ]; do [ \"$1\" = \"$2\" ] || exit 90; shift; shift || exit 89; done",
        "exec cat");
    Scripts.program(dir.resolve("count.sh"), "[ $# -eq \"$1\" ] || exit 88", "exec cat");
    Scripts.program(
        dir.resolve("stay.sh"),
        "[ \"$1,$2,$3,$4,$5\" = '$,a$,$.b,$ c,a$' ] || exit 87",
        "exec cat");
    Variants variants = new Variants();
    variants.words();
    variants.expansions(dir);
    variants.platforms();
    variants.protocols();
    return variants.all;
  }

  /** The same, for manifests of Helm 3: their own keys count where there are none of the newer. */
  static List<Map<String, ?>> writeLegacy(Path dir) throws IOException {
    Scripts.program(dir.resolve("echo.sh"), "exec cat");
    Scripts.program(dir.resolve("count.sh"), "[ $# -eq \"$1\" ] || exit 88", "exec cat");
    String count = "$HELM_PLUGIN_DIR/count.sh";
    Map<String, ?> newer = Map.of("command", count, "args", List.of("1"));
    List<?> hook = List.of(Map.of("command", "true"));
    return List.of(
        Map.of("command", ECHO),
        Map.of("command", count + " 3 $ZZ c", "hooks", Map.of("install", "echo installed")),
        Map.of("command", ECHO, "platformCommand", List.of(), "platformHooks", Map.of()),
        Map.of("command", count, "platformCommand", List.of(newer)),
        Map.of("platformCommand", List.of(newer), "hooks", Map.of()),
        Map.of("command", ECHO, "platformHooks", Map.of("install", hook), "hooks", Map.of()),
        Map.of("command", ECHO, "platformHooks", Map.of(), "hooks", Map.of("delete", "echo gone")));
  }

  private void words() {
    all.add(Map.of("platformCommand", List.of(Map.of("command", ECHO))));
    all.add(command("cat"));
    all.add(command("/bin/cat"));
    all.add(command("$HELM_PLUGIN_DIR/count.sh 3 b c"));
    all.add(command("$HELM_PLUGIN_DIR/count.sh 4  c d")); // between two blanks is an empty word
    all.add(command("$HELM_PLUGIN_DIR/count.sh 3 b", "c d"));
    all.add(command("$HELM_PLUGIN_DIR/pairs.sh a a", "b c", "b c", "", ""));
  }

  /** What Go's rules make of a dollar. */
  private void expansions(Path dir) {
    String name = "tck-variants";
    all.add(command("${HELM_PLUGIN_DIR}/pairs.sh ${HELM_PLUGIN_NAME} tck-variants"));
    all.add(
        command(
            "$HELM_PLUGIN_DIR/pairs.sh",
            "$HELM_PLUGIN_NAME",
            name,
            "<${HELM_PLUGIN_NAME}>",
            "<" + name + ">",
            "$HELM_PLUGIN_NAME-$HELM_PLUGIN_NAME",
            name + "-" + name,
            "$HELM_PLUGIN_DIR/x",
            dir + "/x",
            "$TCK_UNSET1",
            "",
            "a${TCK_UNSET}b",
            "ab"));
    all.add(command("$HELM_PLUGIN_DIR/stay.sh $ a$", "$.b", "$ c", "a$"));
    all.add(command("$HELM_PLUGIN_DIR/pairs.sh", "a$0z", "az", "$1$2", "", "$$", "", "x$*y", "xy"));
    all.add(command("$HELM_PLUGIN_DIR/pairs.sh", "a${}b", "ab", "a${b", "ab", "${A B}c", "c"));
    all.add(command("$HELM_PLUGIN_DIR/pairs.sh", "$HELM_PLUGIN_NAME.", name + "."));
    all.add(command("$HELM_PLUGIN_DIR/pairs.sh", "$ZZ_az09[", "[", "$aZ{", "{", "$zA`", "`"));
    all.add(command("$HELM_PLUGIN_DIR/pairs.sh", "$A@", "@", "$Z:", ":", "$a/", "/"));
  }

  private void platforms() {
    Map<String, ?> good = Map.of("command", ECHO);
    Map<String, ?> bad = Map.of("command", "false");
    Map<String, ?> forBoth = Map.of("os", OS, "arch", ARCH, "command", ECHO);
    String os = OS.toUpperCase(Locale.ROOT);
    String arch = ARCH.toUpperCase(Locale.ROOT);
    Map<String, ?> inCapitals = Map.of("os", os, "arch", arch, "command", ECHO);
    Map<String, ?> forOs = Map.of("os", OS, "command", ECHO);
    Map<String, ?> badForOs = Map.of("os", OS, "command", "false");
    Map<String, ?> forArch = Map.of("arch", ARCH, "command", ECHO);
    Map<String, ?> badForArch = Map.of("arch", ARCH, "command", "false");
    Map<String, ?> foreign = Map.of("os", "plan9", "command", "false");
    Map<String, ?> foreignArch = Map.of("os", OS, "arch", "z80", "command", "false");
    for (List<Map<String, ?>> commands :
        List.<List<Map<String, ?>>>of(
            List.of(foreign, foreignArch, bad, badForArch, badForOs, forBoth),
            List.of(inCapitals, badForOs, bad),
            List.of(foreignArch, bad, badForArch, forOs),
            List.of(forOs, bad, badForOs),
            List.of(badForArch, good, bad),
            List.of(foreign, foreignArch, forArch))) {
      all.add(Map.of("platformCommand", commands));
    }
  }

  private void protocols() {
    for (String program :
        List.of("echo.sh", "/echo.sh", "./sub/.././/echo.sh", "sub/echo.sh", "/bin/cat", "cat")) {
      protocol(Map.of("command", program));
    }
    protocol(Map.of("command", "../../../../../../../../../../../../../../bin/cat"));
    protocol(Map.of("command", "pairs.sh $HOME $HOME", "args", List.of("$HOME", "$HOME")));
    protocol(Map.of("command", "$HELM_PLUGIN_DIR/echo.sh"));
    all.add(
        Map.of(
            "protocolCommands", List.of(),
            "platformCommand", List.of(Map.of("command", ECHO)),
            "platformHooks", Map.of("install", List.of(), "delete", List.of(Map.of("os", "x")))));
  }

  private void protocol(Map<String, ?> command) {
    Map<String, ?> other =
        Map.of(
            "protocols", List.of("tck+other", "TCK"),
            "platformCommand", List.of(Map.of("command", "false")));
    Map<String, ?> one =
        Map.of("protocols", List.of("first", "tck"), "platformCommand", List.of(command));
    all.add(
        Map.of(
            "protocolCommands", List.of(other, one, other),
            "platformCommand", List.of(Map.of("command", "false"))));
  }
}
