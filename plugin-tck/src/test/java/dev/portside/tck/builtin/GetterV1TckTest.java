package dev.portside.tck.builtin;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.PluginType;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import dev.portside.tck.PluginTypeTck;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class GetterV1TckTest extends PluginTypeTck<GetterV1.Input, GetterV1.Output, GetterV1.Settings> {
  private static final GetterOptions OPTIONS =
      GetterOptions.builder()
          .url("https://example.com/charts")
          .certFile("cert.pem")
          .keyFile("key.pem")
          .caFile("ca.pem")
          .unTar(true)
          .insecureSkipVerifyTls(true)
          .plainHttp(true)
          .acceptHeader("text/plain")
          .username("me")
          .password("secret")
          .passCredentialsAll(true)
          .userAgent("tck")
          .version("1.2.3")
          .timeout(Duration.ofMillis(1234))
          .build();

  @Override
  protected PluginType<GetterV1.Input, GetterV1.Output, GetterV1.Settings> type() {
    return GetterV1.TYPE;
  }

  @Override
  protected List<GetterV1.Input> inputs() {
    return List.of(
        GetterV1.Input.of("s3://bucket/a.tgz", GetterOptions.NONE),
        new GetterV1.Input("s3://bucket/b.tgz", "s3", OPTIONS));
  }

  @Override
  protected List<GetterV1.Output> outputs() {
    Bytes binary = Bytes.copyOf(new byte[] {0, -1, 127, -128, '\n', '\r'});
    return List.of(new GetterV1.Output(Bytes.EMPTY), new GetterV1.Output(binary));
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("protocols", List.of("s3", "gs"));
  }

  @Override
  protected Map<GetterV1.Input, CommandCall> commandLines() {
    return Map.of(
        GetterV1.Input.of("S3://bucket/a.tgz", OPTIONS),
        CommandCall.EMPTY
            .withSelector("s3")
            .withArgs(List.of("cert.pem", "key.pem", "ca.pem", "S3://bucket/a.tgz"))
            .withEnv(
                Map.of(
                    "HELM_PLUGIN_USERNAME", "me",
                    "HELM_PLUGIN_PASSWORD", "secret",
                    "HELM_PLUGIN_PASS_CREDENTIALS_ALL", "true"))
            .withStdin(Bytes.EMPTY)
            .withResultOnStdout(),
        GetterV1.Input.of("x+Z.a-9://b", GetterOptions.NONE),
        CommandCall.EMPTY
            .withSelector("x+z.a-9")
            .withArgs(List.of("", "", "", "x+Z.a-9://b"))
            .withEnv(
                Map.of(
                    "HELM_PLUGIN_USERNAME", "",
                    "HELM_PLUGIN_PASSWORD", "",
                    "HELM_PLUGIN_PASS_CREDENTIALS_ALL", "false"))
            .withStdin(Bytes.EMPTY)
            .withResultOnStdout());
  }

  /** As Go reads bytes. */
  @Override
  protected Map<Map<String, ?>, GetterV1.Output> spellings() {
    GetterV1.Output bytes = new GetterV1.Output(Bytes.copyOf(new byte[] {0, -1, 127, -128, 1}));
    return Map.of(
        Map.of("data", List.of(0, 255, 127, 128, 1)), bytes,
        Map.of("DATA", List.of(0, 255, 127, 128, 1)), bytes,
        Map.of("data", "AP9\r\n/gAE\n=\n"), bytes,
        Map.of("data", "AP9/\rgAE="), bytes,
        Map.of("data", List.of()), new GetterV1.Output(Bytes.EMPTY),
        Map.of("data", ""), new GetterV1.Output(Bytes.EMPTY),
        Map.of(), new GetterV1.Output(Bytes.EMPTY));
  }

  @Override
  protected Map<String, Map<String, ?>> badForms() {
    return Map.of(
        "data: expected base64, found something else: its length is no multiple of 4",
        Map.of("data", "AP9/gAE"),
        "data: expected base64, found something else: ",
        Map.of("data", "%%%%"),
        "from 0 to 255 at index 1",
        Map.of("data", List.of(1, 256)),
        "from 0 to 255 at index 0",
        Map.of("data", List.of(-1)),
        "from 0 to 255 at index 2",
        Map.of("data", List.of(1, 2, 1.5)),
        "from 0 to 255 at index 3",
        Map.of("data", List.of(1, 2, 3, "4")));
  }
}
