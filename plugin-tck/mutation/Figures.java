import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of all mutants, from PIT's reports: {@code java Figures.java OUT-OF-REACH REPORT...}.
 * Several reports may have one mutant; the test that has killed it counts. Prints what has survived,
 * and for each module how many were killed, of all and of those that a kit can reach.
 */
final class Figures {
  private static final Pattern MUTANT =
      Pattern.compile("<mutation [^>]*status='(\\w+)'.*?</mutation>", Pattern.DOTALL);
  private static final List<String> ORDER =
      List.of(
          "NOT_STARTED",
          "NO_COVERAGE",
          "SURVIVED",
          "MEMORY_ERROR",
          "RUN_ERROR",
          "TIMED_OUT",
          "KILLED");

  private final Map<String, String> states = new TreeMap<>();
  private final Map<String, String> lines = new TreeMap<>();

  private static String value(String mutant, String tag) {
    Matcher matcher =
        Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL).matcher(mutant);
    return matcher.find() ? matcher.group(1).replaceAll("\\s", "") : "";
  }

  private void read(String report) {
    Matcher mutants = MUTANT.matcher(report);
    while (mutants.find()) {
      String text = mutants.group();
      String method = value(text, "mutatedClass") + "#" + value(text, "mutatedMethod");
      String line = method + ":" + value(text, "lineNumber");
      String mutator = value(text, "mutator").replaceAll(".*\\.", "");
      String id =
          line + value(text, "methodDescription") + mutator + value(text, "indexes")
              + value(text, "blocks");
      String state = mutants.group(1);
      states.merge(
          id, state, (a, b) -> ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b);
      lines.put(id, line + " " + mutator);
    }
  }

  private void print(String name, String prefix, List<String> unreachable) {
    Map<String, Integer> all = new TreeMap<>();
    int reachable = 0;
    int reached = 0;
    for (Map.Entry<String, String> mutant : states.entrySet()) {
      if (mutant.getKey().startsWith(prefix)) {
        all.merge(mutant.getValue(), 1, Integer::sum);
        boolean killed = isKilled(mutant.getValue());
        if (killed || unreachable.stream().noneMatch(mutant.getKey()::startsWith)) {
          reachable++;
          reached += killed ? 1 : 0;
        }
      }
    }
    int sum = all.values().stream().mapToInt(Integer::intValue).sum();
    int killed = sum - all.getOrDefault("NOT_STARTED", 0);
    killed -= all.getOrDefault("NO_COVERAGE", 0) + all.getOrDefault("SURVIVED", 0);
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d killed, %.1f %% (%d by PIT's own timeout, %d by the end of their JVM); "
            + "of %d within reach %.1f %%; %s%n",
        name,
        killed,
        sum,
        100.0 * killed / Math.max(1, sum),
        all.getOrDefault("TIMED_OUT", 0),
        all.getOrDefault("RUN_ERROR", 0) + all.getOrDefault("MEMORY_ERROR", 0),
        reachable,
        100.0 * reached / Math.max(1, reachable),
        all);
  }

  /** As PIT has it: a JVM that ends, or has no memory left, would not pass for a green test. */
  private static boolean isKilled(String state) {
    return ORDER.indexOf(state) > ORDER.indexOf("SURVIVED");
  }

  /** Prints the figures. */
  public static void main(String[] args) throws IOException {
    Figures figures = new Figures();
    for (int i = 1; i < args.length; i++) {
      figures.read(Files.readString(Path.of(args[i])));
    }
    List<String> unreachable = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        unreachable.add("dev.portside." + line.strip());
      }
    }
    figures.states.forEach(
        (id, state) -> {
          if (!isKilled(state)) {
            System.out.println(state + " " + figures.lines.get(id));
          }
        });
    figures.print("plugin-api", "dev.portside.api.", unreachable);
    figures.print("plugin-runtime-subprocess", "dev.portside.runtime.subprocess.", unreachable);
    figures.print("both", "dev.portside.", unreachable);
  }
}
