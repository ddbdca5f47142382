package dev.portside.tck.builtin;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.PluginType;
import dev.portside.api.type.CliV1;
import dev.portside.tck.PluginTypeTck;
import java.util.List;
import java.util.Map;

class CliV1TckTest extends PluginTypeTck<CliV1.Input, CliV1.Output, CliV1.Settings> {
  @Override
  protected PluginType<CliV1.Input, CliV1.Output, CliV1.Settings> type() {
    return CliV1.TYPE;
  }

  @Override
  protected List<CliV1.Input> inputs() {
    return List.of(
        new CliV1.Input(List.of()), new CliV1.Input(List.of("a b", "", "--flag", "$HOME", "ä")));
  }

  @Override
  protected List<CliV1.Output> outputs() {
    return List.of(new CliV1.Output(Bytes.EMPTY), new CliV1.Output(Bytes.utf8("ä\n\"'\\")));
  }

  @Override
  protected Map<CliV1.Input, CommandCall> commandLines() {
    List<String> args = List.of("a b", "", "--flag");
    return Map.of(new CliV1.Input(args), CommandCall.EMPTY.withArgs(args));
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("usage", "u", "shortHelp", "s", "longHelp", "l\nl", "ignoreFlags", true);
  }
}
