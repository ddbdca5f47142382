package dev.portside.example.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import dev.portside.api.Stdio;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.PostRendererV1;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The example plugins")
class ExamplesTest {
  private static final PluginManager MANAGER = PluginManager.discovered();
  private static Plugins plugins;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CallOptions options =
      CallOptions.NONE.withStdio(Stdio.none().withOut(out).withErr(out));

  @BeforeAll
  static void load() {
    plugins = MANAGER.loadAll(Path.of(".."));
  }

  @AfterAll
  static void close() {
    plugins.close();
    MANAGER.close();
  }

  private static Plugin plugin(String name) {
    return plugins.get(Descriptor.named(name));
  }

  private static String label(String manifests, String... args) {
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8(manifests), List.of(args));
    return plugin("postrenderer-label").call(PostRendererV1.TYPE, input).manifests().text();
  }

  @Test
  @DisplayName("load without a finding")
  void loadWithoutAFinding() {
    assertEquals(List.of(), plugins.findings());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "hello, Ada, 'Hello, Ada!'",
    "hello, , 'Hello, world!'",
    "hello-legacy, Ada, 'Hello, Ada, from hello-legacy!'",
    "hooks, , 'install, update and delete each have a hook; see plugin.yaml'",
    "wasm-cli, Ada & \"Bob\", 'Hello, Ada & \"Bob\", from a sandbox!'",
    "wasm-cli, , 'Hello from a sandbox!'",
  })
  @DisplayName("print what they promise")
  void print(String name, String argument, String said) {
    List<String> args = argument == null ? List.of() : List.of(argument);
    plugin(name).invoke(CliV1.TYPE, new CliV1.Input(args), options);
    assertEquals(said + "\n", out.toString(UTF_8));
  }

  @Test
  @DisplayName("have a hook for each event of Helm, which tells what it would do")
  void haveHooks() {
    Plugin hooks = plugin("hooks");
    assertEquals(Set.of("install", "update", "delete"), hooks.hooks());
    for (String event : List.of("install", "update", "delete")) {
      hooks.runHook(event, options);
    }
    assertEquals(
        """
        would download the program into ../hooks/bin
        would replace the program in ../hooks/bin
        would remove what hooks has left behind
        """,
        out.toString(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "demo://nowhere.yaml, 3, there is no nowhere.yaml behind demo://nowhere.yaml",
    "demo:///etc/passwd, 3, there is no /etc/passwd behind demo:///etc/passwd",
    "demo://../get.sh, 2, refused demo://../get.sh: it leads out of the folder",
    "demo://a/../../get.sh, 2, refused demo://a/../../get.sh: it leads out of the folder",
    "demo://.., 2, refused demo://..: it leads out of the folder",
  })
  @DisplayName("serve files of one folder and no other")
  void serveOneFolder(String url, int code, String said) {
    Plugin getter = plugin("getter-file");
    GetterV1.Input input = GetterV1.Input.of(url, GetterOptions.NONE);
    PluginExitException e =
        assertThrows(PluginExitException.class, () -> getter.call(GetterV1.TYPE, input));
    assertEquals(code, e.exitCode());
    assertEquals(said, e.detail().strip());
  }

  @Test
  @DisplayName("label every manifest, below the labels that are there")
  void labelManifests() {
    String manifests =
        """
        ---
        kind: ConfigMap
        metadata:
          name: a
        ---
        kind: ConfigMap
        metadata:
          annotations:
            team: ops
          labels:
            app: b
            team: red
        data:
          text: |
            metadata:
              name: not-this-one
        ---
        metadata:
            labels:
                app: c
        """;
    assertEquals(
        """
        ---
        kind: ConfigMap
        metadata:
          labels:
            team: "blue"
          name: a
        ---
        kind: ConfigMap
        metadata:
          annotations:
            team: ops
          labels:
            team: "blue"
            app: b
        data:
          text: |
            metadata:
              name: not-this-one
        ---
        metadata:
            labels:
                team: "blue"
                app: c
        """,
        label(manifests, "team=blue"));
    assertEquals(
        "metadata:\n  labels:\n    example.com/rendered: \"true\"\n  name: a\n",
        label("metadata:\n  name: a\n"));
  }

  @Test
  @DisplayName("refuse what is no label")
  void refuseWhatIsNoLabel() {
    PluginExitException e =
        assertThrows(PluginExitException.class, () -> label("metadata:\n", "blue"));
    assertEquals(2, e.exitCode());
    assertEquals("expected a label such as team=blue, found blue", e.detail().strip());
  }

  @Test
  @DisplayName("make values of a URL, in WebAssembly")
  void makeValues() {
    String url = "inline://values?replicaCount=3&image.tag=1%2E2&note=a=b";
    GetterV1.Input input = GetterV1.Input.of(url, GetterOptions.NONE);
    assertEquals(
        "replicaCount: 3\nimage.tag: 1.2\nnote: a=b\n",
        plugin("wasm-getter").call(GetterV1.TYPE, input).data().text());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "inline://other, expected a URL such as inline://values?replicaCount=3",
    "inline://values?a=%0A, a control character in the URL",
  })
  @DisplayName("make no values of another URL")
  void makeNoValues(String url, String said) {
    Plugin getter = plugin("wasm-getter");
    GetterV1.Input input = GetterV1.Input.of(url, GetterOptions.NONE);
    PluginExitException e =
        assertThrows(PluginExitException.class, () -> getter.call(GetterV1.TYPE, input));
    assertEquals(said, e.detail());
  }

  @Test
  @DisplayName("pull every image through a mirror, in WebAssembly")
  void pullThroughAMirror() {
    String manifests =
        """
        spec:
          containers:
            - image: nginx:1
              name: "a"
            - name: b
              image: "docker.io/library/redis:7"
          note: no image: here
        """;
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8(manifests), List.of());
    assertEquals(
        """
        spec:
          containers:
            - image: mirror.example.com/nginx:1
              name: "a"
            - name: b
              image: "mirror.example.com/library/redis:7"
          note: no image: here
        """,
        plugin("wasm-postrenderer").call(PostRendererV1.TYPE, input).manifests().text());
  }
}
