package dev.portside.packaging.install;

import static dev.portside.packaging.install.HttpFixture.ARCHIVE;
import static dev.portside.packaging.install.RawServer.raw;
import static dev.portside.packaging.install.RawServer.sized;
import static dev.portside.packaging.install.RawServer.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.PluginException;
import dev.portside.packaging.install.RawServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAttemptsTest {
  private static final int TOTAL = ARCHIVE.length;
  private static final String ALL = "200 OK|Content-Length: " + TOTAL;
  private static final String TAGGED = ALL + "|ETag: \"v1\"";

  private HttpFixture http;

  @BeforeEach
  void start(@TempDir Path dir) {
    http = new HttpFixture(dir);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
  }

  /** An answer whose connection ends after some of the bytes that its head announces. */
  private static Reply broken(String head, int count) {
    return raw(head, Arrays.copyOf(ARCHIVE, count));
  }

  /** The rest of the archive. */
  private static Reply part(int from) {
    String range = "bytes " + from + "-" + (TOTAL - 1) + "/" + TOTAL;
    return sized(
        "206 Partial Content|Content-Range: " + range, Arrays.copyOfRange(ARCHIVE, from, TOTAL));
  }

  /** What the fixture counted when the last connection broke off. */
  private int lastGot(int attempt) {
    String range = http.server.headers("range").get(attempt);
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "'ETag: \"v1\"', '\"v1\"'",
    "'Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT', 'Sun, 22 Nov 2026 10:00:00 GMT'"
  })
  @DisplayName("A connection that breaks off is resumed where it ended")
  void resumes(String header, String validator) throws IOException {
    http.server.on("/x", broken(ALL + "|" + header, 100_000), out -> part(lastGot(1)).write(out));
    assertArrayEquals(ARCHIVE, http.bytes("/x"));
    assertEquals(List.of("", validator), http.server.headers("if-range"));
    assertEquals(List.of("", "bytes=100000-"), http.server.headers("range"));
    assertEquals(List.of(Duration.ZERO), http.pauses);
    assertTrue(http.progress.contains("100000/" + TOTAL), http.progress::toString);
  }

  @Test
  @DisplayName("If the file has changed, it is brought from its beginning")
  void restarts() throws IOException {
    byte[] other = HttpFixture.archive(1000);
    http.server.on("/x", broken(TAGGED, 100_000), sized("200 OK|ETag: \"v2\"", other));
    assertArrayEquals(other, http.bytes("/x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "ETag: W/\"v1\"|Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT",
        "ETag: \"v1\"|Accept-Ranges: none"
      })
  @DisplayName("Without a way to tell that the file is the same no part is asked for")
  void asksForNoPart(String headers) throws IOException {
    http.server.on("/x", broken(ALL + "|" + headers, 100_000), sized("200 OK", ARCHIVE));
    assertArrayEquals(ARCHIVE, http.bytes("/x"));
    assertEquals(List.of("", ""), http.server.headers("range"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "206 Partial Content|Content-Range: bytes 0-299999/300000",
        "206 Partial Content|Content-Range: bytes 100000-300000/300001",
        "206 Partial Content|Content-Range: bytes 100000-299999/*",
        "206 Partial Content",
        "416 Range Not Satisfiable|Content-Range: bytes */300000"
      })
  @DisplayName("A server that answers with another part is not asked for parts again")
  void distrustsParts(String head) throws IOException {
    http.server.on("/x", broken(TAGGED, 100_000), sized(head, ARCHIVE), sized(TAGGED, ARCHIVE));
    assertArrayEquals(ARCHIVE, http.bytes("/x"));
    assertEquals(List.of("", "bytes=100000-", ""), http.server.headers("range"));
  }

  @Test
  @DisplayName("A part that nobody asked for is refused")
  void refusesPart() {
    http.server.on("/x", part(0));
    assertEquals(
        "URL/x: the server sends something else than the whole file; check the URL (status 206)",
        http.error(PluginException.class, "/x"));
  }

  @Test
  @DisplayName("After three attempts it says how much came and how much was announced")
  void givesUp() {
    http.server.on("/x", broken(ALL, 100_000));
    String text = http.error(IOException.class, "/x");
    assertTrue(text.startsWith("URL/x: the connection broke off: "), text);
    assertTrue(
        text.endsWith(
            "; given up after 3 attempts with 100000 bytes of 300000 bytes; try again later"),
        text);
    assertEquals(3, http.server.seen.size());
  }

  @Test
  @DisplayName("A connection that ends without an answer is tried again, too")
  void retriesSilence() throws IOException {
    http.server.on("/x", out -> {}, sized("200 OK", ARCHIVE));
    assertArrayEquals(ARCHIVE, http.bytes("/x"));
    http.server.on("/y", out -> {});
    String text = http.error(IOException.class, "/y");
    assertTrue(
        text.endsWith(
            "; given up after 3 attempts with 0 bytes of unknown length; try again later"),
        text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "503 Busy ! 1",
        "503 Busy|Retry-After: 3 ! 3",
        "429 Too Many|Retry-After: 0 ! 0",
        "500 Oops|Retry-After: 5 ! 5"
      })
  @DisplayName("A server that fails is asked again, after as long as it says")
  void retries(String head, int pause) throws IOException {
    http.server.on("/x", status(head), status(head), sized("200 OK", ARCHIVE));
    assertArrayEquals(ARCHIVE, http.bytes("/x"));
    Duration time = Duration.ofSeconds(pause);
    assertEquals(List.of(time, time), http.pauses);
  }

  @Test
  @DisplayName("A server that goes on failing is asked three times")
  void stopsRetrying() {
    http.server.on("/x", status("503 Busy"));
    assertEquals(
        "URL/x: the server fails (status 503); given up after 3 attempts with 0 bytes of unknown"
            + " length; try again later",
        http.error(IOException.class, "/x"));
    assertEquals(3, http.server.seen.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "400 Bad ! the server sends something else than the whole file; check the URL",
        "204 None ! the server sends something else than the whole file; check the URL",
        "403 No ! the server forbids it; check that who asks may have it, and that the link has not"
            + " expired",
        "404 Not ! there is no such file; check the URL",
        "410 Gone ! the file was there and is gone; look for another version"
      })
  @DisplayName("Each refusal says what to do, once")
  void advises(String head, String advice) {
    http.server.on("/x", head.startsWith("204") ? raw(head, new byte[0]) : status(head));
    assertEquals(
        "URL/x: " + advice + " (status " + head.substring(0, 3) + ")",
        http.error(PluginException.class, "/x"));
    assertEquals(1, http.server.seen.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "86400", "Wed, 21 Oct 2026 07:28:00 GMT"})
  @DisplayName("A server that asks to wait for long is not waited for")
  void waitsNotForLong(String after) {
    http.server.on("/x", status("429 Too Many|Retry-After: " + after));
    assertEquals(
        "URL/x: the server has had too many requests (status 429); it asks to wait (Retry-After: "
            + after
            + ")",
        http.error(PluginException.class, "/x"));
    assertEquals(1, http.server.seen.size());
  }
}
