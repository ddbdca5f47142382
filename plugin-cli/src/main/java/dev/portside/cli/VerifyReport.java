package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.packaging.VerifiedPlugin;
import dev.portside.provenance.VerifiedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code verify} has to say of one archive.
 *
 * @param text for people; empty unless the archive is verified
 * @param form for programs
 * @param warnings what is odd, but changes nothing
 */
record VerifyReport(String text, Map<String, ?> form, List<String> warnings) {
  /** Its bytes are those that somebody trusted has signed. */
  private static final String VERIFIED = "verified";

  /** Helm's three lines first, then what Helm does not tell. */
  static VerifyReport verified(VerifiedPlugin plugin, VerifiedFile file) {
    String name = plugin.manifest().name();
    String version = plugin.manifest().version();
    List<String> lines = new ArrayList<>();
    for (String userId : file.userIds()) {
      lines.add("Signed by: " + userId);
    }
    lines.add("Using Key With Fingerprint: " + file.fingerprint());
    lines.add("Plugin Hash Verified: " + file.fileHash());
    if (!file.signingKey().equals(file.fingerprint())) {
      lines.add("Signing Subkey: " + file.signingKey());
    }
    lines.add("Signed At: " + file.signedAt());
    lines.add("Plugin: " + name + " " + version);

    Map<String, Object> form = new LinkedHashMap<>();
    form.put("verdict", VERIFIED);
    form.put("name", name);
    form.put("version", version);
    form.put("fileName", file.fileName());
    form.put("fileHash", file.fileHash());
    form.put("signer", file.signer());
    form.put("userIds", file.userIds());
    form.put("fingerprint", file.fingerprint());
    form.put("signingKey", file.signingKey());
    form.put("signedAt", file.signedAt().toString());
    List<String> warnings = new ArrayList<>();
    for (Finding finding : file.findings()) {
      warnings.add(finding.toString());
    }
    form.put("warnings", warnings);
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(Visible.line(line)).append(System.lineSeparator());
    }
    return new VerifyReport(text.toString(), form, warnings);
  }

  /** Not verified, for a reason that is said on standard error as well. */
  static VerifyReport refused(String verdict, String reason) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("verdict", verdict);
    form.put("reason", reason);
    return new VerifyReport("", form, List.of());
  }
}
