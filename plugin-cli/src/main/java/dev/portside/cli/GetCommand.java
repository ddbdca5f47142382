package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code get}: a plugin of type {@code getter/v1}, chosen by the scheme of the URL. */
@Command(name = "get", description = "Fetch a URL by the plugin that serves its scheme.")
final class GetCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "URL", description = "Such as s3://bucket/chart.tgz.")
  private String href = "";

  @Option(
      names = {"-O", "--output-file"},
      paramLabel = "FILE",
      description = "Write here instead of to standard output; whole, or not at all.")
  private @Nullable Path file;

  @Option(names = "--cert-file", paramLabel = "FILE", description = "Client certificate.")
  private String certFile = "";

  @Option(names = "--key-file", paramLabel = "FILE", description = "Key of the certificate.")
  private String keyFile = "";

  @Option(names = "--ca-file", paramLabel = "FILE", description = "Trusted CA certificates.")
  private String caFile = "";

  @Option(names = "--username", paramLabel = "NAME", description = "User name.")
  private String username = "";

  @Option(
      names = "--password",
      paramLabel = "TEXT",
      description = "Password; seen by all who may list processes.")
  private String password = "";

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean passwordStdin;

  @Option(names = "--pass-credentials", description = "Send credentials to every host.")
  private boolean passCredentials;

  @Option(names = "--insecure-skip-tls-verify", description = "Do not check certificates.")
  private boolean insecure;

  @Option(names = "--plain-http", description = "Speak HTTP without TLS.")
  private boolean plainHttp;

  GetCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    if (passwordStdin && !password.isEmpty()) {
      throw new UsageException("--password and --password-stdin exclude each other");
    }
    String scheme = scheme();
    try (Plugins plugins = session.all()) {
      for (Plugin plugin : plugins.find(Descriptor.of(GetterV1.TYPE))) {
        String protocol = protocol(plugin, scheme);
        if (protocol != null) {
          fetch(session, plugin, protocol);
          return 0;
        }
      }
      throw new PluginException(nobody(scheme, plugins), null);
    }
  }

  private String scheme() {
    try {
      return GetterV1.Input.of(href, GetterOptions.NONE).protocol();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> protocols(Plugin plugin) {
    return plugin
        .metadata()
        .config(GetterV1.Settings.class)
        .map(settings -> (Set<String>) new TreeSet<>(settings.protocols()))
        .orElse(Set.of());
  }

  /** As the plugin writes it, since that is how it selects its command. */
  private static @Nullable String protocol(Plugin plugin, String scheme) {
    for (String protocol : protocols(plugin)) {
      if (protocol.equalsIgnoreCase(scheme)) {
        return protocol;
      }
    }
    return null;
  }

  private void fetch(Session session, Plugin plugin, String protocol) throws IOException {
    Shell shell = session.shell();
    GetterV1.Input input = new GetterV1.Input(href, protocol, options(shell));
    Bytes data = session.invoke(plugin, GetterV1.TYPE, input, shell.stdio()).data();
    if (file == null) {
      data.writeTo(shell.out());
    } else {
      WholeFile.write(file, data);
    }
  }

  private GetterOptions options(Shell shell) throws IOException {
    GetterOptions.Builder builder =
        GetterOptions.builder()
            .url(href)
            .certFile(certFile)
            .keyFile(keyFile)
            .caFile(caFile)
            .username(username)
            .password(passwordStdin ? firstLine(shell) : password)
            .passCredentialsAll(passCredentials)
            .insecureSkipVerifyTls(insecure)
            .plainHttp(plainHttp)
            .userAgent("portside/" + Cli.VERSION);
    if (settings().timeout() != null) {
      builder.timeout(settings().timeout());
    }
    return builder.build();
  }

  private static String firstLine(Shell shell) throws IOException {
    return new String(shell.in().readAllBytes(), UTF_8).lines().findFirst().orElse("");
  }

  private static String nobody(String scheme, Plugins plugins) {
    Set<String> served = new TreeSet<>();
    for (Plugin plugin : plugins.find(Descriptor.of(GetterV1.TYPE))) {
      served.addAll(protocols(plugin));
    }
    StringBuilder text = new StringBuilder("no plugin fetches \"").append(scheme).append("\" URLs");
    text.append(served.isEmpty() ? "" : "; there are plugins for: " + String.join(", ", served));
    for (Finding finding : plugins.findings()) {
      text.append(finding.isError() ? "\nnot loaded: " + finding : "");
    }
    return text.toString();
  }
}
