package com.example.render;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.Codec;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Config;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code render/v1}: makes text of a template. The message form is {@code {"name": "a.txt.in",
 * "template": "..", "values": {"who": "Ada"}}} and {@code {"text": ".."}}. On a command line the
 * name is the argument, the template standard input, each value a variable such as {@code
 * VALUE_who}, and the text standard output.
 */
public final class RenderV1
    implements PluginType<RenderV1.Input, RenderV1.Output, RenderV1.Settings> {
  /** The type. */
  public static final RenderV1 TYPE = new RenderV1();

  /** For {@code ServiceLoader}; others use {@link #TYPE}. */
  public RenderV1() {}

  /**
   * A template.
   *
   * @param name of its file, for messages; not blank
   * @param template what is to be rendered
   * @param values by name: a letter or underscore, then letters, digits and underscores
   */
  public record Input(String name, String template, Map<String, String> values) {
    /**
     * Copies the values, and checks their names.
     *
     * @throws IllegalArgumentException if the name is blank, or that of a value is none
     */
    public Input {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name: expected the name of a file, found nothing");
      }
      requireNonNull(template, "template");
      values = Map.copyOf(values);
      for (String key : values.keySet()) {
        if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
          throw new IllegalArgumentException(
              "values: expected a name such as who, found \"" + key + "\"");
        }
      }
    }
  }

  /**
   * What was made of it.
   *
   * @param text the whole text, perhaps empty
   */
  public record Output(String text) {
    /** Checks that nothing is null. */
    public Output {
      requireNonNull(text, "text");
    }
  }

  /**
   * The {@code config} of a plugin.
   *
   * @param patterns globs of the file names that it renders, such as {@code *.txt.in}; at least one
   */
  public record Settings(List<String> patterns) implements Config {
    /**
     * Copies and checks the patterns.
     *
     * @throws IllegalArgumentException if there is none, or one is no glob
     */
    public Settings {
      patterns = List.copyOf(patterns);
      if (patterns.isEmpty()) {
        throw new IllegalArgumentException("patterns: expected at least one, such as *.txt.in");
      }
      for (String pattern : patterns) {
        matches(pattern, "");
      }
    }

    /**
     * Whether the plugin renders a file.
     *
     * @param name of the file, without a directory
     * @return true if one of the patterns fits
     */
    public boolean render(String name) {
      return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(name));
    }

    @Override
    public Map<String, ?> signedForm() {
      return Map.of("Patterns", patterns);
    }
  }

  @Override
  public String id() {
    return "render/v1";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings(in.texts("patterns"));
  }

  @Override
  public Codec<Input> input() {
    return Codec.of(
        input -> {
          Map<String, Object> form = new LinkedHashMap<>();
          form.put("name", input.name());
          form.put("template", input.template());
          form.put("values", new TreeMap<>(input.values()));
          return form;
        },
        in -> new Input(in.text("name"), in.text("template"), in.textMap("values")));
  }

  @Override
  public Codec<Output> output() {
    return Codec.of(output -> Map.of("text", output.text()), in -> new Output(in.text("text")));
  }

  @Override
  public Optional<CommandLine<Input, Output>> commandLine() {
    return Optional.of(CommandLine.of(RenderV1::prepare, RenderV1::result));
  }

  private static CommandCall prepare(Input input) {
    Map<String, String> env = new TreeMap<>();
    input.values().forEach((name, value) -> env.put("VALUE_" + name, value));
    return CommandCall.EMPTY
        .withArgs(List.of(input.name()))
        .withEnv(env)
        .withStdin(Bytes.utf8(input.template()))
        .withResultOnStdout();
  }

  private static Output result(Bytes stdout) {
    String text = stdout.text();
    if (!Bytes.utf8(text).equals(stdout)) {
      throw new IllegalArgumentException("the text is not UTF-8");
    }
    return new Output(text);
  }
}
