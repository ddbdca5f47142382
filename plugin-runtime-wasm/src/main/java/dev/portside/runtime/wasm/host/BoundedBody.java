package dev.portside.runtime.wasm.host;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a limit, and stops reading beyond it: at once if the server says how much
 * it is going to send. Memory is taken for what has arrived, not for what was announced.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
  private final long announced;
  private final long limit;
  private @Nullable Subscription subscription;

  /**
   * @param announced how many bytes the server says it sends; 0 if it does not say
   * @param limit how many bytes are taken
   */
  BoundedBody(long announced, long limit) {
    this.announced = announced;
    this.limit = limit;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription value) {
    subscription = value;
    if (announced > limit) {
      refuse(announced + " bytes announced");
    } else {
      value.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (whole.isDone()) {
        return;
      }
      if ((long) arrived.size() + buffer.remaining() > limit) {
        refuse("at least " + (arrived.size() + buffer.remaining()) + " bytes");
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      arrived.writeBytes(part);
    }
  }

  @Override
  public void onError(Throwable cause) {
    whole.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    whole.complete(arrived.toByteArray());
  }

  private void refuse(String found) {
    if (subscription != null) {
      subscription.cancel();
    }
    whole.completeExceptionally(new BodyTooLargeException(found, limit));
  }
}
