package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.portside.api.Stdio;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class InheritedInputTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("An interrupt ends the wait for the input of the process, which stays usable")
  void leavesInputUsable() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                InheritedInput.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        OutputStream input = process.getOutputStream()) {
      assertEquals("interrupted", said.readLine());
      input.write("what came later\n".getBytes(UTF_8));
      input.flush();
      assertEquals("then what came later", said.readLine());
      assertEquals(0, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return Stream.of(
            InheritedInput.class,
            GuestInput.class,
            Stdio.class,
            ChicoryInterruptedException.class,
            ChicoryException.class)
        .map(InheritedInputTest::home)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The directory or archive that a class is in; of a patched module each class has its own. */
  private static String home(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    String url = type.getClassLoader().getResource(file).toString();
    try {
      String place = url.startsWith("jar:") ? url.substring(4, url.indexOf('!')) : url;
      Path path = Path.of(new URI(place));
      return url.startsWith("jar:")
          ? path.toString()
          : path.toString().substring(0, path.toString().length() - file.length() - 1);
    } catch (URISyntaxException e) {
      throw new AssertionError(List.of(url).toString(), e);
    }
  }
}
