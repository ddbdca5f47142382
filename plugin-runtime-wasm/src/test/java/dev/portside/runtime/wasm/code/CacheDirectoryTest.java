package dev.portside.runtime.wasm.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CacheDirectoryTest {
  static Stream<Arguments> usual() {
    return Stream.of(
        arguments(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h"), "/x/portside/wasm"),
        arguments(Map.of("XDG_CACHE_HOME", "", "HOME", "/h"), "/h/.cache/portside/wasm"),
        arguments(Map.of("XDG_CACHE_HOME", "x", "HOME", "/h"), "/h/.cache/portside/wasm"),
        arguments(Map.of("HOME", "/h"), "/h/.cache/portside/wasm"),
        arguments(Map.of("LOCALAPPDATA", "/l"), "/l/portside/wasm"),
        arguments(Map.of("HOME", "h"), null),
        arguments(Map.of(), null));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("the usual place follows the environment")
  void usual(Map<String, String> environment, @Nullable String expected) {
    assertEquals(expected == null ? null : Path.of(expected), CacheDirectory.usual(environment));
  }

  @Test
  @DisplayName("a directory is fit if its owner is this user and nobody else may write")
  void fit(@TempDir Path base) throws IOException {
    Path directory = base.resolve("a/b");
    CacheDirectory.create(directory);
    CacheDirectory.create(directory);
    assertNull(CacheDirectory.unfit(directory));
    for (String rights : new String[] {"rwx----w-", "rwx-w----"}) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(rights));
      assertEquals("others may write to it", CacheDirectory.unfit(directory));
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertNull(CacheDirectory.unfit(directory));
  }
}
