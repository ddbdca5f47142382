package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.PostRendererV1;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Metadata")
class MetadataTest {
  private static final FakeRuntime RUNTIME = new FakeRuntime("fake");
  private static final FakeRuntime.Settings SLOW = new FakeRuntime.Settings("slow", List.of());

  private static Metadata.Builder named(String name) {
    return Metadata.named(name).type(CliV1.TYPE, CliV1.Settings.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", "-a", "--", "_", "123", "yes", "null", "a-B_9"})
  @DisplayName("has Helm's rule for names")
  void acceptsNames(String name) {
    assertTrue(Metadata.isValidName(name));
    assertEquals(name, named(name).on(RUNTIME, SLOW).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a\n", "\na", "a.b", "a/b", "..", "é", "a\u0000", "ａ", "٣"})
  @DisplayName("refuses other names and shows them")
  void refusesNames(String name) {
    assertFalse(Metadata.isValidName(name));
    Metadata.Builder builder = named(name);
    Exception e = assertThrows(IllegalArgumentException.class, () -> builder.on(RUNTIME, SLOW));
    assertEquals(
        "invalid plugin name \"" + name + "\": must contain only a-z, A-Z, 0-9, _ and -",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0",
        "0.0.0",
        "1.0.0-a",
        "1.0.0-0a",
        "1.0.0-0",
        "1.0.0-a.1.b-c",
        "1.0.0--",
        "1.0.0+b.01",
        "1.0.0-a+b",
        "1.0.0+a-b",
        "1.0.0-SNAPSHOT",
        "18446744073709551615.0.0"
      })
  @DisplayName("has Helm's rule for versions")
  void acceptsVersions(String version) {
    assertTrue(Metadata.isValidVersion(version));
    assertEquals(version, named("a").version(version).on(RUNTIME, SLOW).version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.0",
        "0.1",
        "1.",
        "1..0",
        ".1.0",
        "1.0.",
        "v1.0.0",
        "V1.0.0",
        "01.0.0",
        "1.00.0",
        "1.0.01",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0-a..b",
        "1.0.0-.a",
        "1.0.0+",
        "1.0.0-+b",
        "1.0.0+b+c",
        " 1.0.0",
        "1.0.0 ",
        "1.0.0\n",
        "1.0.0.0",
        "1.0.0-α",
        "99999999999999999999.0.0",
        "18446744073709551616.0.0",
        "dev",
        "2024-01-01",
        "=1.0.0",
        "1.x.0",
        "1_0.0.0",
        "latest",
        "$VERSION",
        "1.0.0\u0000",
        "1.0.0-rc1.0/..",
        "1.0.0-a_b",
        "../../../../tmp/evil",
        "-1.0.0",
        "+1.0.0",
        "1.0.٣"
      })
  @DisplayName("refuses other versions and shows them")
  void refusesVersions(String version) {
    assertFalse(Metadata.isValidVersion(version));
    Metadata.Builder builder = named("a").version(version);
    Exception e = assertThrows(IllegalArgumentException.class, () -> builder.on(RUNTIME, SLOW));
    assertEquals(
        "invalid plugin version \"" + version + "\": must be valid semver", e.getMessage());
  }

  @Test
  @DisplayName("may lack a version, though the empty text is none")
  void mayLackAVersion() {
    assertEquals("", named("a").version("").on(RUNTIME, SLOW).version());
    assertFalse(Metadata.isValidVersion(""));
  }

  @Test
  @DisplayName("has at least one type, and no type twice")
  void hasTypesOnce() {
    Exception none =
        assertThrows(IllegalArgumentException.class, () -> Metadata.named("a").on(RUNTIME, SLOW));
    assertEquals("plugin \"a\" has no type", none.getMessage());
    Metadata.Builder builder = named("a");
    Exception twice =
        assertThrows(
            IllegalArgumentException.class, () -> builder.type(new CliV1(), CliV1.Settings.NONE));
    assertEquals("plugin \"a\" declares type \"cli/v1\" twice", twice.getMessage());
  }

  @Test
  @DisplayName("has capabilities in order, the first of which is the plugin's type for Helm")
  void hasCapabilitiesInOrder() {
    CliV1.Settings cli = new CliV1.Settings("u", "s", "l", true);
    GetterV1.Settings getter = new GetterV1.Settings(List.of("s3"));
    Metadata both =
        Metadata.named("both")
            .version("1.2.3")
            .type(CliV1.TYPE, cli)
            .type(GetterV1.TYPE, getter)
            .on(RUNTIME, SLOW);
    assertEquals("cli/v1", both.type());
    assertEquals(cli, both.config());
    assertTrue(both.can("getter/v1"));
    assertFalse(both.can("postrenderer/v1"));
    assertEquals(Optional.of(getter), both.config(GetterV1.Settings.class));
    assertEquals(Optional.empty(), both.config(PostRendererV1.Settings.class));
    assertEquals("both 1.2.3 cli/v1 getter/v1 on fake", both.toString());
    assertEquals("a cli/v1 on fake", named("a").on(RUNTIME, SLOW).toString());
  }

  @Test
  @DisplayName("is signed as Helm sees it: Go's names, and the first capability alone")
  void isSignedAsHelmSeesIt() {
    Metadata metadata =
        Metadata.named("a")
            .apiVersion("legacy")
            .version("1.2.3")
            .sourceUrl("https://example.com/a")
            .type(CliV1.TYPE, new CliV1.Settings("u", "s", "l", true))
            .type(GetterV1.TYPE, new GetterV1.Settings(List.of("s3")))
            .on(RUNTIME, SLOW);
    assertEquals(
        "{APIVersion=legacy, Name=a, Type=cli/v1, Runtime=fake, Version=1.2.3,"
            + " SourceURL=https://example.com/a,"
            + " Config={Usage=u, ShortHelp=s, LongHelp=l, IgnoreFlags=true},"
            + " RuntimeConfig={Greeting=slow}}",
        metadata.signedForm().toString());
  }

  @Test
  @DisplayName("is v1 unless said otherwise, and never without a format")
  void isV1() {
    Metadata.Builder builder = named("a");
    assertThrows(IllegalArgumentException.class, () -> builder.apiVersion(" "));
    assertEquals("v1", builder.on(RUNTIME, SLOW).apiVersion());
  }
}
