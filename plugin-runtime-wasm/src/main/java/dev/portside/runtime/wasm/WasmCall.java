package dev.portside.runtime.wasm;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Usage;
import dev.portside.runtime.wasm.guest.Answer;
import dev.portside.runtime.wasm.guest.GuestCall;
import dev.portside.runtime.wasm.guest.GuestFactory;
import dev.portside.runtime.wasm.host.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * One call of one plugin, from its message to the bytes of its answer. Used once.
 *
 * <p>It runs in a thread of its own, with a stack of a known size, and can be ended at any moment.
 * A call that has no deadline and no effect but its answer may run in the caller's thread, which
 * spares two switches of threads: if that stack is too small, it is run again in one that is not.
 */
final class WasmCall {
  private final WasmHost host;
  private final WasmPlugin plugin;
  private final CallOptions options;
  private final byte[] message;
  private final Deadline deadline;
  private final String name;
  private CallScope scope;
  private GuestCall call;
  private int answered;

  WasmCall(
      WasmHost host, WasmPlugin plugin, CallOptions options, byte[] message, Deadline deadline) {
    this.host = host;
    this.plugin = plugin;
    this.options = options;
    this.message = message;
    this.deadline = deadline;
    this.name = plugin.metadata().name();
    this.scope = scope();
    this.call = new GuestCall(scope, message, host.maxResultBytes());
  }

  private CallScope scope() {
    CallScope.Builder builder =
        CallScope.builder().environment(options.env()).stdio(options.stdio());
    return (deadline.isNever() ? builder : builder.deadline(deadline.end())).build();
  }

  /** What the call has used so far. */
  Usage usage() {
    return Usage.UNKNOWN
        .withBytesIn(message.length + scope.bytesIn())
        .withBytesOut(answered + scope.bytesOut())
        .withPeakMemory(call.peakMemory());
  }

  /** Runs it, and waits for its answer. */
  byte[] run() {
    if (Thread.currentThread().isInterrupted()) {
      throw new PluginInterruptedException(name, Usage.UNKNOWN, null);
    }
    GuestFactory ready = plugin.readyFor(options.env());
    if (ready != null && deadline.isNever()) {
      try {
        return outcome(runHere(ready));
      } catch (StackTooSmall e) {
        scope = scope();
        call = new GuestCall(scope, message, host.maxResultBytes());
      }
    }
    return outcome(runElsewhere());
  }

  /** Tells the caller's thread that its stack is too small. */
  private static final class StackTooSmall extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private Answer runHere(GuestFactory factory) throws StackTooSmall {
    try {
      return call(factory);
    } catch (Throwable e) { // told to the caller, whatever it is
      if (Failures.isStackOverflow(e)) {
        throw new StackTooSmall();
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new PluginInterruptedException(name, usage(), null);
      }
      throw failed(e);
    }
  }

  private Answer runElsewhere() {
    CallTask<Answer> task = new CallTask<>(() -> call(plugin.factory()));
    if (!host.start(task)) {
      throw plugin.refused();
    }
    switch (task.await(deadline)) {
      case TIMEOUT -> throw timeout();
      case INTERRUPT -> throw new PluginInterruptedException(name, usage(), null);
      case DONE -> {}
    }
    try {
      return task.result();
    } catch (ChicoryInterruptedException e) { // a wait that knows the deadline was faster
      throw deadline.left() <= 0 ? timeout() : failed(e);
    } catch (Throwable e) { // told to the caller, whatever it is
      throw failed(e);
    }
  }

  private PluginTimeoutException timeout() {
    String stderr = ErrorText.end(scope.stderrTail());
    return new PluginTimeoutException(name, deadline.limit(), stderr, usage());
  }

  private Answer call(GuestFactory factory) throws InterruptedException {
    try {
      return factory.call(call);
    } finally {
      scope.close();
    }
  }

  private byte[] outcome(Answer answer) {
    answered = answer.output().length;
    String error = answer.error();
    if (answer.code() == 0 && error == null) {
      return answer.output();
    }
    String detail = error == null ? scope.stderrTail() : error;
    String what = answer.code() == 0 ? "reported an error" : "exited with error";
    throw plugin.failures().exit(what, answer.code(), detail, usage());
  }

  private PluginException failed(Throwable thrown) {
    return plugin.failures().of(thrown, call.refusedMemory(), scope.stderrTail(), usage());
  }

  /** The exception for an answer that cannot be used. */
  PluginCallException unusable(String why, @Nullable Throwable cause) {
    return new PluginCallException(name, "gave no usable answer: " + why, usage(), cause);
  }
}
