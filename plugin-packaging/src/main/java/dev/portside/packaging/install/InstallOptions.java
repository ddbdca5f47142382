package dev.portside.packaging.install;

import static java.util.Objects.requireNonNull;

/**
 * How to install, update or uninstall one plugin. Immutable; what is not set is as safe as it can
 * be.
 */
public final class InstallOptions {
  /**
   * With verification, a copy of a directory, hooks, whatever version comes, and really doing it.
   */
  public static final InstallOptions DEFAULT = new InstallOptions(true, false, true, false, "");

  private final boolean verify;
  private final boolean link;
  private final boolean hooks;
  private final boolean dryRun;
  private final String version;

  private InstallOptions(
      boolean verify, boolean link, boolean hooks, boolean dryRun, String version) {
    this.verify = verify;
    this.link = link;
    this.hooks = hooks;
    this.dryRun = dryRun;
    this.version = requireNonNull(version, "version");
  }

  /**
   * Whether there must be a signature of somebody trusted. Without, nothing is verified, and the
   * lock says so.
   *
   * @param value true unless set
   * @return a new value
   */
  public InstallOptions withVerify(boolean value) {
    return new InstallOptions(value, link, hooks, dryRun, version);
  }

  /**
   * Whether a directory is linked to, for development, instead of copied. There is nothing to
   * verify then, and no hash holds the files. Archives are not affected.
   *
   * @param value false unless set
   * @return a new value
   */
  public InstallOptions withLink(boolean value) {
    return new InstallOptions(verify, value, hooks, dryRun, version);
  }

  /**
   * Whether the plugin's hook runs: {@code install}, {@code update} or {@code delete}.
   *
   * @param value true unless set
   * @return a new value
   */
  public InstallOptions withHooks(boolean value) {
    return new InstallOptions(verify, link, value, dryRun, version);
  }

  /**
   * Whether all is done but the change itself: fetched, verified, checked, and thrown away.
   *
   * @param value false unless set
   * @return a new value
   */
  public InstallOptions withDryRun(boolean value) {
    return new InstallOptions(verify, link, hooks, value, version);
  }

  /**
   * The version that it must be. An update asks the source for it, by the name of the archive.
   *
   * @param value a version, or empty for any, as unless set
   * @return a new value
   */
  public InstallOptions withVersion(String value) {
    return new InstallOptions(verify, link, hooks, dryRun, value);
  }

  /**
   * See {@link #withVerify}.
   *
   * @return whether a signature is demanded
   */
  public boolean verify() {
    return verify;
  }

  /**
   * See {@link #withLink}.
   *
   * @return whether directories are linked to
   */
  public boolean link() {
    return link;
  }

  /**
   * See {@link #withHooks}.
   *
   * @return whether hooks run
   */
  public boolean hooks() {
    return hooks;
  }

  /**
   * See {@link #withDryRun}.
   *
   * @return whether nothing is changed
   */
  public boolean dryRun() {
    return dryRun;
  }

  /**
   * See {@link #withVersion}.
   *
   * @return the version, or empty for any
   */
  public String version() {
    return version;
  }
}
