package dev.portside.architecture;

import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.function.Function;

/** A condition that says in words of its own what is wrong with an item. */
final class Findings<T> extends ArchCondition<T> {
  private final Function<T, Collection<String>> findings;

  /** Takes what finds the faults of one item; none means that the rule is kept. */
  Findings(Function<T, Collection<String>> findings) {
    super("have no finding");
    this.findings = findings;
  }

  @Override
  public void check(T item, ConditionEvents events) {
    for (String finding : findings.apply(item)) {
      events.add(SimpleConditionEvent.violated(item, finding));
    }
  }
}
