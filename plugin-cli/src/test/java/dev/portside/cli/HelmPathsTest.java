package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Helm's directories")
class HelmPathsTest {
  @ParameterizedTest(name = "{0}")
  @DisplayName("are where each platform has them")
  @CsvSource({
    "linux, /me/.local/share/helm, /me/.cache/helm, /me/.config/helm",
    "freebsd, /me/.local/share/helm, /me/.cache/helm, /me/.config/helm",
    "darwin, /me/Library/helm, /me/Library/Caches/helm, /me/Library/Preferences/helm",
    "windows, /roaming/helm, /temp/helm, /roaming/helm",
  })
  void usualPlaces(String os, String data, String cache, String config) {
    Map<String, String> env = Map.of("APPDATA", "/roaming", "TEMP", "/temp");

    assertEquals(new HelmPaths(data, cache, config), HelmPaths.of(env, os, "/me"));
  }

  @Test
  @DisplayName("follow HOME before the user's home that the JVM knows")
  void home() {
    assertEquals("/you/.cache/helm", HelmPaths.of(Map.of("HOME", "/you"), "linux", "/me").cache());
  }

  @Test
  @DisplayName("follow the XDG variables on every platform")
  void xdg() {
    Map<String, String> env =
        Map.of("XDG_DATA_HOME", "/d/", "XDG_CACHE_HOME", "/c", "XDG_CONFIG_HOME", "/f");
    HelmPaths expected = new HelmPaths("/d/helm", "/c/helm", "/f/helm");

    assertEquals(expected, HelmPaths.of(env, "linux", "/me"));
    assertEquals(expected, HelmPaths.of(env, "darwin", "/me"));
  }

  @Test
  @DisplayName("follow Helm's own variables before all others")
  void helmVariables() {
    Map<String, String> env =
        Map.of(
            "HELM_DATA_HOME", "/d/",
            "HELM_CACHE_HOME", "/c",
            "HELM_CONFIG_HOME", "/f/../g",
            "XDG_DATA_HOME", "/x");

    assertEquals(new HelmPaths("/d", "/c", "/g"), HelmPaths.of(env, "linux", "/me"));
  }

  @Test
  @DisplayName("pass over empty variables")
  void emptyVariables() {
    Map<String, String> env = Map.of("HELM_DATA_HOME", "", "XDG_DATA_HOME", "", "HOME", "");

    assertEquals("/me/.local/share/helm", HelmPaths.of(env, "linux", "/me").data());
  }

  @Test
  @DisplayName("have the plugins below the data")
  void plugins() {
    HelmPaths paths = HelmPaths.of(Map.of("HELM_DATA_HOME", "/d"), "linux", "/me");

    assertEquals("/d/plugins", paths.plugins());
  }
}
