package dev.portside.runtime.wasm.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.runtime.wasm.host.ImportKind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A state serves other calls if they would have come to it, too")
class SoundnessTest {
  @ParameterizedTest(name = "{0}: {1}, with one clock {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | ALWAYS           | ALWAYS
          LAYOUT                      | ALWAYS           | ALWAYS
          ENVIRONMENT                 | SAME_ENVIRONMENT | SAME_ENVIRONMENT
          LAYOUT ENVIRONMENT          | SAME_ENVIRONMENT | SAME_ENVIRONMENT
          VOLATILE                    | NEVER            | ALWAYS
          VOLATILE ENVIRONMENT LAYOUT | NEVER            | SAME_ENVIRONMENT
          KERNEL                      | NEVER            | NEVER
          OTHER                       | NEVER            | NEVER
          LAYOUT OTHER                | NEVER            | NEVER
          """)
  @DisplayName("the worst of what was asked decides")
  void worstDecides(String kinds, Soundness plain, Soundness frozenClock) {
    Set<ImportKind> used = EnumSet.noneOf(ImportKind.class);
    for (String kind : kinds.isEmpty() ? new String[0] : kinds.split(" ")) {
      used.add(ImportKind.valueOf(kind));
    }
    assertEquals(plain, Soundness.of(used, false));
    assertEquals(frozenClock, Soundness.of(used, true));
  }
}
