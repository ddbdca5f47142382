package dev.portside.packaging.install;

import static dev.portside.packaging.install.HttpFixture.ARCHIVE;
import static dev.portside.packaging.install.RawServer.sized;
import static dev.portside.packaging.install.RawServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.PluginException;
import dev.portside.packaging.install.PluginSource.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRedirectTest {
  private static final String ADA =
      "Basic " + Base64.getEncoder().encodeToString("ada:p@ss".getBytes(UTF_8));

  private HttpFixture http;

  @BeforeEach
  void start(@TempDir Path dir) {
    http = new HttpFixture(dir);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
  }

  private String withUser(String path) {
    return "http://ada:p%40ss@" + http.server.authority() + path;
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("Redirects are followed; name and origin stay those of the URL asked for")
  void follows(int code) throws IOException {
    http.server.on("/a/x.tgz", status(code + " Moved|Location: ../b/y"));
    http.server.on("/b/y", status(code + " Moved|Location: " + http.server.otherUrl("/z?t=1")));
    http.server.on("/z?t=1", sized("200 OK", ARCHIVE));
    Archive brought = http.fetch(http.server.url("/a/x.tgz"), false);
    assertEquals("x.tgz", brought.fileName());
    assertEquals(http.server.url("/a/x.tgz"), brought.origin());
    assertEquals(List.of("/a/x.tgz", "/b/y", "/z?t=1"), http.server.targets());
  }

  @Test
  @DisplayName("A circle ends after ten redirects")
  void endsCircles() {
    http.server.on("/x", status("302 Found|Location: /y"));
    http.server.on("/y", status("302 Found|Location: /x"));
    assertEquals(
        "URL/x: stopped after 10 redirects; they may go in a circle: check the URL",
        http.error(PluginException.class, "/x"));
    assertEquals(11, http.server.seen.size());
  }

  @Test
  @DisplayName("Ten redirects are not too many")
  void followsTen() throws IOException {
    for (int i = 0; i < 10; i++) {
      http.server.on("/" + i, status("302 Found|Location: /" + (i + 1)));
    }
    http.server.on("/10", sized("200 OK", ARCHIVE));
    assertArrayEquals(ARCHIVE, http.bytes("/0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the server redirects without saying where to (no Location)",
        "/a b | the server redirects to what is no URL: Illegal character in path at index 2",
        "ftp://h/x | the server redirects to what is no URL: it is neither http nor https",
        "file:/etc/x | the server redirects to what is no URL: it is neither http nor https",
        "http:///x | the server redirects to what is no URL: its host or port is missing or"
            + " malformed"
      })
  @DisplayName("A redirect to nowhere is an error that says so")
  void refusesTargets(String location, String problem) {
    http.server.on(
        "/x", status(location.isEmpty() ? "302 Found" : "302 Found|Location: " + location));
    assertEquals("URL/x: " + problem, http.error(PluginException.class, "/x"));
    assertEquals(1, http.server.seen.size());
  }

  @Test
  @DisplayName("From https no redirect leads to http, while http may lead to https")
  void staysSecure() {
    HttpAddress secure = HttpAddress.of("https://user:secret@h/x.tgz?token=1");
    assertEquals(
        "https://h/x.tgz?...: the server redirects to http://h/x.tgz?..., which anybody on the way"
            + " can read and change; ask for that URL itself if that is what you want",
        assertThrows(PluginException.class, () -> secure.redirectedTo("HTTP://h/x.tgz?token=1"))
            .getMessage());
    HttpAddress open = HttpAddress.of("http://user:secret@h/x.tgz");
    assertEquals("https://h/x.tgz", open.redirectedTo("https://h/x.tgz").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/y, true",
    "/y, true",
    "//H:80/y, true",
    "https://h/y, false",
    "http://h:8080/y, false",
    "http://g/y, false",
    "http://h.g/y, false"
  })
  @DisplayName("Credentials go along to the same scheme, host and port only")
  void keepsCredentials(String location, boolean same) {
    HttpAddress next = HttpAddress.of("http://ada:p%40ss@h/x").redirectedTo(location);
    assertEquals(same ? ADA : "", next.authorization());
  }

  @Test
  @DisplayName("Credentials are sent to the server of the URL, and to no other on the way")
  void sendsCredentials() throws IOException {
    http.server.on("/x.tgz?token=t0ken", status("302 Found|Location: /same"));
    http.server.on("/same", status("302 Found|Location: " + http.server.otherUrl("/other")));
    http.server.on("/other", sized("200 OK", ARCHIVE));
    Archive brought = http.fetch(withUser("/x.tgz?token=t0ken"), false);
    assertEquals(http.server.url("/x.tgz"), brought.origin());
    assertEquals(List.of(ADA, ADA, ""), http.server.headers("authorization"));
  }

  @Test
  @DisplayName("No failure shows a password or the value of a query")
  void showsNoSecret() {
    http.server.on(
        "/x?token=t0ken", status("302 Found|Location: " + http.server.otherUrl("/y?s=t0ken")));
    assertEquals(
        "URL/x?..., redirected to OTHER/y?...: there is no such file; check the URL (status 404)",
        http.error(PluginException.class, withUser("/x?token=t0ken"), false));
  }

  @Test
  @DisplayName("What to do about 401 depends on what was sent")
  void advisesOnCredentials() {
    http.server.on("/x", status("401 Unauthorized|WWW-Authenticate: Basic realm=\"x\""));
    http.server.on("/to", status("302 Found|Location: " + http.server.otherUrl("/x")));
    assertEquals(
        List.of(
            "URL/x: the server asks who you are; put it into the URL:"
                + " https://USER:PASSWORD@HOST/... (status 401)",
            "URL/x: the server does not accept the credentials in the URL; check them (status 401)",
            "URL/to, redirected to OTHER/x: the credentials in the URL are for another server and"
                + " were not sent to this one; ask for its URL itself (status 401)"),
        List.of(
            http.error(PluginException.class, "/x"),
            http.error(PluginException.class, withUser("/x"), false),
            http.error(PluginException.class, withUser("/to"), false)));
  }
}
