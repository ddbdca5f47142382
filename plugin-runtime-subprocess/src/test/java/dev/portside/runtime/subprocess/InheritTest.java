package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Plugin;
import java.io.File;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plugin that inherits the streams of its host")
class InheritTest {
  /** The directory or archive that a class comes from. */
  private static String home(Class<?> type) throws Exception {
    String name = type.getName().replace('.', '/') + ".class";
    String url = type.getResource("/" + name).toString();
    String home = url.substring(0, url.length() - name.length());
    if (home.startsWith("jar:")) {
      home = home.substring("jar:".length(), home.length() - "!/".length());
    }
    return Path.of(URI.create(home)).toString();
  }

  @Test
  @DisplayName("has the very same ones, and leaves no end of its standard error")
  void hasTheSame() throws Exception {
    String classPath =
        String.join(
            File.pathSeparator,
            home(InheritMain.class),
            home(SubprocessRuntime.class),
            home(Plugin.class));
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                classPath,
                InheritMain.class.getName(),
                "sh",
                "-c",
                "read x; echo out $x; echo err $x >&2; exit 9")
            .start();
    try (OutputStream in = host.getOutputStream()) {
      in.write("hello\n".getBytes(UTF_8));
    }
    assertEquals(
        "out hello\nplugin \"subject\" exited with error (exit code 9) detail: []\n",
        new String(host.getInputStream().readAllBytes(), UTF_8));
    assertEquals("err hello\n", new String(host.getErrorStream().readAllBytes(), UTF_8));
    assertEquals(0, host.waitFor());
  }
}
