package com.example.jarplugins;

import dev.portside.api.Permission;
import dev.portside.api.RuntimeConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code runtimeConfig} of a plugin.
 *
 * @param jar the jar, relative to the plugin's directory and within it
 * @param mainClass the {@code Program} in it that answers calls
 * @param hostPackages packages of the host that the plugin uses, beside those of the JDK; each is a
 *     permission
 * @param hooks events to the {@code Program} that is run for them
 */
public record JavaConfig(
    String jar, String mainClass, List<String> hostPackages, Map<String, String> hooks)
    implements RuntimeConfig {
  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the jar is outside of the directory, or a name is none
   */
  public JavaConfig {
    requireInside(jar);
    requireName("mainClass", mainClass);
    hostPackages = List.copyOf(hostPackages);
    hostPackages.forEach(name -> requireName("hostPackages", name));
    hooks = Map.copyOf(hooks);
    hooks.forEach((event, name) -> requireName("hooks." + event, name));
  }

  private static void requireInside(String jar) {
    Path path = Path.of(jar).normalize();
    boolean outside = path.isAbsolute() || path.startsWith("..");
    if (outside || path.toString().isEmpty()) {
      throw new IllegalArgumentException(
          "jar: expected a file in the plugin's directory, such as plugin.jar, found \""
              + jar
              + "\"");
    }
  }

  private static void requireName(String key, String name) {
    for (String part : name.split("\\.", -1)) {
      boolean good = !part.isEmpty() && Character.isJavaIdentifierStart(part.charAt(0));
      if (!good || !part.chars().allMatch(Character::isJavaIdentifierPart)) {
        throw new IllegalArgumentException(
            key + ": expected a name such as com.example.Main, found \"" + name + "\"");
      }
    }
  }

  @Override
  public Map<String, ?> signedForm() {
    return Map.of("Jar", jar, "MainClass", mainClass, "HostPackages", hostPackages, "Hooks", hooks);
  }

  @Override
  public Set<Permission> permissions() {
    Set<Permission> permissions = new HashSet<>();
    hostPackages.forEach(name -> permissions.add(new Permission("hostPackage", name)));
    return permissions;
  }
}
