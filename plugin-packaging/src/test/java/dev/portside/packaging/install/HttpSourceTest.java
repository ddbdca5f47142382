package dev.portside.packaging.install;

import static dev.portside.packaging.install.HttpFixture.ARCHIVE;
import static dev.portside.packaging.install.RawServer.raw;
import static dev.portside.packaging.install.RawServer.sized;
import static dev.portside.packaging.install.RawServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginException;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.install.PluginSource.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {
  private HttpFixture http;

  @BeforeEach
  void start(@TempDir Path dir) {
    http = new HttpFixture(dir);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/x.tgz, true",
    "HTTPS://h/x.tgz, true",
    "https://h, true",
    "oci://h/x, false",
    "httpx://h/x.tgz, false",
    "http:/h/x.tgz, false",
    "./http, false",
    "'', false"
  })
  @DisplayName("Accepts http and https, however written, and nothing else")
  void accepts(String reference, boolean accepted) {
    assertEquals(accepted, http.source.accepts(reference));
  }

  @Test
  @DisplayName("Brings the archive, its provenance, name and origin, and tells of progress")
  void brings() throws IOException {
    http.server.on("/a/x-1.0.0.tgz", sized("200 OK", ARCHIVE));
    http.server.on("/a/x-1.0.0.tgz.prov", sized("200 OK", "signed".getBytes(UTF_8)));
    Archive brought = http.fetch(http.server.url("/a/x-1.0.0.tgz"), true);
    assertArrayEquals(ARCHIVE, Files.readAllBytes(brought.file()));
    assertEquals("x-1.0.0.tgz", brought.fileName());
    assertEquals(Optional.of(Bytes.utf8("signed")), brought.provenance());
    assertEquals(http.server.url("/a/x-1.0.0.tgz"), brought.origin());
    assertEquals(
        ARCHIVE.length + "/" + ARCHIVE.length, http.progress.get(http.progress.size() - 1));
    assertEquals(List.of("identity", "identity"), http.server.headers("accept-encoding"));
    assertEquals(List.of(), http.pauses);
  }

  @Test
  @DisplayName("Neither suffix nor content type nor a length is needed")
  void judgesBytes() throws IOException {
    http.server.on("/download", sized("200 OK|Content-Type: text/html", ARCHIVE));
    http.server.on("/x.zip", raw("200 OK|Content-Encoding: gzip", ARCHIVE));
    byte[] chunked =
        RawServer.join(
            RawServer.join("493e0\r\n".getBytes(UTF_8), ARCHIVE), "\r\n0\r\n\r\n".getBytes(UTF_8));
    http.server.on("/chunked", raw("200 OK|Transfer-Encoding: chunked", chunked));
    assertArrayEquals(ARCHIVE, http.bytes("/download"));
    assertArrayEquals(ARCHIVE, http.bytes("/x.zip"));
    assertArrayEquals(ARCHIVE, http.bytes("/chunked"));
    assertEquals(ARCHIVE.length + "/-1", http.progress.get(http.progress.size() - 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html>ü\u001b[2J | what came is no archive: it begins with"
            + " \"<!DOCTYPE html>\\xc3\\xbc\\x1b[2J\", Content-Type: text/html",
        "x | what came is no archive: it begins with \"x\", Content-Type: text/html",
        "'' | what came is empty, Content-Type: text/html"
      })
  @DisplayName("What does not begin as gzip is shown and refused")
  void refusesOther(String body, String found) {
    http.server.on("/x.tgz", sized("200 OK|Content-Type: text/html", body.getBytes(UTF_8)));
    assertEquals(
        "URL/x.tgz: "
            + found
            + ", expected the bytes 1f 8b of gzip; give the URL of the archive itself, not of a"
            + " page about it",
        http.error(InvalidPluginException.class, "/x.tgz"));
  }

  @ParameterizedTest
  @CsvSource({
    "/x%2D1.0.0.tgz, x-1.0.0.tgz",
    "/a/%C3%BC%20x?b=/c.tgz, ü x",
    "/x.tar.gz#part, x.tar.gz",
    "/ü, ü"
  })
  @DisplayName("The file name is the last segment of the path, decoded")
  void namesFile(String path, String name) throws IOException {
    for (String target : List.of("/x%2D1.0.0.tgz", "/a/%C3%BC%20x?b=/c.tgz", "/x.tar.gz")) {
      http.server.on(target, sized("200 OK", ARCHIVE));
    }
    http.server.on("/%C3%BC", sized("200 OK", ARCHIVE));
    assertEquals(name, http.fetch(http.server.url(path), false).fileName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/a/.",
        "/%2e%2E",
        "/a%2Fb.tgz",
        "/a%5cb",
        "/C%3Ax",
        "/a%00",
        "/%ff",
        "/a%1b",
        "/%E2%80%AEx"
      })
  @DisplayName("A name that is none on some system is refused before anybody is asked")
  void refusesNames(String path) {
    assertEquals(
        "URL"
            + path
            + ": its last part is no plain file name: it is . or .., is not UTF-8, or has a slash,"
            + " a backslash, a colon or an invisible character; give the archive another name on"
            + " the server",
        http.error(PluginException.class, path));
    assertEquals(List.of(), http.server.targets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/plugins/"})
  @DisplayName("A URL without a name is refused")
  void refusesNoName(String path) {
    assertEquals(
        "URL"
            + (path.isEmpty() ? "/" : path)
            + ": the URL ends without the name of a file; give that of the archive itself, such as"
            + " https://HOST/NAME-VERSION.tgz",
        http.error(PluginException.class, path));
  }

  @ParameterizedTest
  @CsvSource({
    "http://u:secret@h/a b, Illegal character in path at index 19",
    "http://u:secret@/x, its host or port is missing or malformed",
    "http://u:secret@h:99999/x, its host or port is missing or malformed",
    "http://u:secret@my_host/x, its host or port is missing or malformed"
  })
  @DisplayName("A URL that is none is not repeated, for it may hold a password")
  void refusesMalformed(String reference, String problem) {
    assertEquals(
        "the URL cannot be read: "
            + problem
            + "; expected https://HOST/NAME-VERSION.tgz or the like, with %20 for a blank",
        http.error(PluginException.class, reference, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 Not Found", "410 Gone"})
  @DisplayName("No provenance is no error, and is not asked for unless wanted")
  void hasNoProvenance(String status) throws IOException {
    http.server.on("/x.tgz?a=b", sized("200 OK", ARCHIVE));
    http.server.on("/x.tgz.prov?a=b", status(status));
    assertEquals(Optional.empty(), http.fetch(http.server.url("/x.tgz?a=b"), false).provenance());
    assertEquals(Optional.empty(), http.fetch(http.server.url("/x.tgz?a=b"), true).provenance());
    assertEquals(List.of("/x.tgz?a=b", "/x.tgz?a=b", "/x.tgz.prov?a=b"), http.server.targets());
  }

  @Test
  @DisplayName("A provenance that cannot be had, or is too large, is an error")
  void refusesProvenance() {
    http.server.on("/x.tgz", sized("200 OK", ARCHIVE));
    http.server.on("/x.tgz.prov", status("403 Forbidden"));
    String forbidden = http.error(PluginException.class, http.server.url("/x.tgz"), true);
    assertTrue(forbidden.startsWith("URL/x.tgz.prov: the server forbids it; "), forbidden);
    http.server.on("/x.tgz.prov", http.server.endless(raw("200 OK", new byte[0])));
    assertEquals(
        "URL/x.tgz.prov: the provenance file has more than it may have, the limit is 1048576 bytes",
        http.error(InvalidPluginException.class, http.server.url("/x.tgz"), true));
  }

  @Test
  @DisplayName("An archive announced to be too large is not read, and one of the limit is")
  void bounds() throws IOException {
    http.source = http.source.withLimits(ArchiveLimits.DEFAULT.withBytes(1000, 1, 1));
    http.server.on("/fits", sized("200 OK", HttpFixture.archive(1000)));
    assertEquals(1000, http.bytes("/fits").length);
    byte[] start = HttpFixture.archive(10);
    http.server.on("/x", http.server.halt(raw("200 OK|Content-Length: 1001", start)));
    assertEquals(
        "URL/x: the archive has 1001 bytes, the limit is 1000 bytes; a host may raise it"
            + " (ArchiveLimits)",
        http.error(InvalidPluginException.class, "/x"));
  }

  @Test
  @DisplayName("An endless archive is read to the limit, and the connection ended")
  void stopsEndless() throws InterruptedException {
    http.source = http.source.withLimits(ArchiveLimits.DEFAULT.withBytes(1 << 20, 1, 1));
    http.server.on("/x", http.server.endless(raw("200 OK", ARCHIVE)));
    assertEquals(
        "URL/x: the archive has more than it may have, the limit is 1048576 bytes; a host may raise"
            + " it (ArchiveLimits)",
        http.error(InvalidPluginException.class, "/x"));
    assertTrue(http.server.hungUp.await(1, TimeUnit.MINUTES));
    long most =
        http.progress.stream()
            .mapToLong(each -> Long.parseLong(each.substring(0, each.indexOf('/'))))
            .max()
            .orElse(0);
    assertTrue(most > 900_000 && most <= 1 << 20, () -> "read " + most);
  }

  @Test
  @DisplayName("What is there already is not overwritten")
  void overwritesNothing() throws IOException {
    http.server.on("/x", sized("200 OK", ARCHIVE));
    Archive first = http.fetch(http.server.url("/x"), false);
    PluginSource.Request request = new PluginSource.Request(http.server.url("/x"), false);
    Path into = http.dir.resolve(first.file().getParent());
    assertThrows(IOException.class, () -> http.source.fetch(request, into, InstallListener.NONE));
    assertArrayEquals(ARCHIVE, Files.readAllBytes(first.file()));
  }

  @Test
  @DisplayName("Several threads may fetch at once")
  void isThreadSafe() throws Exception {
    http.server.on("/x", sized("200 OK", ARCHIVE));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<byte[]> fetch = () -> http.bytes("/x");
      for (Future<byte[]> each : threads.invokeAll(List.of(fetch, fetch, fetch, fetch))) {
        assertArrayEquals(ARCHIVE, each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  @DisplayName("A time limit is more than nothing")
  void checksTimes(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    assertThrows(IllegalArgumentException.class, () -> http.source.withConnectTimeout(time));
    assertThrows(IllegalArgumentException.class, () -> http.source.withAnswerTimeout(time));
    assertThrows(IllegalArgumentException.class, () -> http.source.withStallTimeout(time));
  }
}
