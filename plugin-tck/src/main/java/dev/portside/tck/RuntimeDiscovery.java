package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.Runtime;
import dev.portside.api.host.PluginManager;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 1: how a runtime is found. */
abstract class RuntimeDiscovery extends RuntimeKit {
  private static final String ABSENT = "dev.portside.tck.absent.NoSuchRuntime";

  RuntimeDiscovery() {}

  private Registration registration() {
    return new Registration(bench().runtime().getClass(), Runtime.class);
  }

  /**
   * Asks two instances for their names, twice each. Never skipped.
   *
   * <p>If this fails, check that {@code name()} returns a constant: manifests name the runtime by
   * it, and it is signed with them.
   */
  @Test
  @DisplayName("R-1.1 the name is not blank and always the same")
  public final void r0101_name() {
    String name = bench().runtime().name();
    assertTrue(name != null && !name.isBlank(), "name() gave a blank name");
    assertEquals(name, bench().runtime().name(), "the second name() of one instance differs");
    try (Runtime<?> another = runtime()) {
      assertEquals(name, another.name(), "the name of another instance differs");
    }
  }

  /**
   * Looks at the class and its constructors. Never skipped.
   *
   * <p>If this fails, check that the class, and all around it, is public and static, and that it
   * has a public constructor without parameters. A static {@code provider()} method is no
   * substitute: it works for named modules only.
   */
  @Test
  @DisplayName("R-1.2 ServiceLoader can make an instance: a public class with such a constructor")
  public final void r0102_publicClass() {
    registration().requireInstantiable();
  }

  /**
   * Reads the service files that the class loader of the runtime sees. Never skipped.
   *
   * <p>If this fails, check {@code META-INF/services/dev.portside.api.Runtime} in the resources of
   * the runtime's module: hosts on the class path have nothing else.
   */
  @Test
  @DisplayName("R-1.3 a service file names the runtime")
  public final void r0103_serviceFile() {
    registration().requireServiceFile();
  }

  /**
   * Reads the {@code module-info} next to the class. Skipped if there is none.
   *
   * <p>If this fails, check that it has {@code provides dev.portside.api.Runtime with}: hosts on
   * the module path do not look at service files.
   */
  @Test
  @DisplayName("R-1.4 the module of the runtime provides it")
  public final void r0104_moduleProvides() {
    registration().requireModule();
  }

  /**
   * Discovers runtimes where another provider does not exist, and calls a plugin. Skipped if {@code
   * ServiceLoader} can make no instance, which reports.
   *
   * <p>If this fails, check that the constructor and {@code name()} do nothing but what they must:
   * no look at other providers, no native library, no file.
   */
  @Test
  @DisplayName("R-1.5 a broken neighbour does not keep the runtime from being discovered")
  public final void r0105_brokenNeighbour() throws Exception {
    Registration registration = registration();
    assumeTrue(registration.obstacle().isEmpty(), "ServiceLoader can make no instance");
    Path file = scratch.resolve("neighbour").resolve(registration.fileName());
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(ABSENT, registration.provider().getName()), UTF_8);
    URL[] urls = {scratch.resolve("neighbour").toUri().toURL()};
    Workbench.Subject subject = bench().subject(Behavior.ECHO);
    try (URLClassLoader loader =
        new URLClassLoader(urls, registration.provider().getClassLoader())) {
      PluginManager manager = bench().discovering(loader);
      Plugin plugin = discover(manager, subject, loader);
      assertEquals(bench().runtime().name(), plugin.metadata().runtime());
      assertFalse(manager.setup().isEmpty(), "the broken neighbour was not even noticed");
    }
  }

  /**
   * Discovers the runtime, calls a plugin, and closes the manager, twice. Skipped if {@code
   * ServiceLoader} can make no instance, which reports, or no service file names the runtime.
   *
   * <p>If this fails, check that what the constructor without parameters makes is closed like any
   * other: the manager closes the runtimes that it has discovered, and nobody else can.
   */
  @Test
  @DisplayName("R-1.6 a runtime that a manager has discovered ends with that manager")
  public final void r0106_endsWithManager() throws Exception {
    Registration registration = registration();
    assumeTrue(registration.obstacle().isEmpty(), "ServiceLoader can make no instance");
    String name = registration.provider().getName();
    assumeTrue(registration.inServiceFiles().contains(name), "no service file names it");
    ClassLoader loader = registration.provider().getClassLoader();
    PluginManager manager = bench().discovering(loader);
    Plugin plugin = discover(manager, bench().subject(Behavior.ECHO), loader);
    TckV1.Input input = TckV1.Input.of(Bytes.utf8("hello"));
    assertEquals("hello", answer(plugin, input).data().text(), "the answer before the end");
    manager.close();
    manager.close();
    call(plugin, input, CallOptions.NONE).failure(PluginCallException.class);
  }

  /**
   * Discovers the runtime twice, by a second class of the same name that another class loader has
   * made; loads a plugin, which is to be refused, and hands one of the two to the manager, which is
   * then to be taken. Skipped if {@code ServiceLoader} can make no instance, which reports,
   * or no service file names the runtime.
   *
   * <p>If this fails, check what the class does when it is loaded or made: another runtime of its
   * name, perhaps an older version of itself, may be there, and a person has to be told of both.
   */
  @Test
  @DisplayName("R-1.7 a second runtime of the same name is told of, and neither is taken for it")
  public final void r0107_secondOfName() throws Exception {
    Registration registration = registration();
    assumeTrue(registration.obstacle().isEmpty(), "ServiceLoader can make no instance");
    Class<?> provider = registration.provider();
    assumeTrue(
        registration.inServiceFiles().contains(provider.getName()), "no service file names it");
    ClassLoader[] both = {provider.getClassLoader(), new Copies(provider)};
    String name = bench().runtime().name();
    String conflict = "two providers of runtime \"" + name + "\": " + provider.getName();
    Workbench.Subject subject = bench().subject(Behavior.ECHO);
    PluginManager manager = bench().discovering(both);
    requireRefusal(manager, subject, conflict);
    boolean told =
        manager.setup().stream()
            .anyMatch(each -> each.isError() && each.toString().startsWith(conflict));
    assertTrue(told, "the set-up says nothing of " + conflict + ", but " + manager.setup());
    PluginManager decided = bench().manager(builder -> builder.discover(both[0]).discover(both[1]));
    TckV1.Input input = TckV1.Input.of(Bytes.utf8("hello"));
    Plugin plugin = bench().load(subject, decided);
    assertEquals("hello", answer(plugin, input).data().text(), "the answer of the one handed in");
  }

  private void requireRefusal(PluginManager manager, Workbench.Subject subject, String text) {
    String said;
    try {
      bench().load(subject, manager);
      said = "one of the two was taken; the set-up says " + manager.setup();
    } catch (InvalidPluginException e) {
      said = String.valueOf(e.getMessage());
    }
    assertTrue(said.contains(text), "expected a refusal with " + text + ", but " + said);
  }

  private Plugin discover(PluginManager manager, Workbench.Subject subject, ClassLoader loader) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return bench().load(subject, manager); // a new thread inherits the class loader
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
