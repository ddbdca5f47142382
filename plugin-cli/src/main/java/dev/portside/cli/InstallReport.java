package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.api.Plugin;
import dev.portside.packaging.VerifiedPlugin;
import dev.portside.packaging.install.InstallListener;
import dev.portside.packaging.install.Installation;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.provenance.VerifiedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what an installer does: in Helm's words for people, or as one document for programs. */
final class InstallReport implements InstallListener {
  private final Session session;
  private final boolean isJson;
  private final boolean isDryRun;
  private final ProgressBar progress;
  private final OpenPgpVerifier verifier;
  private final List<Map<String, Object>> items = new ArrayList<>();

  InstallReport(Session session, InstallerOptions options) {
    this.session = session;
    isJson = options.isJson();
    isDryRun = options.isDryRun();
    progress = new ProgressBar(session.shell());
    verifier = options.verifier(session);
  }

  /** Verifies, and is asked whose signature it was. */
  OpenPgpVerifier verifier() {
    return verifier;
  }

  /** A line for people. */
  void say(String line) {
    progress.clear();
    if (!isJson) {
      session.shell().out().println(Visible.line(line));
    }
  }

  @Override
  public void progress(long bytes, long total) {
    progress.show(bytes, total);
  }

  @Override
  public void verified(VerifiedPlugin plugin) {
    VerifiedFile file = verifier.file();
    for (String userId : file.userIds()) {
      say("Signed by: " + userId);
    }
    say("Using Key With Fingerprint: " + file.fingerprint());
    say("Plugin Hash Verified: " + file.fileHash());
  }

  @Override
  public void runsHook(Plugin plugin, String event) {
    say("Running the " + event + " hook of " + plugin.metadata().name());
    session.shell().out().flush(); // before what the hook prints
  }

  @Override
  public void warning(Finding finding) {
    progress.clear();
    session.failures().warn(finding.toString());
  }

  /** What became of a plugin. */
  void done(Installation done) {
    LockedPlugin plugin = done.plugin();
    say(
        switch (done.change()) {
          case INSTALLED -> prefix("Installed", "install") + plugin.name();
          case UPDATED -> prefix("Updated", "update") + plugin.name();
          case UNINSTALLED -> prefix("Uninstalled", "uninstall") + plugin.name();
          case UNCHANGED -> "Plugin is up to date: " + plugin.name();
        });
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("change", Choice.word(done.change()));
    item.put("dryRun", isDryRun);
    item.put("name", plugin.name());
    item.put("version", plugin.version());
    item.put("dir", done.dir().toString());
    item.put("source", plugin.source());
    item.put("archive", plugin.archive());
    item.put("tree", plugin.tree());
    item.put("verified", plugin.isVerified());
    item.put("fingerprint", plugin.signer());
    items.add(item);
  }

  private String prefix(String done, String would) {
    return (isDryRun ? "Would " + would : done) + " plugin: ";
  }

  /** Prints what programs read. */
  void end() {
    progress.clear();
    if (isJson) {
      session.shell().out().println(new Json().pretty(items));
    }
  }
}
