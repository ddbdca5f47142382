package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * How the provider of a service is registered, for the class path and for the module path alike,
 * whichever of the two the kit happens to run on.
 */
record Registration(Class<?> provider, Class<?> service) {
  static final String SERVICES = "META-INF/services/";

  /** What keeps {@code ServiceLoader} from making an instance, or empty. */
  Optional<String> obstacle() {
    if (!Modifier.isPublic(provider.getModifiers())) {
      return Optional.of(provider.getName() + " is not public");
    }
    for (Class<?> outer = provider; outer != null; outer = outer.getEnclosingClass()) {
      if (!Modifier.isPublic(outer.getModifiers())) {
        return Optional.of(outer.getName() + ", around the provider, is not public");
      }
    }
    if (provider.getEnclosingClass() != null && !Modifier.isStatic(provider.getModifiers())) {
      return Optional.of(provider.getName() + " is an inner class; make it static");
    }
    for (Constructor<?> constructor : provider.getConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(provider.getName() + " has no public constructor without parameters");
  }

  /** The providers that service files name, as far as the provider's class loader sees. */
  List<String> inServiceFiles() {
    List<String> names = new ArrayList<>();
    try {
      ClassLoader loader = provider.getClassLoader();
      for (URL file : Collections.list(loader.getResources(fileName()))) {
        names.addAll(read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** The name of the service file. */
  String fileName() {
    return SERVICES + service.getName();
  }

  /** The module that the provider is in, or would be in on the module path. */
  Optional<ModuleDescriptor> module() {
    if (provider.getModule().isNamed()) {
      return Optional.ofNullable(provider.getModule().getDescriptor());
    }
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      URI location = source.getLocation().toURI();
      return location.getScheme().equals("file") ? read(Path.of(location)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether a module provides the service with the provider. */
  boolean isProvidedBy(ModuleDescriptor module) {
    for (ModuleDescriptor.Provides provides : module.provides()) {
      if (provides.service().equals(service.getName())
          && provides.providers().contains(provider.getName())) {
        return true;
      }
    }
    return false;
  }

  /** Fails the rule unless {@code ServiceLoader} can make an instance. */
  void requireInstantiable() {
    obstacle().ifPresent(reason -> fail("ServiceLoader cannot make an instance: " + reason));
  }

  /** Fails the rule unless a service file names the provider. */
  void requireServiceFile() {
    List<String> named = inServiceFiles();
    if (!named.contains(provider.getName())) {
      String found = named.isEmpty() ? "there is no such file" : "it names " + named;
      fail(fileName() + " is to name " + provider.getName() + ", but " + found);
    }
  }

  /** Fails the rule unless the provider's module provides it; skips it where there is none. */
  void requireModule() {
    Optional<ModuleDescriptor> module = module();
    assumeTrue(module.isPresent(), provider.getName() + " is in no module");
    if (!isProvidedBy(module.get())) {
      String provides = "provides " + service.getName() + " with " + provider.getName();
      String who = "module " + module.get().name();
      fail(who + " is to say: " + provides + "; its module-info does not");
    }
  }

  private static Optional<ModuleDescriptor> read(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      Path file = place.resolve("module-info.class");
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(ModuleDescriptor.read(in));
      }
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      ZipEntry entry = jar.getEntry("module-info.class");
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return Optional.of(ModuleDescriptor.read(in));
      }
    }
  }

  private static List<String> read(URL file) throws IOException {
    List<String> names = new ArrayList<>();
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false); // a cached jar could not be deleted, or replaced
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
