package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.ManifestReader;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.PluginType;
import dev.portside.api.Runtime;
import dev.portside.api.SignedBlockWriter;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.fixture.PluginFolder;
import dev.portside.api.fixture.ProviderLoader;
import dev.portside.api.fixture.Providers;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Discovery")
class DiscoveryTest {
  private static final TestV1.Input ADA = new TestV1.Input("Ada");
  private static final String READER = MiniManifestReader.class.getName();

  @TempDir Path jar;
  @TempDir Path base;

  private ProviderLoader loader;

  @BeforeEach
  void openLoader() throws IOException {
    loader = new ProviderLoader(jar);
    PluginFolder.add(base, "hello");
  }

  @AfterEach
  void closeLoader() throws IOException {
    loader.close();
  }

  private String setup(PluginManager manager) {
    return Lines.of(manager.setup()).replace("dev.portside.api.fixture.Providers$", "");
  }

  @Test
  @DisplayName("finds runtimes, types and readers")
  void finds() throws IOException {
    loader.provide(Runtime.class, Providers.name("Fake"), Providers.name("Second"));
    loader.provide(ManifestReader.class, READER);
    PluginManager manager = PluginManager.builder().discover(loader).build();
    Plugin plugin = manager.load(base.resolve("hello"));
    assertEquals("I am hello", plugin.call(TestV1.TYPE, ADA).greeting());
    assertEquals("", setup(manager));
  }

  @Test
  @DisplayName("looks where the thread looks, by default")
  void looksWhereTheThreadLooks() throws IOException {
    loader.provide(Runtime.class, Providers.name("Fake"));
    loader.provide(ManifestReader.class, READER);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try (PluginManager manager = PluginManager.discovered()) {
      assertEquals(1, manager.loadAll(base).loaded().size());
      assertThrows(IllegalStateException.class, manager::close);
    } catch (IllegalStateException e) {
      assertEquals("closed fake", e.getMessage());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  @DisplayName("finds the built-in types in a layer of modules")
  void findsInALayer() {
    PluginManager manager =
        PluginManager.builder()
            .discover(ModuleLayer.boot())
            .runtime(new FakeRuntime("fake"))
            .reader(new MiniManifestReader())
            .build();
    assertEquals(1, manager.loadAll(base).loaded().size());
  }

  @Test
  @DisplayName("loses against what the host hands in")
  void losesAgainstTheHost() throws IOException {
    loader.provide(Runtime.class, Providers.name("Fake"), Providers.name("Second"));
    FakeRuntime mine = new FakeRuntime("fake");
    PluginManager manager =
        PluginManager.builder()
            .discover(loader)
            .runtime(new FakeRuntime("fake"))
            .runtime(mine)
            .reader(new MiniManifestReader())
            .build();
    manager.load(base.resolve("hello"));
    assertEquals(List.of("create hello"), mine.events(), "the last one handed in");
  }

  @Test
  @DisplayName("waits for the first name that was not handed in")
  void waits() throws IOException {
    loader.provide(Runtime.class, "no.such.Provider");
    PluginManager manager =
        PluginManager.builder()
            .discover(loader)
            .runtime(new FakeRuntime("fake"))
            .type(TestV1.TYPE)
            .reader(new MiniManifestReader())
            .build();
    try (Plugins plugins = manager.loadAll(base)) {
      plugins.get(Descriptor.named("hello")).call(TestV1.TYPE, ADA);
    }
    manager.close();
    assertEquals(List.of(), loader.lookedUp());
    manager.setup();
    assertEquals(
        List.of(
            Runtime.class.getName(),
            PluginType.class.getName(),
            ManifestReader.class.getName(),
            SignedBlockWriter.class.getName()),
        loader.lookedUp());
    manager.setup();
    assertEquals(4, loader.lookedUp().size(), "once");
  }

  @Test
  @DisplayName("skips providers that are broken, names them, and goes on with the others")
  void skipsBrokenProviders() throws IOException {
    loader.provide(
        Runtime.class,
        "no.such.Provider",
        Providers.name("FailsToStart"),
        Providers.name("FailsToTell"),
        Providers.name("Nameless"),
        READER,
        Providers.name("Fake"));
    PluginManager manager =
        PluginManager.builder().discover(loader).reader(new MiniManifestReader()).build();
    assertEquals(1, manager.loadAll(base).loaded().size());
    String skipped = "warning: skipped a provider: ";
    String service = skipped + "dev.portside.api.Runtime: Provider ";
    assertEquals(
        List.of(
            service + "no.such.Provider not found",
            service
                + "FailsToStart could not be instantiated:"
                + " java.lang.IllegalStateException: no licence",
            skipped + "FailsToTell: java.lang.IllegalStateException: no licence",
            skipped + "Nameless: java.lang.NullPointerException: it has no name",
            skipped + "dev.portside.api.Runtime: " + READER + " not a subtype"),
        setup(manager).lines().toList());
  }

  @Test
  @DisplayName("skips a provider whose library is missing")
  void skipsWhatLacksALibrary() throws IOException {
    try (ProviderLoader partial = new ProviderLoader(jar, "dev.portside.api.fixture.FakeRuntime")) {
      partial.provide(Runtime.class, Providers.name("Fake"));
      PluginManager manager = PluginManager.builder().discover(partial).build();
      assertEquals(
          "warning: skipped a provider: java.lang.NoClassDefFoundError:"
              + " dev/portside/api/fixture/FakeRuntime:"
              + " java.lang.ClassNotFoundException: dev.portside.api.fixture.FakeRuntime",
          setup(manager));
    }
  }

  @Test
  @DisplayName("ends, though a class loader fails for ever")
  void ends() {
    ClassLoader broken =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("disk on fire");
          }
        };
    PluginManager manager = PluginManager.builder().discover(broken).build();
    List<String> found = setup(manager).lines().toList();
    assertEquals(4, found.size(), "one for each service: " + found);
    assertTrue(found.get(0).contains("disk on fire"), found.get(0));
  }

