package dev.portside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;

/** Rule 6: how types are declared. */
final class TypeRules {
  private TypeRules() {}

  /** Nobody extends what was not made for it. */
  static ArchRule closed(String root) {
    return classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .and()
        .resideInAPackage(root + "..")
        .should(new Findings<>(TypeRules::openness));
  }

  private static List<String> openness(JavaClass type) {
    boolean closed =
        type.getModifiers().contains(JavaModifier.FINAL)
            || type.isSealed()
            || type.isRecord()
            || type.isEnum()
            || type.isInterface()
            || type.getSimpleName().endsWith("Tck");
    return closed ? List.of() : List.of(type.getDescription() + " can be extended by anyone");
  }

  /** Null is said in every package. */
  static ArchRule nullMarked(String root) {
    return all(new Packages(root)).should(new Findings<>(TypeRules::marklessness));
  }

  private static List<String> marklessness(JavaPackage each) {
    return each.isAnnotatedWith(NullMarked.class)
        ? List.of()
        : List.of("Package <" + each.getName() + "> has no package-info with @NullMarked");
  }

  /** And nowhere unsaid. */
  static ArchRule nowhereUnmarked(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(NullUnmarked.class);
  }

  /** The packages below a root that have classes. */
  private static final class Packages extends AbstractClassesTransformer<JavaPackage> {
    private final String root;

    Packages(String root) {
      super("packages");
      this.root = root;
    }

    @Override
    public Iterable<JavaPackage> doTransform(JavaClasses classes) {
      Set<JavaPackage> packages = new TreeSet<>(Comparator.comparing(JavaPackage::getName));
      for (JavaClass type : classes) {
        if (Part.within(root, type)) {
          packages.add(type.getPackage());
        }
      }
      return packages;
    }
  }
}
