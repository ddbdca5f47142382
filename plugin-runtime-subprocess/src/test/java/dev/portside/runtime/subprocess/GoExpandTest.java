package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Expansion of variables")
class GoExpandTest {
  private static final Platform LINUX = new Platform("linux", "amd64");
  private static final Platform WINDOWS = new Platform("windows", "amd64");

  private static final Map<String, String> ENV =
      Map.of(
          "A", "a",
          "B", "x y",
          "A_B", "ab",
          "_", "u",
          "1", "one",
          "EMPTY", "",
          "é", "acc",
          "HELM_PLUGIN_DIR", "/p d");

  @ParameterizedTest(name = "{0} becomes {1}")
  @DisplayName("is that of Go's os.Expand")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          $A~a
          ${A}~a
          $A$A~aa
          $AB~""
          ${A}B~aB
          $A_B~ab
          $A-B~a-B
          $A.B~a.B
          $UNSET~""
          ${UNSET}~""
          x${UNSET}y~xy
          $EMPTY.~.
          $B~x y
          $$~""
          $$A~A
          $~$
          a$~a$
          "$ "~"$ "
          $ A~$ A
          ${}~""
          ${~""
          ${A~A
          ${ A }~""
          ${A B}~""
          ${A:-d}~""
          ${A-d}~""
          $1~one
          $10~one0
          ${1}~one
          ${10}~""
          $*~""
          $#~""
          $@~""
          $!~""
          $?~""
          $-~""
          $0~""
          $9x~x
          \\$A~\\a
          '$A'~'a'
          %A%~%A%
          $(A)~$(A)
          $[A]~$[A]
          ${{A}}~}
          $é~$é
          ${é}~acc
          a${A}b${A}c~aabac
          $A}~a}
          $_~u
          $_x~""
          ${_}~u
          ${*}~""
          ${**}~""
          ${!}~""
          `$A`~`a`
          $HELM_PLUGIN_DIR/x~/p d/x
          ${HELM_PLUGIN_DIR}\\x~/p d\\x
          $/x~$/x
          $\\x~$\\x
          a$b$~a$
          ""~""
          plain~plain
          """)
  void expands(String text, String expected) {
    assertEquals(expected, GoExpand.expand(text, ENV, LINUX));
  }

  @Test
  @DisplayName("does not expand what a variable holds")
  void isNotRecursive() {
    assertEquals("$B", GoExpand.expand("$A", Map.of("A", "$B", "B", "b"), LINUX));
  }

  @Test
  @DisplayName("finds a variable in another case on Windows only")
  void caseMattersButOnWindows() {
    Map<String, String> env = Map.of("Path", "p");
    assertEquals("", GoExpand.expand("$PATH", env, LINUX));
    assertEquals("p", GoExpand.expand("$PATH", env, WINDOWS));
  }
}
