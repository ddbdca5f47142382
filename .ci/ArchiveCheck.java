import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.PluginException;
import dev.portside.api.host.PluginManager;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginArchive;
import dev.portside.packaging.install.InstallOptions;
import dev.portside.packaging.install.Installation;
import dev.portside.packaging.install.PluginInstaller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Unpacks hostile and odd archives, and installs them, and holds the verdicts against those
 * expected. Run from its source by {@code archive-check}: {@code java -cp JARS ArchiveCheck.java
 * ARCHIVES SCRATCH}.
 *
 * <p>Each line of {@code expected.tsv} is a case: its directory, the file in it, the verdict. Where
 * the verdict leaves a choice, ours is stated here. A refused archive must leave nothing behind:
 * the installer not even the directory of plugins. Of one whose names or manifest are refused the
 * archive has been unpacked by then.
 */
final class ArchiveCheck {
  /** Cases that may go either way, with ours, and why. */
  private static final Map<String, String> CHOSEN =
      Map.of(
          "t-dbl-slash", "refuse", // nobody packs such names but to be understood in two ways
          "t-decoy-nested-first", "ok", // a nested plugin.yaml is a plugin's own affair
          "t-noeof", "refuse", // indistinguishable from an archive that was cut
          "t-trailing-data", "refuse", // other readers see other files
          "t-second-archive", "refuse", // likewise
          "n-file-greedy", "refuse"); // file and directory are called otherwise than the plugin

  /** What else must be true of some archives that are unpacked: paths with modes. */
  private static final Map<String, List<String>> TREES =
      Map.of(
          "t-setuid", List.of("s rwxr-xr-x"),
          "t-setgid-sticky", List.of("s rwxr-xr-x"),
          "t-mode000", List.of("s rw-r--r--"),
          "t-pax-size-mismatch", List.of("blob rw-r--r--"),
          "t-nodirs", List.of("a rwxr-xr-x", "a/b rwxr-xr-x", "a/b/c.txt rw-r--r--"),
          "t-baseline", List.of("bin rwxr-xr-x", "bin/x.sh rwxr-xr-x"));

  private final PluginManager manager = PluginManager.discovered();
  private final Path scratch;
  private int passed;
  private int failed;

  private ArchiveCheck(Path scratch) {
    this.scratch = scratch;
  }

  public static void main(String[] args) throws IOException {
    ArchiveCheck check = new ArchiveCheck(Path.of(args[1]));
    Path archives = Path.of(args[0]);
    List<String> rows = Files.readAllLines(archives.resolve("expected.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] columns = row.split("\t");
      String expected = CHOSEN.getOrDefault(columns[0], columns[2].split("[ ,:]")[0]);
      Path file = archives.resolve(columns[0]).resolve(columns[1]);
      check.unpack(columns[0], file, expected);
      check.install(columns[0], file, expected);
    }
    check.manager.close();
    System.out.println(check.passed + " passed, " + check.failed + " failed");
    System.exit(check.failed == 0 && check.passed > 0 ? 0 : 1);
  }

  private void install(String name, Path file, String expected) throws IOException {
    Path plugins = scratch.resolve(name + "-plugins");
    PluginInstaller installer =
        PluginInstaller.builder(plugins, manager, new YamlManifestReader()).build();
    String verdict;
    String why;
    try {
      // What hostile archives have for hooks is not run.
      Installation done =
          installer.install(
              file.toString(), InstallOptions.DEFAULT.withVerify(false).withHooks(false));
      verdict = installer.check().isEmpty() ? "ok" : "other files than locked";
      why = done.plugin().name();
      List<String> tree = tree(done.dir());
      if (!tree.equals(TREES.getOrDefault(name, tree))) {
        verdict = "other files";
        why = tree.toString();
      }
    } catch (PluginException e) {
      verdict = "refuse";
      why = String.valueOf(e.getMessage());
      if (Files.exists(plugins)) {
        verdict = "refuse, but leave " + tree(plugins);
      }
    }
    count(name + ", installed", verdict, expected, why);
  }

  private void unpack(String name, Path file, String expected) throws IOException {
    Path target = scratch.resolve(name);
    String verdict;
    String why;
    PluginArchive archive = null;
    try (InputStream in = Files.newInputStream(file)) {
      archive =
          PluginArchive.extract(
              in, file.getFileName().toString(), ArchiveLimits.DEFAULT, target);
      Manifest manifest = archive.manifest(new YamlManifestReader());
      manager.describe(manifest);
      verdict = "ok";
      why = archive.toString();
      List<String> tree = tree(target.resolve(archive.folder()));
      if (!tree.equals(TREES.getOrDefault(name, tree))) {
        verdict = "other files";
        why = tree.toString();
      }
    } catch (InvalidPluginException e) {
      verdict = "refuse";
      why = e.getMessage();
      if (archive == null && Files.exists(target)) {
        verdict = "refuse, but leave files";
      }
    }
    count(name, verdict, expected, why);
  }

  private void count(String name, String verdict, String expected, String why) {
    boolean isRight = verdict.equals(expected);
    passed += isRight ? 1 : 0;
    failed += isRight ? 0 : 1;
    System.out.printf(
        "%s %s: %s: %s%n", isRight ? "passed" : "FAILED", name, verdict, why.replace("\n", "; "));
  }

  private static List<String> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root) && !path.endsWith("plugin.yaml"))
          .map(path -> root.relativize(path) + " " + mode(path))
          .sorted()
          .toList();
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
