package dev.portside.packaging.install;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings one file, in up to three attempts. What has come is kept for the next attempt if the
 * server has said how to tell that the file is still the same (RFC 9110, sections 13 and 14); else
 * it begins anew. Used once, by one thread.
 */
final class HttpDownload {
  private static final int ATTEMPTS = 3;
  private static final int BUFFER = 1 << 16;
  private static final int SHOWN = 60;
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");

  private final HttpConversation http;
  private final HttpSettings settings;
  private final Wanted wanted;
  private final InstallListener listener;
  private final byte[] buffer = new byte[BUFFER];
  private long got;
  private long total = -1;
  private String validator = "";

  /**
   * What to bring.
   *
   * @param address from where
   * @param file the file to make
   * @param limit how many bytes it may have
   * @param archive true for an archive, which must be there and begin as gzip; false for a
   *     provenance file
   */
  record Wanted(HttpAddress address, Path file, long limit, boolean archive) {}

  HttpDownload(
      HttpConversation http, HttpSettings settings, Wanted wanted, InstallListener listener) {
    this.http = http;
    this.settings = settings;
    this.wanted = wanted;
    this.listener = listener;
  }

  /**
   * Brings it.
   *
   * @return false if the server says that there is no such file, and there need not be one
   */
  boolean run() throws IOException {
    try (FileChannel out =
        FileChannel.open(wanted.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int attempt = 1; ; attempt++) {
        try {
          return attempt(out);
        } catch (PassingException e) {
          if (attempt == ATTEMPTS) {
            throw givenUp(e);
          }
          settings.pause().await(e.pause());
        }
      }
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw HttpFailures.interrupted(wanted.address());
    }
  }

  private IOException givenUp(PassingException last) {
    String size = total < 0 ? "unknown length" : total + " bytes";
    return new IOException(
        last.getMessage()
            + "; given up after "
            + ATTEMPTS
            + " attempts with "
            + got
            + " bytes of "
            + size
            + "; try again later",
        last);
  }

  private boolean attempt(FileChannel out) throws IOException {
    boolean resumes = got > 0 && !validator.isEmpty();
    Map<String, String> headers =
        resumes ? Map.of("Range", "bytes=" + got + "-", "If-Range", validator) : Map.of();
    try (HttpAnswer answer = http.get(wanted.address(), headers)) {
      int status = answer.status();
      if (status == 200) {
        begin(answer, out);
      } else if (resumes && (status == 206 || status == 416)) {
        checkContinues(answer);
      } else if (!wanted.archive() && (status == 404 || status == 410)) {
        return false;
      } else {
        throw HttpRefusal.of(answer);
      }
      receive(answer, out);
    }
    if (total >= 0 && got != total) {
      validator = "";
      throw new PassingException(
          wanted.address() + ": " + got + " bytes came, " + total + " were announced",
          HttpRefusal.PAUSE,
          null);
    }
    return true;
  }

  private void begin(HttpAnswer answer, FileChannel out) throws IOException {
    out.truncate(0);
    got = 0;
    total = answer.length();
    validator = answer.validator();
    if (total > wanted.limit()) {
      throw tooLarge(answer, total + " bytes");
    }
  }

  /** A server that sends another part than asked for is not asked for parts again. */
  private void checkContinues(HttpAnswer answer) throws PassingException {
    Matcher range = RANGE.matcher(answer.header("Content-Range"));
    boolean fits =
        answer.status() == 206
            && range.matches()
            && Long.parseLong(range.group(1)) == got
            && (total < 0 || Long.parseLong(range.group(2)) == total);
    if (!fits) {
      validator = "";
      throw new PassingException(
          answer
              + ": asked for the bytes from "
              + got
              + " on, the server answers with others (Content-Range: "
              + Shown.text(answer.header("Content-Range"))
              + ")",
          HttpRefusal.PAUSE,
          null);
    }
    total = Long.parseLong(range.group(2));
    if (total > wanted.limit()) {
      throw tooLarge(answer, total + " bytes");
    }
  }

  private void receive(HttpAnswer answer, FileChannel out) throws IOException {
    if (got == 0 && wanted.archive()) {
      int count = answer.body().readNBytes(buffer, 0, SHOWN);
      checkGzip(answer, count);
      write(answer, count, out);
    }
    for (int count; (count = answer.body().read(buffer, 0, BUFFER)) >= 0; ) {
      write(answer, count, out);
    }
  }

  private void write(HttpAnswer answer, int count, FileChannel out) throws IOException {
    if (got + count > wanted.limit()) {
      throw tooLarge(answer, "more than it may have");
    }
    for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count); rest.hasRemaining(); ) {
      out.write(rest);
    }
    got += count;
    listener.progress(got, total);
  }

  private void checkGzip(HttpAnswer answer, int count) {
    if (count >= 2 && buffer[0] == 0x1f && buffer[1] == (byte) 0x8b) {
      return;
    }
    String start = Shown.bytes(Arrays.copyOf(buffer, count));
    throw refused(
        answer,
        (count == 0
                ? "what came is empty"
                : "what came is no archive: it begins with \"" + start + '"')
            + described("Content-Type", answer)
            + described("Content-Encoding", answer)
            + ", expected the bytes 1f 8b of gzip; give the URL of the archive itself, not of a"
            + " page about it");
  }

  private static String described(String header, HttpAnswer answer) {
    String value = answer.header(header);
    return value.isEmpty() ? "" : ", " + header + ": " + Shown.text(value);
  }

  private InvalidPluginException tooLarge(HttpAnswer answer, String found) {
    return refused(
        answer,
        (wanted.archive() ? "the archive has " : "the provenance file has ")
            + found
            + ", the limit is "
            + wanted.limit()
            + " bytes"
            + (wanted.archive() ? "; a host may raise it (ArchiveLimits)" : ""));
  }

  private static InvalidPluginException refused(HttpAnswer answer, String message) {
    return new InvalidPluginException(Finding.error(Position.of(answer.toString()), "", message));
  }
}
