package dev.portside.runtime.wasm;

import static dev.portside.runtime.wasm.TestPlugins.greet;
import static dev.portside.runtime.wasm.ValueType.F32;
import static dev.portside.runtime.wasm.ValueType.F64;
import static dev.portside.runtime.wasm.ValueType.I32;
import static dev.portside.runtime.wasm.ValueType.I64;
import static dev.portside.runtime.wasm.ValueType.POINTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests of Extism's SDKs that are about what a plugin asks of its host. */
@DisplayName("As in Extism's tests, a plugin")
class ExtismHostTest {
  private static final List<HostFunction> FUNCTIONS =
      List.of(
          HostFunction.of(
              "upper",
              List.of(POINTER),
              List.of(POINTER),
              call -> call.returnText(call.text(0).toUpperCase(Locale.ROOT))),
          HostFunction.of(
              "join",
              List.of(POINTER, POINTER),
              List.of(POINTER),
              call -> call.returnText(call.text(0) + call.text(1))),
          HostFunction.of(
              "release", List.of(POINTER), List.of(), call -> call.memory().free(call.pointer(0))),
          HostFunction.of(
                  "mix",
                  List.of(I32, I64, F32, F64),
                  List.of(F64),
                  call -> call.returnF64(call.f64(3) + call.f32(2) + call.i64(1) + call.i32(0)))
              .withNamespace("example:host/numbers"),
          HostFunction.of(
                  "add",
                  List.of(I32, I32),
                  List.of(I32),
                  call -> call.returnI32(call.i32(0) + call.i32(1)))
              .withNamespace("example:host/numbers"));

  @TempDir Path base;
  private WasmRuntime runtime;
  private TestPlugins plugins;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    runtime = WasmRuntime.builder().hostFunctions(FUNCTIONS).build();
    plugins = new TestPlugins(runtime, base);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", ExtismHostTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    runtime.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    byte[] body = sent.length > 0 ? sent : "served".getBytes(UTF_8);
    exchange.getResponseHeaders().add("X-Kitchen", "cold");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String request(String method) {
    return "{\"url\":\"" + url() + "\",\"method\":\"" + method + "\"}";
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/dish";
  }

  private Plugin http(String entry, String allowedHost) {
    return plugins.load(
        "protocol", WasmConfig.builder().entryFuncName(entry).allowedHosts(List.of(allowedHost)));
  }

  @ParameterizedTest
  @CsvSource({"http, GET, served", "http_post, POST, sent by the plug-in"})
  @DisplayName("reaches a host that a glob allows, and gets the body")
  void reachesAnAllowedHost(String entry, String method, String body) {
    try (Plugin plugin = http(entry, "127.*.1")) {
      assertEquals(body, greet(plugin, request(method)));
    }
  }

  @Test
  @DisplayName("gets the headers of the response, in lower case")
  void getsHeaders() {
    try (Plugin plugin = http("http_response_headers", "127.0.0.1")) {
      String headers = greet(plugin, request("GET"));
      assertTrue(headers.contains("\"x-kitchen\":\"cold\""), headers);
    }
  }

  @Test
  @DisplayName("is told the whole URL that it must not ask for")
  void isToldTheUrl() {
    try (Plugin plugin = http("http", "*.example.com")) {
      PluginExitException e =
          assertThrows(PluginExitException.class, () -> greet(plugin, request("GET")));
      String text = "HTTP request to '" + url() + "' is not allowed";
      assertTrue(e.detail().contains(text), e.detail());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "upper, grüße, GRÜSSE",
    "join, Brot, Brot und Käse",
    "release, '', 0",
    "numbers, '', 4400193994742",
  })
  @DisplayName("calls functions of its host, in two namespaces")
  void callsItsHost(String entry, String name, String greeting) {
    List<String> names = FUNCTIONS.stream().map(HostFunction::name).toList();
    WasmConfig.Builder config = WasmConfig.builder().entryFuncName(entry).hostFunctions(names);
    try (Plugin plugin = plugins.load("hosted", config)) {
      assertEquals(greeting, greet(plugin, name));
    }
  }
}
