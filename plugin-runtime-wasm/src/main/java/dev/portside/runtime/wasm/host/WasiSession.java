package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.ChicoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of a guest. One session serves calls as long as none of them touches descriptors
 * or files; one that does ends it with its scope. For one thread.
 */
final class WasiSession {
  private static final int FIRST_DIRECTORY = 3;

  private final GuestImports imports;
  private final WasiPreview1 wasi;
  private final HostFunction[] functions;
  private final @Nullable GuestFiles files;
  private boolean changed;
  private boolean closed;

  WasiSession(GuestImports imports) {
    this.imports = imports;
    WasiOptions.Builder options =
        WasiOptions.builder()
            .withStdin(new Input(), false)
            .withStdout(new Output(() -> imports.scope().out()), false)
            .withStderr(new Output(() -> imports.scope().err()), false);
    if (imports.settings().tempDirectory()) {
      TempDirectory temp = TempDirectory.ofProcess();
      options.withDirectory(TempDirectory.GUEST_NAME, temp.path());
      files = new GuestFiles(temp, FIRST_DIRECTORY, new PluginLog(imports.settings().logger()));
    } else {
      files = null;
    }
    wasi = WasiPreview1.builder().withOptions(options.build()).build();
    functions = wasi.toHostFunctions();
  }

  /** All functions, in an order that is the same for every session. */
  HostFunction[] functions() {
    return functions;
  }

  boolean closed() {
    return closed;
  }

  /** The files, or null if the call has none. */
  @Nullable GuestFiles files() {
    return files;
  }

  long[] call(WasiGuard guard, int index, Instance instance, long[] arguments) {
    return guard.call(this, functions[index], instance, arguments);
  }

  /** Calls the function itself. An interrupt that it swallowed is one again. */
  static long[] pass(HostFunction function, Instance instance, long[] arguments) {
    try {
      return function.handle().apply(instance, arguments);
    } catch (ChicoryException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new ChicoryInterruptedException("interrupted in " + function.name(), e);
      }
      throw e;
    }
  }

  /** Notes that the session cannot serve another call. */
  void change() {
    if (!changed) {
      changed = true;
      imports.scope().onClose(this::close);
    }
  }

  private void close() {
    closed = true;
    try {
      wasi.close();
    } finally {
      if (files != null) {
        files.delete();
      }
    }
  }

  /** The standard input of whatever call it is. */
  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      return imports.scope().in().read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      return imports.scope().in().read(target, from, length);
    }

    /** A guest that polls would never see the end of a stream of which nothing is available. */
    @Override
    public int available() {
      return 1;
    }
  }

  /** A standard output of whatever call it is. */
  private static final class Output extends OutputStream {
    private final Supplier<GuestOutput> current;

    Output(Supplier<GuestOutput> current) {
      this.current = current;
    }

    @Override
    public void write(int value) throws IOException {
      current.get().write(value);
    }

    @Override
    public void write(byte[] data, int from, int length) throws IOException {
      current.get().write(data, from, length);
    }
  }
}
