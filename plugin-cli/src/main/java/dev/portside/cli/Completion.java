package dev.portside.cli;

import dev.portside.api.Plugin;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What may stand for the last word of a command line: commands, options, their values, plugins and
 * their hooks. Nothing where a file may stand, so that the shell offers files.
 */
final class Completion {
  private static final Map<String, String> TYPES =
      Map.of("run", CliV1.TYPE.id(), "render", PostRendererV1.TYPE.id());

  private final Session session;
  private CommandLine command;
  private final List<String> positionals = new ArrayList<>();
  private @Nullable OptionSpec open;

  Completion(CommandLine root, Session session) {
    this.command = root;
    this.session = session;
  }

  /**
   * The candidates for the last word.
   *
   * @param words at least one; those before the last are complete
   * @return those that begin like the last word, sorted
   */
  Iterable<String> of(List<String> words) {
    for (String word : words.subList(0, words.size() - 1)) {
      pass(word);
    }
    String last = words.get(words.size() - 1);
    TreeSet<String> candidates = new TreeSet<>();
    for (String candidate : candidates(last)) {
      if (candidate.startsWith(last)) {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  private void pass(String word) {
    if (open != null) {
      open = null;
    } else if (word.startsWith("-") && !isPluginArgument()) {
      OptionSpec option = command.getCommandSpec().findOption(word);
      open = option != null && option.arity().max() > 0 ? option : null;
    } else if (command.getParent() == null && command.getSubcommands().containsKey(word)) {
      command = command.getSubcommands().get(word);
    } else {
      positionals.add(word);
    }
  }

  private boolean isPluginArgument() {
    return command.isStopAtPositional() && !positionals.isEmpty();
  }

  private Iterable<String> candidates(String last) {
    if (open != null) {
      return values(open);
    }
    if (last.startsWith("-") && !isPluginArgument()) {
      return options();
    }
    if (command.getParent() == null) {
      return positionals.isEmpty() ? commands() : List.of();
    }
    for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
      if (parameter.index().contains(positionals.size())) {
        return positional(parameter, last);
      }
    }
    return List.of();
  }

  private List<String> options() {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.add(option.longestName());
    }
    return names;
  }

  private List<String> commands() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, CommandLine> entry : command.getSubcommands().entrySet()) {
      if (!entry.getValue().getCommandSpec().usageMessage().hidden()) {
        names.add(entry.getKey());
      }
    }
    return names;
  }

  private Iterable<String> positional(PositionalParamSpec parameter, String last) {
    return switch (parameter.paramLabel()) {
      case "NAME|DIR" -> plugins(TYPES.getOrDefault(command.getCommandName(), ""));
      case "NAME" -> plugins("");
      case "EVENT" -> session.find(positionals.get(0), "").hooks();
      case "ARGS" -> PluginCompletion.of(session, positionals, last);
      default -> values(parameter);
    };
  }

  private static Iterable<String> values(ArgSpec argument) {
    return argument.completionCandidates() == null ? List.of() : argument.completionCandidates();
  }

  private List<String> plugins(String type) {
    List<String> names = new ArrayList<>();
    try (Plugins plugins = session.all()) {
      for (Plugin plugin : plugins.find(new Descriptor("", type))) {
        names.add(plugin.metadata().name());
      }
    }
    return names;
  }
}
