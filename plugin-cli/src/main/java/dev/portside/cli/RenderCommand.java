package dev.portside.cli;

import dev.portside.api.Bytes;
import dev.portside.api.Plugin;
import dev.portside.api.type.PostRendererV1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code render}: a plugin of type {@code postrenderer/v1}, as a filter. */
@Command(
    name = "render",
    description = "Pass manifests from standard input through a post-renderer.")
final class RenderCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "NAME|DIR", description = "The plugin.")
  private String target = "";

  @Parameters(index = "1..*", paramLabel = "ARGS", description = "Arguments for the plugin.")
  private List<String> args = new ArrayList<>();

  RenderCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    Plugin plugin = session.find(target, PostRendererV1.TYPE.id());
    Bytes manifests = Bytes.readAll(session.shell().in());
    PostRendererV1.Input input = new PostRendererV1.Input(manifests, args);
    PostRendererV1.Output output =
        session.invoke(plugin, PostRendererV1.TYPE, input, session.shell().stdio());
    output.manifests().writeTo(session.shell().out());
    return 0;
  }
}
