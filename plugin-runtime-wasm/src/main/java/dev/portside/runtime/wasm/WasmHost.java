package dev.portside.runtime.wasm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.portside.runtime.wasm.code.CodeCache;
import dev.portside.runtime.wasm.code.CodeMode;
import dev.portside.runtime.wasm.guest.GuestFactory;
import dev.portside.runtime.wasm.guest.SharedMemory;
import dev.portside.runtime.wasm.host.HttpService;
import java.util.concurrent.RejectedExecutionException;

/** What all plugins of one runtime share. Thread-safe. */
final class WasmHost implements AutoCloseable {
  private static final int PAGE_SHIFT = 16;

  /** How many guests of a plugin may wait for calls; they make room if others need it. */
  private static final int MOST_IDLE = 8;

  private static final long COMPILED_STACK = 16L << 20;
  private static final long INTERPRETED_STACK = 256L << 20;

  private final CodeCache codeCache;
  private final SharedMemory memory;
  private final HttpService http;
  private final CallThreads threads;
  private final GuestFactory.Mode mode;
  private final MessageWriter writer;
  private final MessageReader reader;
  private final long stackBytes;
  private final int maxResultBytes;
  private volatile boolean closed;

  WasmHost(WasmRuntime.Builder settings) {
    boolean interpreted = settings.interpreted;
    codeCache =
        new CodeCache(
            settings.cacheDirectory, interpreted ? CodeMode.INTERPRETED : CodeMode.COMPILED);
    memory = new SharedMemory(settings.maxMemoryBytes);
    http = new HttpService(settings.proxy, settings.tls);
    stackBytes = interpreted ? INTERPRETED_STACK : COMPILED_STACK;
    threads = new CallThreads(stackBytes);
    maxResultBytes = (int) Math.min(settings.maxResultBytes, settings.maxMemoryBytes / 4);
    int idle = Math.max(MOST_IDLE, Runtime.getRuntime().availableProcessors());
    mode = new GuestFactory.Mode(settings.reuse, settings.frozenClock, idle);
    JsonFactory json = json();
    writer = new MessageWriter(json);
    reader = new MessageReader(json);
  }

  /** JSON as Go writes it, and without the library's limit to the length of texts. */
  static JsonFactory json() {
    return JsonFactory.builder()
        // Characters beyond 16 bits, not two escapes for each.
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .streamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
        .build();
  }

  CodeCache codeCache() {
    return codeCache;
  }

  SharedMemory memory() {
    return memory;
  }

  HttpService http() {
    return http;
  }

  GuestFactory.Mode mode() {
    return mode;
  }

  MessageWriter writer() {
    return writer;
  }

  MessageReader reader() {
    return reader;
  }

  /** How large the stack of a call is. */
  long stackBytes() {
    return stackBytes;
  }

  /** How many bytes an answer may have. */
  int maxResultBytes() {
    return maxResultBytes;
  }

  /** How many pages each memory of a plugin may have: what it says, and no more than there is. */
  int pageLimit(WasmConfig config) {
    long all = memory.budget().limit() >> PAGE_SHIFT;
    long pages = Math.min(config.maxPages().orElse(all), all);
    return (int) Math.min(pages, Integer.MAX_VALUE >> PAGE_SHIFT);
  }

  /** Begins a call; false if the runtime is closed. */
  boolean start(CallTask<?> task) {
    try {
      threads.start(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    threads.close();
    codeCache.close();
    memory.close();
    http.close();
  }
}
