package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Finding;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import dev.portside.tck.TckV1;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plugin of {@link FakeRuntime}, in either form. */
final class FakePlugin implements Plugin {
  final FakeRuntime runtime;
  final PluginSpec<FakeConfig> spec;
  final Faults faults;
  volatile boolean closed;

  FakePlugin(FakeRuntime runtime, PluginSpec<FakeConfig> spec, Faults faults) {
    this.runtime = runtime;
    this.spec = spec;
    this.faults = faults;
  }

  String name() {
    return spec.metadata().name();
  }

  @Override
  public Metadata metadata() {
    return spec.metadata();
  }

  @Override
  public Optional<Path> dir() {
    return faults.dir(this);
  }

  @Override
  public Set<String> hooks() {
    return faults.hooks(spec.config());
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> kind) {
    return faults.unwrap(this, kind);
  }

  @Override
  public void close() {
    faults.closePlugin(this);
  }

  @Override
  public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
    if (faults.isClosed(this)) {
      throw new PluginCallException(name(), "cannot be called any more", Usage.UNKNOWN, null);
    }
    return faults.around(
        this,
        () ->
            spec.config().form().equals("message")
                ? byMessage(type, message, options)
                : byCommand(type, message, options));
  }

  private <I, O> Output<O> byCommand(PluginType<I, O, ?> type, I message, CallOptions options) {
    Optional<CommandLine<I, O>> line = type.commandLine();
    if (line.isEmpty()) {
      throw faults.noCommandLine(name(), type.id());
    }
    faults.peek(type, message);
    CommandCall call = line.get().prepare(message);
    Map<String, String> env = faults.env(options.env(), call.env());
    Guest guest = guest(call.args(), env, call.stdin(), options);
    Usage usage = run(spec.config().program(), guest, options, call.stdin());
    Bytes stdout = faults.answer(this, guest);
    if (!call.resultOnStdout() && faults.handsOut()) {
      try {
        stdout.writeTo(options.stdio().out());
      } catch (IOException e) {
        throw new PluginCallException(name(), "cannot write: " + e, usage, e);
      }
      stdout = Bytes.EMPTY;
    }
    try {
      return new Output<>(line.get().result(stdout), usage);
    } catch (IllegalArgumentException e) {
      throw faults.unreadable(name(), String.valueOf(e.getMessage()), usage);
    }
  }

  private <I, O> Output<O> byMessage(PluginType<I, O, ?> type, I message, CallOptions options) {
    Tree form = Tree.of(type.input().write(message));
    TreeReader in = TreeReader.of(form, "", TreeReader.JSON, finding -> {});
    TckV1.Input input = TckV1.TYPE.input().read(in);
    Map<String, String> env = faults.env(options.env(), input.env());
    Guest guest = guest(input.args(), env, input.data(), options);
    Usage usage = run(spec.config().program(), guest, options, input.data());
    String data = Base64.getEncoder().encodeToString(faults.answer(this, guest).toArray());
    List<Finding> findings = new ArrayList<>();
    TreeReader out =
        TreeReader.of(Tree.of(Map.of("data", data)), "", TreeReader.JSON, findings::add);
    O answer = type.output().read(out);
    if (out.failed()) {
      throw faults.unreadable(name(), findings.toString(), usage);
    }
    return new Output<>(answer, usage);
  }

  private Guest guest(
      List<String> args, Map<String, String> env, Optional<Bytes> data, CallOptions options) {
    boolean hasClock = faults.hasClock(spec.config());
    return new Guest(
        hasClock, faults.args(args), env, faults.stdin(data, options), options.stdio().err());
  }

  @Override
  public void runHook(String event, CallOptions options) {
    String program = spec.config().hooks().get(event);
    if (program == null) {
      faults.noHook(name(), event);
      return;
    }
    Map<String, String> env = faults.env(faults.hookEnv(options.env()), Map.of());
    Guest guest = guest(List.of(), env, Optional.empty(), options);
    CallOptions hook = faults.hookOptions(options);
    try {
      int code = await(program, guest, hook, Usage.UNKNOWN);
      options.stdio().out().write(guest.out.toByteArray());
      if (code != 0) {
        faults.hookExited(name(), code, guest);
      }
    } catch (IOException e) {
      throw new PluginCallException(name(), "cannot write: " + e, Usage.UNKNOWN, e);
    }
  }

  private Usage run(String program, Guest guest, CallOptions options, Optional<Bytes> data) {
    long size = data.map(Bytes::size).orElse(0);
    faults.checkInput(name(), size);
    int code = await(program, guest, options, Usage.UNKNOWN.withBytesIn(size));
    long in = faults.bytesIn(data, guest);
    Usage usage = faults.usage(this, in, guest.out.size()).withExitCode(code);
    if (code != 0) {
      throw faults.exited(name(), code, guest, usage);
    }
    faults.done(options);
    return usage;
  }

  private int await(String program, Guest guest, CallOptions options, Usage usage) {
    boolean before = faults.isInterrupted();
    FutureTask<Integer> task = faults.task(program, guest);
    Thread worker = new Thread(task, "fake " + name());
    worker.setDaemon(true);
    worker.start();
    RuntimeException failure;
    try {
      return options.timeout().isEmpty()
          ? task.get()
          : task.get(faults.nanos(options.timeout().get()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      faults.end(worker, guest, true);
      failure = faults.timedOut(name(), options.timeout().orElseThrow(), guest, usage);
    } catch (InterruptedException e) {
      faults.end(worker, guest, false);
      faults.interrupt(before);
      failure = new PluginInterruptedException(name(), usage, e);
    } catch (ExecutionException e) {
      failure = faults.broke(name(), e.getCause(), usage);
    }
    throw failure;
  }
}
