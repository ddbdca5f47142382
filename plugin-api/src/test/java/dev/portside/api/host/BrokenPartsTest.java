package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Position;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.fixture.PluginFolder;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("One broken part")
class BrokenPartsTest {
  private static final MiniManifestReader READER = new MiniManifestReader();

  @TempDir Path base;

  /** A runtime that fails for the plugins that name it. */
  private static final class BadRuntime extends FakeRuntime {
    private final Function<TreeReader, Settings> reading;
    private final Function<PluginSpec<Settings>, Plugin> making;

    BadRuntime(
        Function<TreeReader, Settings> reading, Function<PluginSpec<Settings>, Plugin> making) {
      super("bad");
      this.reading = reading;
      this.making = making;
    }

    static BadRuntime reading(Function<TreeReader, Settings> reading) {
      return new BadRuntime(reading, null);
    }

    static BadRuntime making(Function<PluginSpec<Settings>, Plugin> making) {
      return new BadRuntime(in -> new Settings(in.text("greeting"), List.of()), making);
    }

    @Override
    public Settings readConfig(TreeReader in) {
      in.skip("greeting");
      return reading.apply(in);
    }

    @Override
    public Plugin createPlugin(PluginSpec<Settings> spec) {
      return making.apply(spec);
    }
  }

  static Stream<Arguments> badRuntimes() {
    return Stream.of(
        Arguments.of(
            "refuses the configuration",
            BadRuntime.reading(in -> {
              throw new IllegalArgumentException("too slow");
            }),
            ":5:3: runtimeConfig: too slow"),
        Arguments.of(
            "refuses it without a word",
            BadRuntime.reading(in -> {
              throw new IllegalArgumentException();
            }),
            ":5:3: runtimeConfig: java.lang.IllegalArgumentException"),
        Arguments.of(
            "fails to read",
            BadRuntime.reading(in -> {
              throw new IllegalStateException("no disk");
            }),
            ":5:3: runtimeConfig: java.lang.IllegalStateException: no disk"),
        Arguments.of(
            "reads nothing",
            BadRuntime.reading(in -> null),
            ":5:3: runtimeConfig: java.lang.NullPointerException: nothing was read"),
        Arguments.of(
            "lacks a class while reading",
            BadRuntime.reading(in -> {
              throw new NoClassDefFoundError("acme/Lib");
            }),
            ": failed to load: java.lang.NoClassDefFoundError: acme/Lib"),
        Arguments.of(
            "lacks a class while making",
            BadRuntime.making(spec -> {
              throw new NoClassDefFoundError("acme/Lib");
            }),
            ": failed to load: java.lang.NoClassDefFoundError: acme/Lib"),
        Arguments.of(
            "runs out of stack",
            BadRuntime.making(spec -> {
              throw new StackOverflowError();
            }),
            ": failed to load: java.lang.StackOverflowError"),
        Arguments.of(
            "refuses to make the plugin",
            BadRuntime.making(spec -> {
              throw new InvalidPluginException(
                  Finding.error(Position.of("run.sh"), "", "is missing"));
            }),
            "run.sh: is missing"),
        Arguments.of(
            "calls instead of making",
            BadRuntime.making(spec -> {
              throw new PluginCallException("bad", "did not start", Usage.UNKNOWN, null);
            }),
            ": failed to load: dev.portside.api.PluginCallException:"
                + " plugin \"bad\" did not start"),
        Arguments.of(
            "makes nothing",
            BadRuntime.making(spec -> null),
            ": failed to load: java.lang.NullPointerException: the runtime made no plugin"),
        Arguments.of(
            "makes what cannot say what it is",
            BadRuntime.making(spec -> new Anonymous()),
            ": failed to load: java.lang.NullPointerException: the plugin has no metadata"));
  }

  /** A plugin that cannot say what it is. */
  private static final class Anonymous implements Plugin {
    @Override
    public Metadata metadata() {
      return null;
    }

    @Override
    public Optional<Path> dir() {
      return Optional.empty();
    }

    @Override
    public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
      throw new IllegalStateException("never called");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRuntimes")
  @DisplayName("of a runtime that fails is an error of its plugin, not of the others")
  void ofARuntime(String what, FakeRuntime bad, String finding) {
    PluginFolder.write(base.resolve("a"), PluginFolder.manifest("a").replace("fake", "bad"));
    PluginFolder.add(base, "b");
    PluginManager manager =
        PluginManager.builder()
            .runtime(bad)
            .runtime(new FakeRuntime("fake"))
            .type(TestV1.TYPE)
            .reader(READER)
            .build();
    Plugins plugins = manager.loadAll(base);
    assertEquals("b", plugins.loaded().get(0).metadata().name());
    String file = finding.startsWith(":") ? "BASE/a/plugin.yaml" : "";
    assertEquals(file + finding, Lines.of(plugins.findings(), base, "BASE"));
    assertThrows(InvalidPluginException.class, () -> manager.load(base.resolve("a")));
  }

  @Test
  @DisplayName("of a constructor is told only if the content gave no other reason")
  void ofAConstructor() {
    Path empty =
        PluginFolder.write(
            base.resolve("empty"),
            "name: empty\ntype: getter/v1\nruntime: fake\nconfig:\n  protocols: ~\n");
    Path odd =
        PluginFolder.write(
            base.resolve("odd"),
            "name: odd\ntype: getter/v1\nruntime: fake\nconfig:\n  protocols: s3\n");
    PluginManager manager =
        PluginManager.builder()
            .runtime(new FakeRuntime("fake"))
            .type(GetterV1.TYPE)
            .reader(READER)
            .build();
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> manager.load(empty));
    assertEquals(empty + "/plugin.yaml:5:3: config: getter has no protocols", e.getMessage());
    e = assertThrows(InvalidPluginException.class, () -> manager.load(odd));
    assertEquals(
        odd + "/plugin.yaml:5:14: config.protocols: expected a list, found \"s3\"", e.getMessage());
  }

  @Test
  @DisplayName("of a reader that fails is an error of its manifest, not of the others")
  void ofAReader() {
    PluginFolder.add(base, "a");
    PluginFolder.add(base, "b");
    ManifestReader reader =
        (content, source) -> {
          if (source.endsWith("a/plugin.yaml")) {
            throw new IllegalStateException("lost");
          }
          return READER.read(content, source);
        };
    Plugins plugins =
        PluginManager.builder()
            .runtime(new FakeRuntime("fake"))
            .type(TestV1.TYPE)
            .reader(reader)
            .build()
            .loadAll(base);
    assertEquals("b", plugins.loaded().get(0).metadata().name());
    assertEquals(
        "BASE/a/plugin.yaml: failed to load: java.lang.IllegalStateException: lost",
        Lines.of(plugins.findings(), base, "BASE"));
  }
}
