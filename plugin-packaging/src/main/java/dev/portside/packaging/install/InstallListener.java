package dev.portside.packaging.install;

import dev.portside.api.Finding;
import dev.portside.api.Plugin;
import dev.portside.packaging.VerifiedPlugin;

/**
 * Is told what an installation does, in the thread that does it. An exception thrown here ends the
 * installation, as any other failure does.
 */
public interface InstallListener {
  /** Is told and says nothing. */
  InstallListener NONE = new InstallListener() {};

  /**
   * Bytes have come.
   *
   * @param bytes how many so far
   * @param total how many are expected, or -1 if nobody has said
   */
  default void progress(long bytes, long total) {}

  /**
   * The signature of what was fetched holds.
   *
   * @param plugin who signed what
   */
  default void verified(VerifiedPlugin plugin) {}

  /**
   * A hook is about to run. For {@code install} and {@code update} the plugin is in its place
   * already.
   *
   * @param plugin whose hook
   * @param event {@code install}, {@code update} or {@code delete}
   */
  default void runsHook(Plugin plugin, String event) {}

  /**
   * Something that does not stop the installation.
   *
   * @param finding what it is
   */
  default void warning(Finding finding) {}
}
