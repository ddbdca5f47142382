package dev.portside.runtime.wasm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginSpec;
import dev.portside.api.Stdio;
import dev.portside.api.type.TestV1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Compares our answers with those that a reference host has given for the same modules. Compiled and
 * run by {@code wasm-reference}, with {@code SHARED DIFFERENCES SCRATCH compiled|interpreted}; in the
 * package of the runtime, since it sends and takes bytes that are no messages of a type.
 *
 * <p>A section of a file of answers is a line with the options of a run and the lines that it
 * printed. Each line is a case: one of JSON is compared field by field, one of the log must have been
 * logged. What is different must be listed in {@code DIFFERENCES} with our answer, and what is listed
 * must be different.
 */
final class WasmReference {
  private final Path shared;
  private final Path scratch;
  private final WasmRuntime runtime;
  private final Map<String, Map<String, String>> differences;
  private final List<String> logged = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private int passed;
  private int failed;

  private WasmReference(Path shared, Path differences, Path scratch, boolean interpreted)
      throws IOException {
    this.shared = shared;
    this.scratch = scratch;
    this.runtime = WasmRuntime.builder().interpreted(interpreted).build();
    this.differences = differences(differences);
  }

  public static void main(String[] args) throws Exception {
    boolean interpreted = args[3].equals("interpreted");
    WasmReference all =
        new WasmReference(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), interpreted);
    all.file("reference-http.txt", List.of("127.0.0.1", "localhost")); // first: its server ends soon
    all.file("reference-results.txt", List.of());
    all.differences.forEach(
        (header, entries) ->
            entries.keySet().stream()
                .filter(field -> !field.equals("why") && !all.used.contains(header + " " + field))
                .forEach(field -> all.fail(header, "is listed as different in " + field)));
    System.out.println(all.passed + " passed, " + all.failed + " failed");
    System.exit(all.failed == 0 && all.passed > 0 ? 0 : 1);
  }

  private void file(String name, List<String> hosts) throws Exception {
    String header = null;
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(shared.resolve(name))) {
      if (line.startsWith("--- ")) {
        section(header, lines, hosts);
        header = line;
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    section(header, lines, hosts);
  }

  private void section(String header, List<String> lines, List<String> hosts) throws Exception {
    if (header == null) {
      return;
    }
    logged.clear();
    Map<String, String> ours = run(options(header), hosts);
    Map<String, String> listed = differences.getOrDefault(header, Map.of());
    boolean compared = false;
    for (String line : lines) {
      if (line.startsWith("{") && !compared) {
        compared = true;
        answer(header, new Answer(line).fields, ours, listed);
      } else {
        String found = line.startsWith("LOG ") && logged.remove(line) ? line : "";
        check(header, "line " + line, line, found, listed);
      }
    }
    if (!compared) {
      check(header, "all", "no answer", ours.toString(), listed);
    }
  }

  /** An answer that is cut off has its last text cut off; the rest of it is not compared. */
  private void answer(
      String header,
      Map<String, String> expected,
      Map<String, String> ours,
      Map<String, String> listed) {
    for (Map.Entry<String, String> field : expected.entrySet()) {
      String name = field.getKey();
      String wanted = plain(name, field.getValue());
      String found = plain(name, ours.getOrDefault(name, ours.toString()));
      boolean cut = !expected.containsKey("stdout") && !expected.containsKey("newErr");
      if (cut && found.startsWith(wanted)) {
        found = wanted;
      }
      check(header, name, wanted, found, listed);
    }
  }

  /** The reference's engine adds a few words of its own, and a trace; dates and versions differ. */
  private static String plain(String field, String value) {
    String text = value;
    if (field.equals("err")) {
      int trace = text.indexOf("\nwasm stack trace:");
      text = trace < 0 ? text : text.substring(0, trace);
      text = text.replace(" (recovered by wazero)", "").replace("wasm error: ", "");
    }
    return text.replaceAll("\"date\":\"[^\"]*\"", "DATE").replaceAll("Python/[0-9.]+", "PYTHON");
  }

  private void check(
      String header, String field, String expected, String found, Map<String, String> listed) {
    String said = listed.get(field);
    used.add(header + " " + field);
    if (found.equals(expected)) {
      if (said == null) {
        passed++;
      } else {
        fail(header, field + " is listed as different, and is not: " + found);
      }
    } else if (said != null && found.contains(said) && said.isEmpty() == found.isEmpty()) {
      passed++;
    } else {
      fail(header, field + ": expected " + shortened(expected) + ", found " + shortened(found));
    }
  }

  private static String shortened(String text) {
    String line = text.replace("\n", "\\n").replace("\0", "\\0");
    return line.length() > 400 ? line.substring(0, 400) + "..." : line;
  }

  private void fail(String header, String what) {
    failed++;
    System.out.println("FAILED " + header + "\n  " + what);
  }

  /** One call, told with the names that the reference uses. */
  private Map<String, String> run(Map<String, String> options, List<String> hosts)
      throws Exception {
    String module = options.getOrDefault("wasm", "c-bad.wasm");
    Path dir = Files.createDirectories(scratch.resolve(module));
    if (!Files.exists(dir.resolve(WasmRuntime.MODULE))) {
      Files.copy(shared.resolve(module), dir.resolve(WasmRuntime.MODULE));
    }
    WasmConfig config = config(options, hosts);
    Metadata metadata =
        Metadata.named("reference").type(TestV1.TYPE, new TestV1.Settings()).on(runtime, config);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] in = options.getOrDefault("stdin", "").getBytes(UTF_8);
    CallOptions call =
        CallOptions.NONE
            .withStdio(Stdio.of(new ByteArrayInputStream(in), out, err))
            .withEnv(pairs(options.get("env")));
    Map<String, String> answer = new LinkedHashMap<>();
    Handler handler = listen(options.containsKey("trace"));
    try (WasmPlugin plugin =
        (WasmPlugin) runtime.createPlugin(PluginSpec.of(metadata, config, dir))) {
      byte[] message = options.getOrDefault("in", "").getBytes(UTF_8);
      byte[] output = new WasmCall(host(plugin), plugin, call, message, deadline(config)).run();
      answer.put("err", "");
      answer.put("out", new String(output, UTF_8));
      answer.put("rc", "0");
    } catch (PluginExitException e) {
      answer.put("err", e.detail());
      answer.put("out", "");
      answer.put("rc", String.valueOf(e.exitCode()));
    } catch (PluginException e) {
      String text = e.getClass().getSimpleName() + ": " + e.getMessage();
      answer.put("err", text);
      answer.put("out", "");
      answer.put("rc", "1");
      answer.put("newErr", text);
    } finally {
      Logger.getLogger("reference").removeHandler(handler);
    }
    answer.put("stderr", err.toString(UTF_8));
    answer.put("stdout", out.toString(UTF_8));
    return answer;
  }

  /** What the reference was told, which is what Helm tells it: 0 where a manifest says nothing. */
  private static WasmConfig config(Map<String, String> options, List<String> hosts) {
    WasmConfig.Builder config =
        WasmConfig.builder()
            .entryFuncName(options.getOrDefault("fn", "helm_plugin_main"))
            .maxVarBytes(Long.parseLong(options.getOrDefault("var", "0")))
            .maxHttpResponseBytes(Long.parseLong(options.getOrDefault("http", "0")))
            .config(pairs(options.get("config")))
            .allowedHosts(options.containsKey("hosts") ? List.of(options.get("hosts")) : hosts)
            .createTempDir(options.containsKey("tmp"));
    if (options.containsKey("pages")) {
      config.maxPages(Long.parseLong(options.get("pages")));
    }
    if (options.containsKey("timeout")) {
      config.timeout(Duration.ofMillis(Long.parseLong(options.get("timeout"))));
    }
    return config.build();
  }

  private static Deadline deadline(WasmConfig config) {
    return Deadline.of(config.timeout(), CallOptions.NONE.timeout(), System.nanoTime());
  }

  private static WasmHost host(WasmPlugin plugin) throws ReflectiveOperationException {
    Field host = WasmPlugin.class.getDeclaredField("host");
    host.setAccessible(true);
    return (WasmHost) host.get(plugin);
  }

  private Handler listen(boolean all) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            String level =
                record.getLevel() == Level.SEVERE
                    ? "ERROR"
                    : record.getLevel() == Level.FINE ? "DEBUG" : record.getLevel().getName();
            logged.add("LOG " + level + " " + record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    Logger logger = Logger.getLogger("reference");
    logger.setUseParentHandlers(false);
    logger.setLevel(all ? Level.ALL : Level.OFF);
    logger.addHandler(handler);
    return handler;
  }

  private static Map<String, String> options(String header) {
    Map<String, String> options = new LinkedHashMap<>();
    String[] words = header.split(" ");
    for (int i = 1; i < words.length; i++) {
      String name = words[i].substring(1);
      options.put(name, name.equals("trace") ? "" : words[++i]);
    }
    return options;
  }

  private static Map<String, String> pairs(String pair) {
    int equals = pair == null ? -1 : pair.indexOf('=');
    return equals < 0 ? Map.of() : Map.of(pair.substring(0, equals), pair.substring(equals + 1));
  }

  /** Below a line with options, a line {@code FIELD: OUR VALUE} each, and at least one {@code why:}. */
  private static Map<String, Map<String, String>> differences(Path file) throws IOException {
    Map<String, Map<String, String>> differences = new LinkedHashMap<>();
    Map<String, String> section = Map.of();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("--- ")) {
        section = new LinkedHashMap<>();
        differences.put(line, section);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(": ") < 0 ? line.length() - 1 : line.indexOf(": ");
        if (line.startsWith("line ")) { // its text may have colons; nothing of ours stands for it
          section.put(line, "");
        } else {
          String value = line.substring(Math.min(line.length(), colon + 2));
          section.put(line.substring(0, colon), value.replace("\\n", "\n"));
        }
      }
    }
    differences.forEach(
        (header, entries) -> {
          if (!entries.containsKey("why")) {
            throw new IllegalArgumentException(header + ": no reason is given");
          }
        });
    return differences;
  }

  /** The fields of a JSON object of texts and numbers, which may be cut off. */
  private static final class Answer {
    final Map<String, String> fields = new LinkedHashMap<>();
    private final String json;
    private int at = 1;

    Answer(String json) {
      this.json = json;
      while (at < json.length() && json.charAt(at) == '"') {
        String name = text();
        at++; // the colon
        fields.put(name, json.charAt(at) == '"' ? text() : number());
        at++; // a comma, or the end
      }
    }

    private String number() {
      int start = at;
      while (Character.isDigit(json.charAt(at))) {
        at++;
      }
      return json.substring(start, at);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (at++; at < json.length() && json.charAt(at) != '"'; at++) {
        if (json.charAt(at) != '\\') {
          text.append(json.charAt(at));
        } else if (at + 6 > json.length()) {
          at = json.length(); // cut off within an escape
        } else {
          char c = json.charAt(++at);
          if (c == 'u') {
            text.append((char) Integer.parseInt(json, at + 1, at + 5, 16));
            at += 4;
          } else {
            text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
          }
        }
      }
      at++;
      return text.toString();
    }
  }
}
