package dev.portside.tck.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Runtime;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** The fakes once more, in a directory that is a module, as a vendor's jar is. */
final class ModuleDirectory extends URLClassLoader {
  private static final String PACKAGE = "dev.portside.tck.fake";

  private ModuleDirectory(Path dir) throws IOException {
    super(new URL[] {dir.toUri().toURL()}, ModuleDirectory.class.getClassLoader());
  }

  /** Copies the fakes and compiles a {@code module-info} of that text beside them. */
  static ModuleDirectory make(Path dir, String moduleInfo) throws IOException {
    Path classes = Files.createDirectories(dir.resolve("classes"));
    copy(placeOf(ModuleDirectory.class), classes, PACKAGE.replace('.', '/'));
    copy(placeOf(ModuleDirectory.class), classes, "META-INF/services");
    Path source = Files.writeString(dir.resolve("module-info.java"), moduleInfo, UTF_8);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path = placeOf(Runtime.class) + File.pathSeparator + placeOf(NullMarked.class);
    int code =
        compiler.run(
            null,
            null,
            null,
            List.of("-p", path, "-d", classes.toString(), "--release", "17", source.toString())
                .toArray(new String[0]));
    if (code != 0) {
      throw new IllegalStateException("module-info does not compile");
    }
    return new ModuleDirectory(classes);
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to, String folder) throws IOException {
    Files.createDirectories(to.resolve(folder));
    try (Stream<Path> files = Files.list(from.resolve(folder))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(folder).resolve(file.getFileName()));
      }
    }
  }

  /** The fakes come from here and not from the class path. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(PACKAGE)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }
}
