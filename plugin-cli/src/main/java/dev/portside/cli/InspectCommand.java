package dev.portside.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}: what manifests say, whether they load, and why not. */
@Command(
    name = "inspect",
    description = "Show what manifests say, or why they do not load.",
    footer = {"", "The exit code is 1 if one of them does not load."})
final class InspectCommand extends PluginCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A plugin's directory, or a manifest.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = {
        "One of ${COMPLETION-CANDIDATES} (default: yaml).",
        "json is an object for one path, an array for several; jsonl is an object a line."
      })
  private InspectFormat format = InspectFormat.YAML;

  InspectCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) {
    List<Inspection> inspections = new ArrayList<>();
    for (String path : paths) {
      inspections.add(Inspection.of(session.manager(), path));
    }
    PrintStream out = session.shell().out();
    switch (format) {
      case JSON -> printJson(inspections, out);
      case JSONL -> printLines(inspections, out);
      case YAML, SIGNED_BLOCK -> printYaml(inspections, out, session.failures());
    }
    return inspections.stream().allMatch(Inspection::isOk) ? 0 : Failures.FAILED;
  }

  private static void printJson(List<Inspection> inspections, PrintStream out) {
    List<Object> forms = new ArrayList<>();
    for (Inspection inspection : inspections) {
      forms.add(inspection.json());
    }
    out.println(new Json().pretty(forms.size() == 1 ? forms.get(0) : forms));
  }

  private static void printLines(List<Inspection> inspections, PrintStream out) {
    Json json = new Json();
    for (Inspection inspection : inspections) {
      out.println(json.line(inspection.json()));
    }
  }

  /** Documents of one YAML stream; what cannot be in one goes to standard error. */
  private void printYaml(List<Inspection> inspections, PrintStream out, Failures failures) {
    String separator = "";
    for (Inspection inspection : inspections) {
      if (!inspection.isOk()) {
        failures.say(inspection.error());
      } else if (format == InspectFormat.YAML) {
        out.print(separator + inspection.yaml());
        separator = "---\n";
        continue;
      } else {
        out.print(separator + inspection.signedBlock());
        separator = "---\n";
      }
      inspection.warnings().forEach(failures::say);
    }
  }
}