  @Test
  @DisplayName("fails for a name that two providers have, whichever came first, and for no other")
  void failsForANameOfTwo() throws IOException {
    loader.provide(
        Runtime.class,
        Providers.name("Fake"),
        Providers.name("OtherFake"),
        Providers.name("Second"));
    PluginFolder.write(
        base.resolve("other"), PluginFolder.manifest("other").replace("fake", "second"));
    PluginManager manager =
        PluginManager.builder().discover(loader).reader(new MiniManifestReader()).build();
    Plugins plugins = manager.loadAll(base);
    assertEquals("other", plugins.loaded().get(0).metadata().name());
    String text =
        "two providers of runtime \"fake\": Fake and OtherFake;"
            + " remove one of them, or hand one to the builder of PluginManager";
    assertEquals(
        "BASE/hello/plugin.yaml:3:10: runtime: " + text,
        Lines.of(plugins.findings(), base, "BASE").replace(Providers.name(""), ""));
    assertEquals(text, setup(manager), "and the set-up says so, too");
    PluginManager mine =
        PluginManager.builder()
            .discover(loader)
            .runtime(new FakeRuntime("fake"))
            .reader(new MiniManifestReader())
            .build();
    assertEquals(2, mine.loadAll(base).loaded().size(), "handing one in is the way out");
  }

  @Test
  @DisplayName("fails if there are two readers of manifests")
  void failsIfThereAreTwoReaders() throws IOException {
    loader.provide(ManifestReader.class, READER, Providers.name("OtherReader"));
    PluginManager manager = PluginManager.builder().discover(loader).build();
    PluginException e = assertThrows(PluginException.class, () -> manager.loadAll(base));
    String start = "two providers of ManifestReader: " + READER + " and ";
    assertEquals(start, e.getMessage().substring(0, start.length()));
  }

  @Test
  @DisplayName("takes one class for one provider, however often it is found")
  void takesOneClassOnce() throws IOException {
    loader.provide(Runtime.class, Providers.name("Second"));
    PluginManager manager =
        PluginManager.builder()
            .discover(loader)
            .discover(loader)
            .discover(ModuleLayer.boot())
            .discover((ClassLoader) null)
            .build();
    assertEquals("", setup(manager));
  }

  @Test
  @DisplayName("tells why there is no reader if the one there is broken")
  void tellsWhyThereIsNoReader() throws IOException {
    loader.provide(ManifestReader.class, "no.such.Reader");
    PluginManager manager = PluginManager.builder().discover(loader).build();
    PluginException e = assertThrows(PluginException.class, () -> manager.loadAll(base));
    assertEquals(
        """
        no ManifestReader: add the module plugin-metadata, \
        or hand one to the builder of PluginManager
          warning: skipped a provider: dev.portside.api.ManifestReader: \
        Provider no.such.Reader not found\
        """,
        e.getMessage());
  }

  @Test
  @DisplayName("lends the runtimes it found to the manager, who closes them and no others")
  void lendsRuntimes() throws IOException {
    loader.provide(Runtime.class, Providers.name("Fake"), Providers.name("Second"));
    FakeRuntime mine = new FakeRuntime("mine");
    PluginManager manager = PluginManager.builder().discover(loader).runtime(mine).build();
    manager.setup();
    Exception e = assertThrows(IllegalStateException.class, manager::close);
    assertEquals("closed fake", e.getMessage());
    assertEquals("closed second", e.getSuppressed()[0].getMessage());
    assertFalse(mine.events().contains("close mine"));
  }
}
