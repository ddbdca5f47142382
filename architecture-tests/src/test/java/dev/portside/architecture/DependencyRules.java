package dev.portside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Who may know whom. */
final class DependencyRules {
  private DependencyRules() {}

  /** Rule 1, between modules. */
  static ArchRule star(String root) {
    return classes()
        .that(
            DescribedPredicate.describe(
                "are not the ports", type -> Part.within(root, type) && !Part.API.has(root, type)))
        .should(new Findings<>(type -> outsideStar(root, type)));
  }

  private static Collection<String> outsideStar(String root, JavaClass type) {
    Part part = Part.of(root, type);
    if (part == null) {
      return List.of(type.getDescription() + " is of a module that the rules have not heard of");
    }
    return forbidden(type, (from, to) -> mayKnow(root, part, to));
  }

  private static boolean mayKnow(String root, Part part, JavaClass to) {
    if (!Part.within(root, to)) {
      return Part.isForAll(to) || part.owns(to);
    }
    return part == Part.CLI || part.has(root, to) || Part.API.has(root, to);
  }

  /** Rule 1, within plugin-api. */
  static ArchRule inwards(String root) {
    String api = Part.API.packageBelow(root);
    return rule(
        type -> Part.within(api, type),
        (from, to) ->
            !Part.within(api, to)
                || to.getPackageName().equals(api)
                || to.getPackageName().equals(from.getPackageName()));
  }

  /** Rule 1, between the packages of a module. */
  static ArchRule noCircles(String root) {
    return rule(
        type -> Part.within(root, type),
        (from, to) ->
            to.getPackage().equals(from.getPackage())
                || !Part.within(root, to)
                || !reaches(to.getPackage(), from.getPackage(), new HashSet<>()));
  }

  private static boolean reaches(JavaPackage from, JavaPackage to, Set<JavaPackage> seen) {
    return from.equals(to)
        || (seen.add(from)
            && from.getPackageDependenciesFromThisPackage().stream()
                .anyMatch(next -> reaches(next, to, seen)));
  }

  /** Rule 2. */
  static ArchRule pureApi(String root) {
    return rule(
        type -> Part.API.has(root, type),
        (from, to) -> Part.isForAll(to) || Part.API.has(root, to));
  }

  /** Rule 3. */
  static ArchRule typesUnknown(String root) {
    String types = Part.API.packageBelow(root) + ".type";
    return rule(
        type -> Part.within(root + ".runtime", type), (from, to) -> !Part.within(types, to));
  }

  private static ArchRule rule(
      Predicate<JavaClass> those, BiPredicate<JavaClass, JavaClass> mayKnow) {
    return classes()
        .that(DescribedPredicate.describe("the rule is about", those))
        .should(new Findings<>(type -> forbidden(type, mayKnow)));
  }

  private static Collection<String> forbidden(
      JavaClass type, BiPredicate<JavaClass, JavaClass> mayKnow) {
    Collection<String> findings = new TreeSet<>();
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      if (!mayKnow.test(type, dependency.getTargetClass().getBaseComponentType())) {
        findings.add(dependency.getDescription());
      }
    }
    return findings;
  }
}
