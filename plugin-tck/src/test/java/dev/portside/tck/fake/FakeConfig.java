package dev.portside.tck.fake;

import dev.portside.api.Permission;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.TreeReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which program of {@link Programs} to run, in which form, with which hooks. */
public record FakeConfig(
    String program, String form, List<String> needs, Map<String, String> hooks, Faults faults)
    implements RuntimeConfig {
  static FakeConfig read(TreeReader in, Faults faults) {
    return new FakeConfig(
        in.text("program"),
        in.text("form", "command"),
        in.texts("needs"),
        in.textMap("hooks"),
        faults);
  }

  @Override
  public Map<String, ?> signedForm() {
    return faults.signedForm(this);
  }

  @Override
  public Set<Permission> permissions() {
    return faults.permissions(this);
  }
}
