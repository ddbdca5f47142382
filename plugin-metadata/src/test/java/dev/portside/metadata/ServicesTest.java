package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.Manifest;
import dev.portside.api.host.PluginManager;
import dev.portside.api.type.CliV1;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {
  @Test
  @DisplayName("A manager that discovers finds the reader, and takes one that is handed in")
  void isDiscovered(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("plugin.yaml"), "name: a\nversion: 1.0.0\n");
    try (PluginManager discovered = PluginManager.discovered();
        PluginManager explicit =
            PluginManager.builder().reader(new YamlManifestReader()).type(new CliV1()).build()) {
      assertEquals("a", discovered.read(dir).name());
      assertEquals("a", explicit.read(dir).name());
    }
  }

  @Test
  @DisplayName("One reader serves several threads")
  void servesThreads() throws Exception {
    YamlManifestReader reader = new YamlManifestReader();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String name = "plugin-" + i;
        tasks.add(() -> {
          Manifest manifest =
              reader.read(Bytes.utf8("name: " + name + "\nhooks: &h {a: b}\n"), name);
          return manifest.name().equals(name) && manifest.findings().isEmpty();
        });
      }
      for (Future<Boolean> read : threads.invokeAll(tasks)) {
        assertTrue(read.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
