package dev.portside.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.metadata.YamlManifestReader;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SOURCE_DATE_EPOCH")
class SourceDateEpochTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "8589934592", "99999999999999999999"})
  @DisplayName("is refused if it is no time, with what was found and expected")
  void isRefused(String value) {
    PluginPackager packager = PluginPackager.with(new YamlManifestReader());
    assertEquals(
        "SOURCE_DATE_EPOCH is \""
            + value
            + "\", expected the seconds since 1970 as a number from 0 to 8589934591",
        assertThrows(
                IllegalArgumentException.class,
                () -> packager.withTimeFrom(Map.of("SOURCE_DATE_EPOCH", value)))
            .getMessage());
  }
}
