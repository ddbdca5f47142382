package dev.portside.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/** The rules that classes can break, by the numbers of {@code docs/architecture.md}. */
enum Rule {
  STAR(
      1,
      "an adapter depends on plugin-api and its own library only, and nothing depends on plugin-cli",
      "a host picks the modules it needs, and what one needs of another goes through a port",
      DependencyRules::star),
  INWARDS(
      1,
      "within plugin-api host and type see the ports, never the other way, nor each other",
      "an author of a runtime or a type needs the ports alone, and types are found, not listed",
      DependencyRules::inwards),
  NO_CIRCLES(
      1,
      "no two packages depend on each other, not even by way of others",
      "packages in a circle are one package that cannot be understood in parts",
      DependencyRules::noCircles),
  PURE_API(
      2,
      "plugin-api depends on the JDK and JSpecify only",
      "every host and every stranger's runtime carries what the ports need",
      DependencyRules::pureApi),
  TYPES_UNKNOWN(
      3,
      "a runtime knows no concrete plugin type",
      "it must run types it has never heard of: the type comes with the call",
      DependencyRules::typesUnknown),
  NO_LIBRARY_SHOWN(
      5,
      "no library type is in a public or protected signature of an exported package, but JUnit's in"
          + " the kit",
      "to swap a library must stay the affair of one module",
      SignatureRules::noLibraryShown),
  CLOSED(
      6,
      "a public type is final, sealed, a record, an enum, an interface, or named *Tck",
      "what anyone may extend can never change",
      TypeRules::closed),
  NULL_MARKED(
      6,
      "every package is @NullMarked",
      "without it nobody, and no checker, knows what may be null",
      TypeRules::nullMarked),
  NOWHERE_UNMARKED(
      6,
      "nothing is @NullUnmarked",
      "a hole in the marking looks to callers like a promise",
      TypeRules::nowhereUnmarked),
  STATICS_FINAL(
      9,
      "static fields are final",
      "two hosts in one process must not see each other",
      StateRules::staticsFinal),
  STATICS_CONSTANT(
      9,
      "static fields hold nothing that changes",
      "a static cache leaks between hosts, tests and class loaders",
      StateRules::staticsConstant),
  STREAMS_AND_EXIT(
      9,
      "only the entry of the command touches System.out and System.err, or ends the process",
      "streams and life of the process belong to the host",
      CallRules::streamsAndExit),
  SETTINGS(
      9,
      "settings of the process stay as they are: providers, properties, default locale and the like",
      "they belong to the host, and others in the process rely on them",
      CallRules::settings),
  SLEEP(
      9,
      "nobody sleeps",
      "a wait has an event to wait for; a guessed time is too long or too short",
      CallRules::sleep),
  LOGGING(
      9,
      "logging is by System.Logger",
      "the host decides where logs go, without a library for it",
      CallRules::logging);

  private final int number;
  private final String sentence;
  private final String reason;

  /** A static method each. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<String, ArchRule> check;

  Rule(int number, String sentence, String reason, Function<String, ArchRule> check) {
    this.number = number;
    this.sentence = sentence;
    this.reason = reason;
    this.check = check;
  }

  /** What a violation is reported with: which rule, and why there is one. */
  String message() {
    return "Rule " + number + " of docs/architecture.md: " + sentence + ", because " + reason;
  }

  /** The rule for all packages below a root that has the packages of Portside. */
  ArchRule below(String root) {
    return check
        .apply(root)
        .as("Rule " + number + " of docs/architecture.md: " + sentence)
        .because(reason);
  }

  /** The rule, as reports name it. */
  @Override
  public String toString() {
    return "Rule " + number + ": " + sentence;
  }
}
