package dev.portside.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.Stdio;
import dev.portside.api.host.PluginManager;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import dev.portside.runtime.subprocess.SubprocessConfig;
import dev.portside.runtime.subprocess.SubprocessRuntime;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/**
 * Calls of plugins, and for each the least that a host would write without Portside, with the same
 * streams. Portside reads standard error unless it is inherited, to tell why a plugin failed; so do
 * those.
 */
final class Calls implements AutoCloseable {
  private static final CliV1.Input NO_ARGUMENTS = new CliV1.Input(List.of());

  private final CallOptions inherit = CallOptions.NONE.withStdio(Stdio.inherit());
  private final byte[] manifests = "kind: ConfigMap # as it is\n".repeat(3_800).getBytes(UTF_8);
  private final PostRendererV1.Input toRender =
      new PostRendererV1.Input(Bytes.copyOf(manifests), List.of());
  private final SubprocessRuntime runtime = new SubprocessRuntime();
  private final PluginManager manager = PluginManager.builder().build();
  private final Plugin command =
      manager.create(
          runtime,
          SubprocessConfig.command("/bin/true"),
          Metadata.named("command").type(CliV1.TYPE, CliV1.Settings.NONE));
  private final Plugin renderer =
      manager.create(
          runtime,
          SubprocessConfig.command("/bin/cat"),
          Metadata.named("renderer").type(PostRendererV1.TYPE, new PostRendererV1.Settings()));

  void inherited() {
    command.invoke(CliV1.TYPE, NO_ARGUMENTS, inherit);
  }

  void inheritedBare() throws IOException, InterruptedException {
    check(bare("/bin/true").inheritIO().start());
  }

  void discarded() {
    command.call(CliV1.TYPE, NO_ARGUMENTS);
  }

  /** Reads standard error itself, since nothing else is there to be read. */
  void discardedBare() throws IOException, InterruptedException {
    Process process =
        bare("/bin/true")
            .redirectInput(new File("/dev/null"))
            .redirectOutput(Redirect.DISCARD)
            .start();
    process.getErrorStream().readAllBytes();
    check(process);
  }

  int buffered() {
    return renderer.call(PostRendererV1.TYPE, toRender).manifests().size();
  }

  /** With a thread for each stream but one, since any of the pipes may be full. */
  int bufferedBare() throws IOException, InterruptedException {
    Process process = bare("/bin/cat").start();
    Thread writer = new Thread(() -> write(process.getOutputStream()));
    Thread errors = new Thread(() -> drain(process.getErrorStream()));
    writer.start();
    errors.start();
    byte[] out = process.getInputStream().readAllBytes();
    writer.join();
    errors.join();
    check(process);
    return out.length;
  }

  private void write(OutputStream in) {
    try (in) {
      in.write(manifests);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(InputStream errors) {
    try (errors) {
      errors.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process with the variables that plugins get. */
  private static ProcessBuilder bare(String program) {
    ProcessBuilder builder = new ProcessBuilder(program);
    builder.environment().put("HELM_PLUGIN_NAME", "bare");
    builder.environment().put("HELM_PLUGIN_DIR", "");
    return builder;
  }

  private static void check(Process process) throws InterruptedException {
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("expected exit code 0, found " + code);
    }
  }

  @Override
  public void close() {
    command.close();
    renderer.close();
    manager.close();
    runtime.close();
  }
}
