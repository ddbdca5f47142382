package dev.portside.packaging.install;

import static dev.portside.packaging.install.HttpFixture.ARCHIVE;
import static dev.portside.packaging.install.RawServer.sized;
import static dev.portside.packaging.install.RawServer.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRouteTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** A context with a new key for 127.0.0.1 that trusts only this key. */
  private static SSLContext tls(Path dir) throws Exception {
    Path store = dir.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("keytool.log").toFile())
            .start();
    assertTrue(keytool.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, keytool.exitValue(), () -> "keytool failed");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @Test
  @DisplayName("Over TLS the trust handed in counts, and a redirect to plain HTTP is refused")
  void securesRoute(@TempDir Path dir) throws Exception {
    SSLContext tls = tls(dir);
    try (HttpFixture http = new HttpFixture(dir, new RawServer(tls))) {
      http.server.on("/x.tgz", sized("200 OK", ARCHIVE));
      http.server.on("/to", status("302 Found|Location: " + http.server.url("/x.tgz")));
      http.server.on("/back", status("302 Found|Location: http://127.0.0.1/x.tgz"));
      String distrusted = http.error(IOException.class, "/x.tgz");
      assertTrue(distrusted.startsWith("URL/x.tgz: no secure connection: "), distrusted);
      assertEquals(List.of(), http.server.targets());
      http.source = http.source.withTls(tls);
      assertArrayEquals(ARCHIVE, http.bytes("/to"));
      String refused = http.error(PluginException.class, "/back");
      assertTrue(
          refused.startsWith("URL/back: the server redirects to http://127.0.0.1/x.tgz, which"),
          refused);
    }
  }

  @Test
  @DisplayName("A proxy that was handed in is asked instead of the server")
  void takesProxy(@TempDir Path dir) throws IOException {
    try (HttpFixture http = new HttpFixture(dir, new RawServer())) {
      http.server.on("http://nowhere.invalid/x.tgz", sized("200 OK", ARCHIVE));
      http.source = http.source.withProxy(ProxySelector.of(http.server.address()));
      assertArrayEquals(
          ARCHIVE, Files.readAllBytes(http.fetch("http://nowhere.invalid/x.tgz", false).file()));
    }
  }
}
