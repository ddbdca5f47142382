package dev.portside.tck.fake;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What came of a run of the kit: rules that passed, failed and were skipped, with the reasons. */
record KitRun(
    Map<String, String> passed,
    Map<String, String> failed,
    Map<String, String> skipped,
    Set<String> classes,
    List<String> order) {
  static KitRun of(Class<?> vendor) {
    Events events =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(vendor)).execute().testEvents();
    KitRun run =
        new KitRun(
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new ArrayList<>());
    events.finished().list().forEach(run::add);
    return run;
  }

  private void add(Event event) {
    String sentence = event.getTestDescriptor().getDisplayName();
    String id = sentence.split(" ", 2)[0];
    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
    String reason = result.getThrowable().map(Throwable::toString).orElse("");
    event
        .getTestDescriptor()
        .getSource()
        .ifPresent(source -> classes.add(((MethodSource) source).getClassName()));
    order.add(id);
    switch (result.getStatus()) {
      case SUCCESSFUL -> passed.put(id, sentence);
      case ABORTED -> skipped.put(id, reason);
      case FAILED -> failed.put(id, reason);
    }
  }
}
