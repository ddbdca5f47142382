package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import dev.portside.api.PluginType;
import dev.portside.tck.PluginTypeTck;
import dev.portside.tck.TckV1;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The type of the kit")
class KitTypeTckTest {
  @Test
  @DisplayName("keeps every rule for plugin types but that it is registered nowhere")
  void rules() {
    assertEquals(Set.of("T-1.3", "T-1.4"), KitRun.of(Vendor.class).failed().keySet());
  }

  static final class Vendor extends PluginTypeTck<TckV1.Input, TckV1.Output, TckV1.Settings> {
    @Override
    protected PluginType<TckV1.Input, TckV1.Output, TckV1.Settings> type() {
      return TckV1.TYPE;
    }

    @Override
    protected List<TckV1.Input> inputs() {
      Bytes binary = Bytes.copyOf(new byte[] {0, -1, 127, -128});
      return List.of(
          TckV1.Input.ofArgs(),
          new TckV1.Input(List.of("a", ""), Map.of("A", "1", "B", "2"), Optional.of(binary)));
    }

    @Override
    protected List<TckV1.Output> outputs() {
      return List.of(new TckV1.Output(Bytes.EMPTY), new TckV1.Output(Bytes.utf8("x")));
    }
  }
}
