package com.example.jarplugins;

import com.example.jarplugins.guest.Program;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The jar of one plugin, opened by the first call. Safe for use by several threads. */
final class PluginJar {
  private final Path jar;
  private final Set<String> hostPackages;
  private @Nullable URLClassLoader loader;
  private boolean closed;

  PluginJar(Path jar, List<String> hostPackages) {
    this.jar = jar;
    this.hostPackages = new HashSet<>(hostPackages);
    this.hostPackages.add(Program.class.getPackageName());
  }

  /**
   * A new instance of a program; runs the plugin's code, so call it in the plugin's thread. A class
   * that failed to initialise stays broken in its loader, so the next call gets another loader.
   */
  Program instantiate(String name) throws IOException, ReflectiveOperationException {
    URLClassLoader current = open();
    Thread.currentThread().setContextClassLoader(current);
    try {
      Class<?> found = Class.forName(name, true, current);
      if (!Program.class.isAssignableFrom(found)) {
        throw new ClassNotFoundException(name + " does not implement " + Program.class.getName());
      }
      return (Program) found.getConstructor().newInstance();
    } catch (LinkageError e) {
      forget(current);
      throw e;
    }
  }

  private synchronized URLClassLoader open() throws IOException {
    if (closed) {
      throw new IOException("the plugin is closed");
    }
    URLClassLoader current = loader;
    if (current == null) {
      new JarFile(jar.toFile()).close(); // a class loader does not tell what is wrong with a jar
      URL[] urls = {jar.toUri().toURL()};
      current = new URLClassLoader(urls, new HostClasses(hostPackages));
      loader = current;
    }
    return current;
  }

  /** Does not close it: other calls may be using it. */
  private synchronized void forget(URLClassLoader broken) {
    if (loader == broken) {
      loader = null;
    }
  }

  /** Closes the jar; calls that are under way cannot load further classes of it. Idempotent. */
  synchronized void close() throws IOException {
    closed = true;
    if (loader != null) {
      loader.close();
      loader = null;
    }
  }

  /** The classes of the JDK, and of some packages of the host. */
  private static final class HostClasses extends ClassLoader {
    private final Set<String> packages;

    HostClasses(Set<String> packages) {
      super(ClassLoader.getPlatformClassLoader());
      this.packages = packages;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      int dot = name.lastIndexOf('.');
      if (dot >= 0 && packages.contains(name.substring(0, dot))) {
        return Class.forName(name, false, JavaRuntime.class.getClassLoader());
      }
      Class<?> found = super.loadClass(name, resolve);
      ClassLoader owner = found.getClassLoader();
      // The loader of the JDK's modules finds those of the application, too.
      if (owner != null && owner != getParent()) {
        throw new ClassNotFoundException(name);
      }
      return found;
    }
  }
}
