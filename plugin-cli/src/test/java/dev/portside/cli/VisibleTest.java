package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text of plugins")
class VisibleTest {
  @Test
  @DisplayName("is shown as it is")
  void plain() {
    String text = "a\tb\n\u00e9 \u20ac \ud83d\ude80 \u05d0";

    assertEquals(text, Visible.text(text));
  }

  @Test
  @DisplayName("cannot steer the terminal")
  void steering() {
    assertEquals(
        "\\u001b[31m \\u0085 \\u2028 \\u202e \\u2066 \\u000d",
        Visible.text("\u001b[31m \u0085 \u2028 \u202e \u2066 \r"));
  }

  @Test
  @DisplayName("stays on its line where there is one only")
  void line() {
    assertEquals("a\\nb\\u0009c", Visible.line("a\nb\tc"));
  }
}
