package dev.portside.api.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.fixture.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The type getter/v1")
class GetterV1Test {
  /** Helm's JSON of a call with a timeout of two minutes. */
  private static final String FORM =
      "{href=demo://x?a=1&b=2, protocol=demo, options={URL=, CertFile=, KeyFile=, CAFile=,"
          + " UNTar=false, InsecureSkipVerifyTLS=false, PlainHTTP=false, AcceptHeader=, Username=,"
          + " Password=, PassCredentialsAll=false, UserAgent=, Version=, Timeout=120000000000}}";

  @Test
  @DisplayName("needs protocols, none of them empty")
  void needsProtocols() {
    Reading reading = Reading.yaml("protocols:\n  - s3\n  - gs");
    GetterV1.Settings settings = GetterV1.TYPE.readConfig(reading.in());
    assertEquals(List.of("s3", "gs"), settings.protocols());
    assertEquals(Map.of("Protocols", List.of("s3", "gs")), settings.signedForm());
    List<String> none = List.of();
    Exception e = assertThrows(IllegalArgumentException.class, () -> new GetterV1.Settings(none));
    assertEquals("getter has no protocols", e.getMessage());
    List<String> empty = List.of("s3", "");
    e = assertThrows(IllegalArgumentException.class, () -> new GetterV1.Settings(empty));
    assertEquals("getter has empty protocol at index 1", e.getMessage());
  }

  @Test
  @DisplayName("sends every option under Go's name and in Go's order, the timeout in nanoseconds")
  void sendsEveryOption() {
    GetterOptions options = GetterOptions.builder().timeout(Duration.ofMinutes(2)).build();
    Map<String, ?> form =
        GetterV1.TYPE.input().write(GetterV1.Input.of("demo://x?a=1&b=2", options));
    assertEquals(FORM, form.toString());
  }

  @Test
  @DisplayName("understands what it sends, and Go's names in any case")
  void understandsWhatItSends() {
    GetterOptions options =
        GetterOptions.builder()
            .url("https://example.com")
            .certFile("cert")
            .keyFile("key")
            .caFile("ca")
            .unTar(true)
            .insecureSkipVerifyTls(true)
            .plainHttp(true)
            .acceptHeader("text/plain")
            .username("ada")
            .password("lovelace")
            .passCredentialsAll(true)
            .userAgent("agent")
            .version("1.2.3")
            .timeout(Duration.ofNanos(5))
            .build();
    Map<String, ?> form = GetterV1.TYPE.input().write(new GetterV1.Input("a:b", "a", options));
    assertEquals(form, GetterV1.TYPE.input().write(Reading.of(GetterV1.TYPE.input(), form)));
    GetterOptions read =
        Reading.of(
                GetterV1.TYPE.input(),
                Map.of("HREF", "a:b", "Options", Map.of("untar", true, "cafile", "c")))
            .options();
    assertTrue(read.unTar());
    assertEquals("c", read.caFile());
  }

  @Test
  @DisplayName("never prints more of its options than the URL")
  void neverPrintsSecrets() {
    GetterOptions options =
        GetterOptions.builder()
            .url("https://example.com")
            .username("ada")
            .password("lovelace")
            .build();
    assertEquals("GetterOptions[url=https://example.com]", options.toString());
    String input = new GetterV1.Input("a:b", "a", options).toString();
    assertEquals(-1, input.indexOf("lovelace"), input);
  }

  @Test
  @DisplayName("refuses a negative timeout")
  void refusesNegativeTimeouts() {
    GetterOptions.Builder options = GetterOptions.builder();
    Duration past = Duration.ofSeconds(-1);
    Exception e = assertThrows(IllegalArgumentException.class, () -> options.timeout(past));
    assertEquals("expected a timeout, found PT-1S", e.getMessage());
    assertEquals(
        "options.Timeout: expected a whole number from 0 to 9223372036854775807, found \"-1\"",
        Reading.complaints(GetterV1.TYPE.input(), Map.of("options", Map.of("Timeout", -1))));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "s3://bucket/chart.tgz, s3",
    "S3://bucket, s3",
    "git+https://example.com/x, git+https",
    "a:b, a",
    "x-y.z1://h, x-y.z1",
    "HTTPI://I, httpi",
  })
  @DisplayName("takes the scheme of a URL for its protocol, in lower case")
  void takesTheScheme(String href, String protocol) {
    GetterV1.Input input = GetterV1.Input.of(href, GetterOptions.NONE);
    assertEquals(protocol, input.protocol());
    assertEquals(href, input.href());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "chart.tgz", ":x", "1a://x", "-a://x", "a b://x", "é://x", "/a:b"})
  @DisplayName("refuses a URL without a scheme")
  void refusesUrlsWithoutScheme(String href) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> GetterV1.Input.of(href, GetterOptions.NONE));
    assertEquals(
        "\"" + href + "\" has no scheme; expected a URL such as s3://bucket/chart.tgz",
        e.getMessage());
  }

  @Test
  @DisplayName("hands a command its four arguments last, credentials by environment, no stdin")
  void hasACommandLine() {
    CommandLine<GetterV1.Input, GetterV1.Output> line = GetterV1.TYPE.commandLine().orElseThrow();
    GetterOptions options =
        GetterOptions.builder().keyFile("key").username("ada").passCredentialsAll(true).build();
    CommandCall call = line.prepare(new GetterV1.Input("demo://$A", "demo", options));
    assertEquals(List.of("", "key", "", "demo://$A"), call.args());
    assertEquals(
        Map.of(
            "HELM_PLUGIN_USERNAME", "ada",
            "HELM_PLUGIN_PASSWORD", "",
            "HELM_PLUGIN_PASS_CREDENTIALS_ALL", "true"),
        call.env());
    assertEquals(Optional.of("demo"), call.selector());
    assertEquals(Optional.of(Bytes.EMPTY), call.stdin());
    assertTrue(call.resultOnStdout());
    assertEquals(new GetterV1.Output(Bytes.utf8("x")), line.result(Bytes.utf8("x")));
  }
}
