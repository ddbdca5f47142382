package dev.portside.packaging.install;

import dev.portside.packaging.ArchiveLimits;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link HttpSource} was told.
 *
 * @param limits for the size of the archive
 * @param connect how long a connection may take
 * @param answer how long it may take from a request to the end of the response header, connecting
 *     included
 * @param stall how long no byte may come
 * @param proxy which proxy to take, or null for the JDK's choice
 * @param tls whom to trust, or null for the JDK's choice
 * @param pause waits before a request is made again
 */
record HttpSettings(
    ArchiveLimits limits,
    Duration connect,
    Duration answer,
    Duration stall,
    @Nullable ProxySelector proxy,
    @Nullable SSLContext tls,
    Pause pause) {
  static final HttpSettings DEFAULT =
      new HttpSettings(
          ArchiveLimits.DEFAULT,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          null,
          null,
          HttpSettings::await);

  HttpSettings {
    for (Duration each : new Duration[] {connect, answer, stall}) {
      if (each.isZero() || each.isNegative()) {
        throw new IllegalArgumentException("a time limit is more than nothing, found " + each);
      }
    }
  }

  HttpSettings withLimits(ArchiveLimits value) {
    return new HttpSettings(value, connect, answer, stall, proxy, tls, pause);
  }

  HttpSettings withTimes(Duration toConnect, Duration toAnswer, Duration toStall) {
    return new HttpSettings(limits, toConnect, toAnswer, toStall, proxy, tls, pause);
  }

  HttpSettings withProxy(ProxySelector value) {
    return new HttpSettings(limits, connect, answer, stall, value, tls, pause);
  }

  HttpSettings withTls(SSLContext value) {
    return new HttpSettings(limits, connect, answer, stall, proxy, value, pause);
  }

  HttpSettings withPause(Pause value) {
    return new HttpSettings(limits, connect, answer, stall, proxy, tls, value);
  }

  /** Waits. */
  interface Pause {
    void await(Duration time) throws InterruptedException;
  }

  /** Long enough for any wait of the JDK, which counts nanoseconds. */
  static long nanos(Duration time) {
    return TimeUnit.NANOSECONDS.convert(time);
  }

  /** A time for people. */
  static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static void await(Duration time) throws InterruptedException {
    // Nobody counts it down: it is for the server that asked for time, and an interrupt ends it.
    new CountDownLatch(1).await(nanos(time), TimeUnit.NANOSECONDS);
  }
}
