package dev.portside.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Helm's own directories. Each is the first of: its {@code HELM_} variable; {@code helm} below its
 * {@code XDG_} variable; {@code helm} below what is usual on the platform. Follows Helm's {@code
 * pkg/helmpath/lazypath.go}.
 *
 * @param data plugins and the like
 * @param cache what may be deleted at any time
 * @param config configuration
 */
record HelmPaths(String data, String cache, String config) {
  /**
   * The directories for an environment.
   *
   * @param env the variables; an empty one counts as absent
   * @param os the platform as Go names it; {@code windows} and {@code darwin} have their own ways
   * @param home the user's home where {@code HOME} is absent
   */
  static HelmPaths of(Map<String, String> env, String os, String home) {
    String user = present(env, "HOME");
    Usual usual = Usual.of(env, os, user == null ? home : user);
    return new HelmPaths(
        choose(env, "DATA", usual.data),
        choose(env, "CACHE", usual.cache),
        choose(env, "CONFIG", usual.config));
  }

  /** Where plugins are unless {@code HELM_PLUGINS} says otherwise. */
  String plugins() {
    return join(data, "plugins");
  }

  /** What is usual on a platform. */
  private record Usual(String data, String cache, String config) {
    static Usual of(Map<String, String> env, String os, String home) {
      if (os.equals("windows")) {
        String roaming = env.getOrDefault("APPDATA", "");
        return new Usual(roaming, env.getOrDefault("TEMP", ""), roaming);
      }
      if (os.equals("darwin")) {
        String library = join(home, "Library");
        return new Usual(library, join(library, "Caches"), join(library, "Preferences"));
      }
      return new Usual(join(home, ".local/share"), join(home, ".cache"), join(home, ".config"));
    }
  }

  private static String choose(Map<String, String> env, String kind, String usual) {
    String helm = present(env, "HELM_" + kind + "_HOME");
    if (helm != null) {
      return Path.of(helm).normalize().toString();
    }
    String xdg = present(env, "XDG_" + kind + "_HOME");
    return join(xdg == null ? usual : xdg, "helm");
  }

  private static @Nullable String present(Map<String, String> env, String name) {
    String value = env.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static String join(String parent, String child) {
    return Path.of(parent, child).normalize().toString();
  }
}
