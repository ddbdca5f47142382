package dev.portside.api.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.CallOptions;
import dev.portside.api.Capability;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginType;
import dev.portside.api.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The one decorator around a runtime's plugin: capability, closed state, foreign exceptions, clock,
 * listener, flight recording. One class and no chain, so there is one order.
 */
final class ManagedPlugin implements Plugin {
  private final Plugin plugin;
  private final Metadata metadata;
  private final @Nullable CallListener listener;
  private volatile boolean closed;

  /** Fails for a plugin without metadata: whoever loads it reports that, nobody later need ask. */
  ManagedPlugin(Plugin plugin, @Nullable CallListener listener) {
    this.plugin = requireNonNull(plugin, "the runtime made no plugin");
    this.metadata = requireNonNull(plugin.metadata(), "the plugin has no metadata");
    this.listener = listener;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public Optional<Path> dir() {
    return plugin.dir();
  }

  @Override
  public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
    requireCapability(type.id());
    Call call = new Call(type.id());
    try {
      Output<O> output = plugin.invoke(type, message, options);
      call.usage = output.usage();
      return output;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw call.failed(e);
    } catch (Error e) {
      call.failed(e);
      throw e;
    } finally {
      call.ended();
    }
  }

  @Override
  public Set<String> hooks() {
    return plugin.hooks();
  }

  @Override
  public void runHook(String event, CallOptions options) {
    Call call = new Call("hook:" + event);
    try {
      plugin.runHook(event, options);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw call.failed(e);
    } catch (Error e) {
      call.failed(e);
      throw e;
    } finally {
      call.ended();
    }
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> kind) {
    return kind.isInstance(this) ? Optional.of(kind.cast(this)) : plugin.unwrap(kind);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      plugin.close();
    }
  }

  private void requireCapability(String type) {
    if (!metadata.can(type)) {
      StringBuilder can = new StringBuilder();
      for (Capability capability : metadata.capabilities()) {
        can.append(can.length() == 0 ? "" : ", ").append(capability.type());
      }
      String what = "cannot be called as " + type + "; it is of type " + can;
      throw new PluginCallException(metadata.name(), what, Usage.UNKNOWN, null);
    }
  }

  /** One call, from its start to what is told of it. */
  private final class Call {
    private final String type;
    private final long start = System.nanoTime();
    private final @Nullable CallEvent event;
    private Usage usage = Usage.UNKNOWN;
    private @Nullable PluginException failure;

    Call(String type) {
      this.type = type;
      if (closed) {
        throw new PluginCallException(metadata().name(), "is closed", Usage.UNKNOWN, null);
      }
      // Without a recorder even the class of the event costs a cold process 60 ms.
      event = FlightRecorder.isInitialized() ? new CallEvent() : null;
      if (event != null) {
        event.begin();
      }
    }

    PluginException failed(Throwable e) {
      PluginException told;
      if (e instanceof PluginException known) {
        told = known;
        usage = known instanceof PluginCallException call ? call.usage() : usage;
      } else {
        told = new PluginCallException(metadata().name(), "failed: " + reason(e), usage, e);
      }
      failure = told;
      return told;
    }

    void ended() {
      if (event != null) {
        event.end();
        if (event.shouldCommit()) {
          record(event);
        }
      }
      if (listener != null) {
        tell(listener);
      }
    }

    private void tell(CallListener told) {
      try {
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        told.called(metadata(), type, wall, usage, Optional.ofNullable(failure));
      } catch (RuntimeException e) {
        System.getLogger(ManagedPlugin.class.getName())
            .log(System.Logger.Level.WARNING, "a call listener failed", e);
      }
    }

    private void record(CallEvent event) {
      event.plugin = metadata().name();
      event.type = type;
      event.exitCode = usage.exitCode().orElse(-1);
      event.bytesIn = usage.bytesIn().orElse(-1);
      event.bytesOut = usage.bytesOut().orElse(-1);
      event.peakMemory = usage.peakMemory().orElse(-1);
      event.failure = failure == null ? null : failure.getClass().getSimpleName();
      event.commit();
    }
  }

  /** An argument check has a text for people; anything else is shown with its class. */
  private static String reason(Throwable e) {
    String message = e.getMessage();
    return e instanceof IllegalArgumentException && message != null ? message : e.toString();
  }
}
