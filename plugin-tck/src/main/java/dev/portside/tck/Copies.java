package dev.portside.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the classes of a provider once more, all that come from the same place as it does: so a
 * host has two providers of one name, as if two versions of its jar were there.
 */
final class Copies extends ClassLoader {
  private final ClassLoader originals;
  private final @Nullable Object place;

  Copies(Class<?> provider) {
    super(provider.getClassLoader());
    originals = provider.getClassLoader();
    place = place(provider);
  }

  private static @Nullable Object place(Class<?> type) {
    ProtectionDomain domain = type.getProtectionDomain();
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source == null || source.getLocation() == null
        ? null
        : source.getLocation().toExternalForm();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> copy = findLoadedClass(name);
      if (copy != null) {
        return copy;
      }
      Class<?> original = super.loadClass(name, resolve);
      boolean same = originals.equals(original.getClassLoader()) && place != null;
      return same && Objects.equals(place(original), place) ? copy(original) : original;
    }
  }

  private Class<?> copy(Class<?> original) {
    String file = original.getName().replace('.', '/') + ".class";
    try (InputStream in = originals.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return defineClass(original.getName(), bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
