package dev.portside.api.host;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A call in a Flight Recording. Like the listener it never sees messages. */
@Name("dev.portside.Call")
@Label("Plugin Call")
@Category("Portside")
@StackTrace(false)
final class CallEvent extends Event {
  @Label("Plugin")
  @Nullable String plugin;

  @Label("Type")
  @Nullable String type;

  @Label("Exit Code")
  int exitCode;

  @Label("Bytes In")
  long bytesIn;

  @Label("Bytes Out")
  long bytesOut;

  @Label("Peak Memory")
  long peakMemory;

  @Label("Failure")
  @Nullable String failure;
}
