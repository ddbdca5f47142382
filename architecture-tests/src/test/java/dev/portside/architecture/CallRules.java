package dev.portside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Rule 9: what belongs to the whole process belongs to the host. */
final class CallRules {
  private static final Set<String> STREAMS_AND_EXIT =
      Set.of(
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.System.exit",
          "java.lang.Runtime.exit",
          "java.lang.Runtime.halt");

  private static final Set<String> SETTINGS =
      Set.of(
          "java.lang.System.setIn",
          "java.lang.System.setOut",
          "java.lang.System.setErr",
          "java.lang.System.setProperty",
          "java.lang.System.setProperties",
          "java.lang.System.clearProperty",
          "java.lang.Thread.setDefaultUncaughtExceptionHandler",
          "java.security.Security.addProvider",
          "java.security.Security.insertProviderAt",
          "java.security.Security.removeProvider",
          "java.security.Security.setProperty",
          "java.util.Locale.setDefault",
          "java.util.TimeZone.setDefault");

  private static final Set<String> SLEEP =
      Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

  private CallRules() {}

  /** Only the entry of the command writes to the streams of the process and ends it. */
  static ArchRule streamsAndExit(String root) {
    String main = Part.CLI.packageBelow(root) + ".Main";
    return never(
        type -> Part.within(root, type) && !type.getName().equals(main),
        access -> STREAMS_AND_EXIT.contains(target(access)) || printsStackTrace(access));
  }

  private static boolean printsStackTrace(JavaAccess<?> access) {
    return access.getTarget().getName().equals("printStackTrace")
        && access.getTargetOwner().isAssignableTo(Throwable.class)
        && access.getTarget() instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().isEmpty();
  }

  /** Nobody changes a setting of the process. */
  static ArchRule settings(String root) {
    return never(type -> Part.within(root, type), access -> SETTINGS.contains(target(access)));
  }

  /** Nobody waits for time to pass. */
  static ArchRule sleep(String root) {
    return never(type -> Part.within(root, type), access -> SLEEP.contains(target(access)));
  }

  /** Nobody logs but by the logger of the platform. */
  static ArchRule logging(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..");
  }

  private static ArchRule never(Predicate<JavaClass> those, Predicate<JavaAccess<?>> forbidden) {
    return classes()
        .that(DescribedPredicate.describe("the rule is about", those))
        .should(new Findings<>(type -> accesses(type, forbidden)));
  }

  private static Collection<String> accesses(JavaClass type, Predicate<JavaAccess<?>> forbidden) {
    Collection<String> findings = new TreeSet<>();
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      if (forbidden.test(access)) {
        findings.add(access.getDescription());
      }
    }
    return findings;
  }

  private static String target(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }
}
