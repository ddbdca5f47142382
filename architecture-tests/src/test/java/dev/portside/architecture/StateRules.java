package dev.portside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenFieldsConjunction;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** Rule 9: no state that two users of Portside in one process would share. */
final class StateRules {
  /** Of these the declared type does not say whether they change, but the value does. */
  private static final Set<String> READ_ONLY_OR_NOT =
      Set.of(
          Collection.class.getName(),
          List.class.getName(),
          Map.class.getName(),
          Set.class.getName());

  /** What exists in order to change. */
  private static final List<Class<?>> CHANGING =
      List.of(
          Collection.class,
          Map.class,
          Iterator.class,
          BitSet.class,
          Buffer.class,
          Date.class,
          Executor.class,
          Future.class,
          Lock.class,
          Random.class,
          ReadWriteLock.class,
          Reference.class,
          Thread.class,
          ThreadLocal.class,
          Appendable.class);

  private StateRules() {}

  /** No static field is assigned twice. */
  static ArchRule staticsFinal(String root) {
    return statics(root).should(new Findings<>(StateRules::assignable));
  }

  private static List<String> assignable(JavaField field) {
    return field.getModifiers().contains(JavaModifier.FINAL)
        ? List.of()
        : List.of(finding(field, "is static and not final"));
  }

  /** No static field holds what changes. */
  static ArchRule staticsConstant(String root) {
    return statics(root).should(new Findings<>(StateRules::changing));
  }

  private static List<String> changing(JavaField field) {
    JavaClass type = field.getRawType();
    if (type.isArray()) {
      return Array.getLength(value(field)) == 0
          ? List.of()
          : List.of(finding(field, "is an array, whose elements change; use List.of"));
    }
    if (READ_ONLY_OR_NOT.contains(type.getName())) {
      String value = value(field).getClass().getName();
      return value.startsWith("java.util.ImmutableCollections$")
          ? List.of()
          : List.of(finding(field, "is a " + value + "; use List.of, Set.of or Map.of"));
    }
    boolean changing =
        type.getName().startsWith("java.util.concurrent.atomic.")
            || CHANGING.stream().anyMatch(type::isAssignableTo);
    return changing
        ? List.of(finding(field, "is a " + type.getName() + ", made to change"))
        : List.of();
  }

  private static GivenFieldsConjunction statics(String root) {
    return fields()
        .that(
            DescribedPredicate.describe(
                "are static",
                field -> Part.within(root, field.getOwner()) && isWrittenStatic(field)));
  }

  private static boolean isWrittenStatic(JavaField field) {
    Set<JavaModifier> modifiers = field.getModifiers();
    return modifiers.contains(JavaModifier.STATIC) && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Object value(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return reflected.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " cannot be read", e);
    }
  }

  private static String finding(JavaField field, String fault) {
    return field.getDescription() + " " + fault;
  }
}
