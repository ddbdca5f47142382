package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Manifest;
import dev.portside.api.Tree;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileManifestTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  @DisplayName("More than one mebibyte is not read, exactly one is")
  void boundsSize() {
    String full = "name: a\n#" + " ".repeat((1 << 20) - 9);
    assertEquals(List.of(), Manifests.findings(full));
    assertEquals(
        List.of("plugin.yaml: the manifest has 1048577 bytes, the limit is 1048576 (1 MiB)"),
        Manifests.findings(full + " "));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"[", "{a: ", "? ", "- ", "{? ", "[a, "})
  @DisplayName("Nesting is bounded, wherever it stands")
  void boundsDepth(String open) {
    for (String prefix : List.of("", "name: a\nskipped:\n  ")) {
      List<String> findings = Manifests.findings(prefix + open.repeat(10_000));
      assertEquals(1, findings.size());
      assertTrue(findings.get(0).endsWith("nested deeper than 250 levels"), findings.get(0));
    }
  }

  @Test
  @DisplayName("What is not too deep is read")
  void readsDeepNesting() {
    String nested = "[".repeat(240) + "]".repeat(240);
    assertEquals(
        List.of(), Manifests.findings(Manifests.V1 + "runtimeConfig: {x: " + nested + "}\n"));
  }

  @Test
  @DisplayName("A chain of aliases is nesting, too")
  void boundsChainsOfAliases() {
    StringBuilder yaml = new StringBuilder("name: a\nc0: &c0 [x]\n");
    StringBuilder merges = new StringBuilder("name: a\nc0: &c0 {usage: x}\n");
    for (int i = 1; i < 20_000; i++) {
      yaml.append("c" + i + ": &c" + i + " [*c" + (i - 1) + "]\n");
      merges.append("c" + i + ": &c" + i + " {<<: *c" + (i - 1) + "}\n");
    }
    assertRefused("nested deeper than 250 levels", yaml + "platformCommand: *c19999\n");
    assertRefused("nested deeper than 250 levels", merges + "<<: *c19999\n");
  }

  @Test
  @DisplayName("A bomb of aliases is refused where Helm would unfold it, and skipped elsewhere")
  void refusesAliasBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
    }
    assertTimeoutPreemptively(
        LONG,
        () -> {
          assertEquals(List.of(), Manifests.findings(bomb + "name: a\n"));
          assertRefused(
              "document contains excessive aliasing", bomb + "name: a\nplatformCommand: *a29\n");
          assertRefused(
              "document contains excessive aliasing",
              Manifests.V1 + "runtimeConfig:\n" + bomb.toString().indent(2));
        });
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {">", "|", "- >", "name: |", "name: >-"})
  @DisplayName("Tabs are looked for in no line that is not there")
  void endsInBlockScalar(String begin) {
    for (String end : List.of("\t", "\t".repeat(8), " \t\t", "\n\t", "\t\n")) {
      assertTimeoutPreemptively(LONG, () -> Manifests.findings(begin + end), begin + end);
    }
  }

  @Test
  @DisplayName("A bomb of merges is refused")
  void refusesMergeBombs() {
    StringBuilder bomb = new StringBuilder("m0: &m0 {usage: x}\n");
    for (int i = 1; i < 60; i++) {
      String one = "*m" + (i - 1);
      bomb.append("m" + i + ": &m" + i + " {<<: [" + one + ", " + one + "]}\n");
    }
    assertTimeoutPreemptively(
        LONG,
        () -> assertRefused("document contains excessive aliasing", bomb + "name: a\n<<: *m59\n"));
  }

  @Test
  @DisplayName("Many harmless aliases are fine and share one tree")
  void sharesAliases() {
    Manifest manifest =
        Manifests.read(
            Manifests.V1
                + "runtimeConfig: {x: &x {a: [b]}, y: ["
                + "*x,".repeat(60)
                + "], z: "
                + "w".repeat(10)
                + "}\n");
    assertEquals(List.of(), manifest.findings());
    Tree.Mapping config = (Tree.Mapping) manifest.runtimeConfig();
    Tree.Sequence list = (Tree.Sequence) config.get("y");
    assertEquals(60, list.items().size());
    assertSame(config.get("x"), list.items().get(59));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        "hooks: &h {install: *h}",
        "hooks: &h {<<: *h}",
        "platformCommand: &c [*c]",
        "platformHooks: {a: &c [{args: *c}]}"
      })
  @DisplayName("An anchor within itself is a finding")
  void reportsCycles(String yaml) {
    List<String> findings = Manifests.findings("name: a\n" + yaml + "\n");
    assertEquals(1, findings.size());
    assertTrue(findings.get(0).endsWith("an anchor contains itself"), findings.get(0));
  }

  @Test
  @DisplayName("The manifest itself may not be merged into itself")
  void reportsCycleOfRoot() {
    assertEquals(
        List.of("plugin.yaml:3:5: <<: an anchor contains itself"),
        Manifests.findings("--- &top\nname: a\n<<: *top\n"));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"1e999999999", "1e-999999999", "-1e999999999", "0x" + "f"})
  @DisplayName("Numbers of any size cost nothing")
  void readsHugeNumbers(String number) {
    assertTimeoutPreemptively(
        LONG,
        () -> {
          assertEquals(
              List.of(), Manifests.findings(Manifests.V1 + "config: {usage: " + number + "}\n"));
          String digits = "9".repeat(500_000);
          assertEquals(
              List.of(), Manifests.findings(Manifests.V1 + "config: {usage: " + digits + "}\n"));
        });
  }

  @Test
  @DisplayName("Long manifests of small things are read in time")
  void readsManySmallThings() {
    assertTimeoutPreemptively(
        LONG,
        () -> {
          assertEquals(1, Manifests.findings("? " + "k".repeat(900_000) + "\n: x\n").size());
          assertEquals(
              List.of(), Manifests.findings("name: a\nx: [" + "a:,".repeat(100_000) + "]\n"));
          assertEquals(List.of(), Manifests.findings("name: a\nx: y\n" + "  \t\n".repeat(100_000)));
          assertEquals(50_000, Manifests.findings("name: a\n" + "name: b\n".repeat(50_000)).size());
        });
  }

  @Test
  @DisplayName("A finding shows a long text cut, and control characters as escapes")
  void showsTextSafely() {
    String finding = Manifests.findings("name: \"\\e[31m" + "x".repeat(500) + "\"\n").get(0);
    assertEquals(
        "plugin.yaml:1:7: name: invalid plugin name \"\\x1b[31m"
            + "x".repeat(55)
            + "...\": must contain only a-z, A-Z, 0-9, _ and -",
        finding);
  }

  private static void assertRefused(String reason, String yaml) {
    List<String> findings = Manifests.findings(yaml);
    String last = findings.get(findings.size() - 1);
    assertTrue(last.endsWith(reason), last);
  }
}
