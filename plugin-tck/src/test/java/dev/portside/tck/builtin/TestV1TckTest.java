package dev.portside.tck.builtin;

import dev.portside.api.PluginType;
import dev.portside.api.type.TestV1;
import dev.portside.tck.PluginTypeTck;
import java.util.List;

class TestV1TckTest extends PluginTypeTck<TestV1.Input, TestV1.Output, TestV1.Settings> {
  @Override
  protected PluginType<TestV1.Input, TestV1.Output, TestV1.Settings> type() {
    return TestV1.TYPE;
  }

  @Override
  protected List<TestV1.Input> inputs() {
    return List.of(new TestV1.Input("ä \"quoted\""), new TestV1.Input(""));
  }

  @Override
  protected List<TestV1.Output> outputs() {
    return List.of(new TestV1.Output("hello"));
  }
}
