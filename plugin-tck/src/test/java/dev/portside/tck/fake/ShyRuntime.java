package dev.portside.tck.fake;

import dev.portside.api.Runtime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Looks at all other providers when it is made, and cannot stand a broken one. */
public final class ShyRuntime extends Delegating {
  public ShyRuntime() throws IOException {
    super("shy");
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    String file = "META-INF/services/" + Runtime.class.getName();
    for (URL url : Collections.list(loader.getResources(file))) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            Class.forName(line, false, loader);
          }
        }
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("a neighbour is missing", e);
      }
    }
  }
}
