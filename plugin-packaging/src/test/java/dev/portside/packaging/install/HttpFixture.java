package dev.portside.packaging.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.packaging.install.PluginSource.Archive;
import dev.portside.packaging.install.PluginSource.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server, a source, and a place for what it brings. */
final class HttpFixture implements AutoCloseable {
  /** Begins as gzip; more of an archive a source does not see. */
  static final byte[] ARCHIVE = archive(300_000);

  final RawServer server;
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final List<String> progress = new CopyOnWriteArrayList<>();
  final Path dir;
  HttpSource source =
      HttpSource.create()
          .withConnectTimeout(Duration.ofMinutes(1))
          .withAnswerTimeout(Duration.ofMinutes(1))
          .withStallTimeout(Duration.ofMinutes(1))
          .withPause(pauses::add);

  HttpFixture(Path dir) {
    this(dir, new RawServer());
  }

  HttpFixture(Path dir, RawServer server) {
    this.dir = dir;
    this.server = server;
  }

  static byte[] archive(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    bytes[0] = 0x1f;
    bytes[1] = (byte) 0x8b;
    return bytes;
  }

  Archive fetch(String reference, boolean withProvenance) throws IOException {
    Path into = Files.createTempDirectory(dir, "into");
    InstallListener listener =
        new InstallListener() {
          @Override
          public void progress(long bytes, long total) {
            progress.add(bytes + "/" + total);
          }
        };
    Archive brought =
        (Archive) source.fetch(new Request(reference, withProvenance), into, listener);
    assertEquals(into, brought.file().getParent());
    return brought;
  }

  /** What a path brings, without provenance. */
  byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(fetch(server.url(path), false).file());
  }

  /** The text of a failure, with {@code URL} for the server. */
  <E extends Exception> String error(Class<E> type, String reference, boolean withProvenance) {
    String text = assertThrows(type, () -> fetch(reference, withProvenance)).getMessage();
    return text.replace(server.url(""), "URL").replace(server.otherUrl(""), "OTHER");
  }

  /** The text of the failure of a path. */
  <E extends Exception> String error(Class<E> type, String path) {
    return error(type, server.url(path), false);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
