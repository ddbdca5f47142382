package dev.portside.packaging.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of one response as a stream that does not wait for ever. It asks for the next piece when
 * the last one is taken, so a slow reader slows the server, and memory stays flat. Read by one
 * thread, filled by those of the HTTP client.
 *
 * <p>Reading throws {@link PassingException} if the connection ends too early, and {@link
 * java.net.http.HttpTimeoutException} if no byte comes in time.
 */
final class HttpBody extends InputStream implements BodySubscriber<HttpBody> {
  private final String at;
  private final Duration stall;
  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private @Nullable Subscription subscription;
  private boolean closed;

  private Iterator<ByteBuffer> buffers = Collections.emptyIterator();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private boolean ended;

  HttpBody(String at, Duration stall) {
    this.at = at;
    this.stall = stall;
  }

  private record Piece(List<ByteBuffer> buffers, boolean last, @Nullable Throwable failure) {}

  @Override
  public CompletionStage<HttpBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription offered) {
    synchronized (this) {
      if (subscription == null && !closed) {
        subscription = offered;
        offered.request(1);
        return;
      }
    }
    offered.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    arrived.add(new Piece(item, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Piece(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new Piece(List.of(), true, null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (!buffer.hasRemaining()) {
      if (buffers.hasNext()) {
        buffer = buffers.next();
      } else if (ended) {
        return -1;
      } else {
        await();
      }
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  private void await() throws IOException {
    Piece piece;
    try {
      piece = arrived.poll(HttpSettings.nanos(stall), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw HttpFailures.interrupted(at);
    }
    if (piece == null) {
      throw HttpFailures.stalled(at, stall);
    }
    ended = piece.last();
    if (piece.failure() != null) {
      throw HttpFailures.lost(at, piece.failure());
    }
    buffers = piece.buffers().iterator();
    Subscription current = subscription();
    if (!ended && current != null) {
      current.request(1);
    }
  }

  private synchronized @Nullable Subscription subscription() {
    return subscription;
  }

  /** Ends the connection, unless all of the body has come. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    Subscription current = subscription();
    if (current != null) {
      current.cancel();
    }
  }
}
