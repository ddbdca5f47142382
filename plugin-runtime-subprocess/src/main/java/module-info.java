/**
 * The runtime {@code subprocess}: plugins that are programs of the operating system. Needs nothing
 * but the JDK.
 */
module dev.portside.runtime.subprocess {
  requires transitive dev.portside.api;

  exports dev.portside.runtime.subprocess;

  provides dev.portside.api.Runtime with
      dev.portside.runtime.subprocess.SubprocessRuntime;
}
