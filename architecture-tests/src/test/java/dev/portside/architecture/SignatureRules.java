package dev.portside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the types that a stranger compiles against show him. */
final class SignatureRules {
  private SignatureRules() {}

  /** Rule 5, for the types in exported packages. */
  static ArchRule noLibraryShown(String root) {
    return classes()
        .that(DescribedPredicate.describe("are published", type -> isPublished(root, type)))
        .should(new Findings<>(type -> librariesShown(root, type)));
  }

  private static boolean isPublished(String root, JavaClass type) {
    Part part = Part.of(root, type);
    if (part == null || !part.exports(root, type)) {
      return false;
    }
    Optional<JavaClass> each = Optional.of(type);
    while (each.isPresent()) {
      if (!isShown(each.get())) {
        return false;
      }
      each = each.get().getEnclosingClass();
    }
    return true;
  }

  private static boolean isShown(HasModifiers declaration) {
    Set<JavaModifier> modifiers = declaration.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Collection<String> librariesShown(String root, JavaClass type) {
    Collection<String> findings = new TreeSet<>();
    report(findings, root, type, type.getDescription(), involvedInHead(type));
    for (JavaMember member : type.getAllMembers()) {
      if (isShown(member) && isShownHere(root, type, member)) {
        report(findings, root, type, member.getDescription(), involvedIn(member));
      }
    }
    return findings;
  }

  /** What a hidden superclass declares is shown by its subclass; the rest where it is declared. */
  private static boolean isShownHere(String root, JavaClass type, JavaMember member) {
    JavaClass owner = member.getOwner();
    boolean inherited = !owner.equals(type);
    return !inherited || (Part.within(root, owner) && !isPublished(root, owner));
  }

  private static void report(
      Collection<String> findings,
      String root,
      JavaClass type,
      String declaration,
      Collection<JavaClass> involved) {
    for (JavaClass each : involved) {
      JavaClass shown = each.getBaseComponentType();
      if (!isAllowed(root, type, shown)) {
        findings.add(
            declaration + " shows <" + shown.getName() + "> to users of " + type.getSimpleName());
      }
    }
  }

  private static boolean isAllowed(String root, JavaClass type, JavaClass shown) {
    return Part.isForAll(shown)
        || Part.within(root, shown)
        || (Part.TCK.has(root, type) && Part.TCK.owns(shown));
  }

  private static Collection<JavaClass> involvedInHead(JavaClass type) {
    Collection<JavaClass> involved = new ArrayList<>(type.getAllRawSuperclasses());
    involved.addAll(type.getAllRawInterfaces());
    type.getSuperclass().ifPresent(above -> involved.addAll(above.getAllInvolvedRawTypes()));
    addAll(involved, type.getInterfaces());
    addAll(involved, type.getTypeParameters());
    addAnnotations(involved, type.getAnnotations());
    return involved;
  }

  private static Collection<JavaClass> involvedIn(JavaMember member) {
    Collection<JavaClass> involved = new ArrayList<>(member.getAllInvolvedRawTypes());
    addAnnotations(involved, member.getAnnotations());
    if (member instanceof JavaCodeUnit unit) {
      involved.addAll(unit.getExceptionTypes());
      addAll(involved, unit.getTypeParameters());
      for (Set<? extends JavaAnnotation<?>> annotations : unit.getParameterAnnotations()) {
        addAnnotations(involved, annotations);
      }
    }
    return involved;
  }

  private static void addAll(
      Collection<JavaClass> involved, Collection<? extends JavaType> signature) {
    for (JavaType each : List.copyOf(signature)) {
      involved.addAll(each.getAllInvolvedRawTypes());
    }
  }

  private static void addAnnotations(
      Collection<JavaClass> involved, Collection<? extends JavaAnnotation<?>> annotations) {
    for (JavaAnnotation<?> annotation : annotations) {
      involved.add(annotation.getRawType());
    }
  }
}
