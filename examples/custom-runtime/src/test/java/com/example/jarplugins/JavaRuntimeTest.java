package com.example.jarplugins;

import dev.portside.api.Runtime;
import dev.portside.tck.Behavior;
import dev.portside.tck.RuntimeTck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class JavaRuntimeTest extends RuntimeTck {
  @Override protected Runtime<?> runtime() {
    return new JavaRuntime();
  }
  @Override protected Map<String, ?> plugin(Behavior behavior, Path dir) throws IOException {
    return PluginJars.write(behavior, dir);
  }
  /** No operating system counts the memory of a thread, or tells which thread started a child. */
  @Override protected boolean supports(Behavior behavior) {
    return behavior != Behavior.ALLOCATE && behavior != Behavior.SPAWN;
  }
}
