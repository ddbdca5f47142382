package dev.portside.packaging;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.packaging.io.Sha256;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells who signed the plugins that are installed, by the archive and the provenance file that an
 * installation leaves beside each: {@code NAME-VERSION.tgz} and the same with {@code .prov}.
 *
 * <p>Follows Helm's {@code internal/plugin/signing_info.go}, with two differences. Helm looks at
 * the form of the provenance and never at the signature, so it calls signed what anybody may have
 * written; here signed is what the verifier has verified, for this name and version, and without
 * keys the answer is {@link SigningStatus#UNKNOWN}. And Helm looks below its own directory of data
 * only; here it is the directory that the plugin is in.
 *
 * <p>As with Helm it is the archive that is looked at, not the files that were made of it; these
 * are held to the lock by {@link dev.portside.packaging.lock.LockCheck}. Nothing is ever thrown
 * because of what is found. Immutable; safe for use by several threads.
 */
public final class SigningInfos {
  private static final String SUM = ": sha256:";

  private final PluginSigning signing;

  private SigningInfos(PluginSigning signing) {
    this.signing = requireNonNull(signing, "signing");
  }

  /**
   * Tells with the keys that a verifier trusts.
   *
   * @param signing verifies; one without a verifier finds nothing signed
   * @return a new value
   */
  public static SigningInfos with(PluginSigning signing) {
    return new SigningInfos(signing);
  }

  /**
   * Tells about one plugin, which is in the directory of its name. Follows {@code
   * GetPluginSigningInfo}; a plugin that is not there is {@link SigningStatus#UNKNOWN}.
   *
   * @param plugins the directory of plugins
   * @param plugin its metadata
   * @return who signed it, or why nobody has
   */
  public SigningInfo getPluginSigningInfo(Path plugins, Metadata plugin) {
    return info(plugins.resolve(plugin.name()), plugins, plugin);
  }

  /**
   * Tells about many plugins, each where it was loaded from. Follows {@code
   * GetSigningInfoForPlugins}.
   *
   * @param plugins the plugins; of several of a name the first counts
   * @return names to who signed, in the order of the plugins
   */
  public Map<String, SigningInfo> getSigningInfoForPlugins(List<Plugin> plugins) {
    Map<String, SigningInfo> infos = new LinkedHashMap<>();
    for (Plugin plugin : plugins) {
      infos.computeIfAbsent(plugin.metadata().name(), name -> info(plugin));
    }
    return infos;
  }

  private SigningInfo info(Plugin plugin) {
    Path dir = plugin.dir().map(path -> path.toAbsolutePath().normalize()).orElse(null);
    Path plugins = dir == null ? null : dir.getParent();
    return dir == null || plugins == null
        ? SigningInfo.not(SigningStatus.UNKNOWN, "it is in no directory of plugins")
        : info(dir, plugins, plugin.metadata());
  }

  private SigningInfo info(Path dir, Path plugins, Metadata plugin) {
    Path archive = plugins.resolve(plugin.name() + "-" + plugin.version() + ".tgz");
    Path provenance = PluginSigning.provenanceOf(archive);
    try {
      if (Files.readAttributes(dir, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isSymbolicLink()) {
        return SigningInfo.not(
            SigningStatus.LOCAL_DEV, dir + " is a link to a directory elsewhere");
      }
      if (!isFile(archive)) {
        return SigningInfo.not(
            SigningStatus.UNSIGNED, "there is no " + archive + ", which it would come from");
      }
      if (!isFile(provenance)) {
        return SigningInfo.not(
            SigningStatus.UNSIGNED, "there is no " + provenance + ", which would be its signature");
      }
      return verified(archive, provenance, plugin);
    } catch (NoSuchFileException e) {
      return SigningInfo.not(SigningStatus.UNKNOWN, "there is no " + e.getFile());
    } catch (PluginException e) {
      return SigningInfo.not(SigningStatus.UNKNOWN, String.valueOf(e.getMessage()));
    } catch (AccessDeniedException e) {
      return SigningInfo.not(SigningStatus.UNKNOWN, "cannot be read: no access to " + e.getFile());
    } catch (IOException e) {
      return SigningInfo.not(SigningStatus.UNKNOWN, "cannot be read: " + e.getMessage());
    }
  }

  private SigningInfo verified(Path archive, Path provenance, Metadata plugin) throws IOException {
    try {
      VerifiedPlugin verified = signing.verifyPlugin(archive);
      String name = verified.manifest().name();
      String version = verified.manifest().version();
      return name.equals(plugin.name()) && version.equals(plugin.version())
          ? SigningInfo.signed(verified.verification())
          : SigningInfo.not(
              SigningStatus.MISMATCHED_PROVENANCE,
              PluginArchive.baseName(archive)
                  + " is signed, but holds "
                  + Shown.quoted(name)
                  + " of version "
                  + Shown.quoted(version));
    } catch (InvalidPluginException e) {
      return SigningInfo.not(refused(archive, provenance), String.valueOf(e.getMessage()));
    }
  }

  /**
   * What to call a provenance that does not verify. The sums stand in it as a signer was given
   * them: if it has some, but not that of the archive, it is for something else. Neither word
   * speaks for the plugin, so a forger gains nothing by the choice.
   */
  private static SigningStatus refused(Path archive, Path provenance) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(provenance)) {
      text = Bytes.copyOf(in.readNBytes(PluginSigning.PROVENANCE_LIMIT)).text();
    }
    String sum = PluginArchive.baseName(archive) + SUM + digest(archive);
    return text.contains(SUM) && !text.contains(sum)
        ? SigningStatus.MISMATCHED_PROVENANCE
        : SigningStatus.INVALID_PROVENANCE;
  }

  private static String digest(Path archive) throws IOException {
    MessageDigest sha256 = Sha256.start();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(archive)) {
      for (int count; (count = in.read(buffer)) > 0; ) {
        sha256.update(buffer, 0, count);
      }
    }
    return Sha256.hex(sha256);
  }

  /** Whether it is there; what is there and no file, such as a pipe, cannot be read. */
  private static boolean isFile(Path path) throws IOException {
    try {
      if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
        return true;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    throw new IOException(path + ": expected a file");
  }
}
