package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Permission;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.fixture.PluginFolder;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A permission")
class GrantTest {
  @TempDir Path base;

  private final FakeRuntime runtime = new FakeRuntime("fake");

  private PluginManager.Builder builder() {
    return PluginManager.builder()
        .runtime(runtime)
        .type(TestV1.TYPE)
        .reader(new MiniManifestReader());
  }

  private Path needy() {
    String needs = "  needs:\n    - exec:sh\n    - host:example.com\n    - exec:curl\n";
    return PluginFolder.write(base.resolve("needy"), PluginFolder.manifest("needy") + needs);
  }

  @Test
  @DisplayName("that is not granted is an error at load which names it")
  void isNamed() {
    Predicate<Permission> shell = permission -> permission.toString().equals("exec:sh");
    PluginManager manager = builder().grant(shell).build();
    Path dir = needy();
    InvalidPluginException e = assertThrows(InvalidPluginException.class, () -> manager.load(dir));
    List<String> found = Lines.of(e.findings(), base, "BASE").lines().sorted().toList();
    String at = "BASE/needy/plugin.yaml:5:3: runtimeConfig: asks for ";
    assertEquals(
        List.of(
            at + "exec:curl, which this host does not grant",
            at + "host:example.com, which this host does not grant"),
        found);
    assertEquals(List.of(), runtime.events());
  }

  @Test
  @DisplayName("is granted unless the host says otherwise")
  void isGranted() {
    assertEquals("needy", builder().build().load(needy()).metadata().name());
    PluginManager strict = builder().grant(permission -> false).build();
    assertEquals("a", strict.load(PluginFolder.add(base, "a")).metadata().name());
  }

  @Test
  @DisplayName("is asked for by plugins that a host makes, too")
  void isAskedForByAnyPlugin() {
    PluginManager strict = builder().grant(permission -> false).build();
    FakeRuntime.Settings config =
        new FakeRuntime.Settings("hi", List.of(new Permission("exec", "sh")));
    Metadata.Builder metadata = Metadata.named("made").type(TestV1.TYPE, new TestV1.Settings());
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> strict.create(runtime, config, metadata));
    assertEquals(
        "made: runtimeConfig: asks for exec:sh, which this host does not grant", e.getMessage());
    assertEquals(
        "hi",
        builder()
            .build()
            .create(runtime, config, metadata)
            .call(TestV1.TYPE, new TestV1.Input("Ada"))
            .greeting());
  }
}
