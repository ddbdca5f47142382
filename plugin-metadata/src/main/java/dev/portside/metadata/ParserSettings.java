package dev.portside.metadata;

import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Makes settings for the parser of the YAML library. Their builder makes a schema, too, a dozen
 * regular expressions that no parser looks at; in a cold process on JDK 17 they take half the time
 * of reading a manifest. So there the constructor is called, if the JVM lets us, as it does on the
 * class path. Later JDKs read the schema from the archive of classes, and would pay more for the
 * reflection.
 */
final class ParserSettings {
  private static final int NATIVE_REFLECTION_UNTIL = 17;

  /** What the library reads at once by default, in characters. */
  private static final int BUFFER = 1024;

  private static final int CODE_POINTS = 3 << 20;
  private static final int ALIASES = 50;

  private ParserSettings() {}

  /** What the builder does with {@code %YAML}. A class, as the first lambda costs as much again. */
  private static final class SupportedVersion implements UnaryOperator<SpecVersion> {
    @Override
    public SpecVersion apply(SpecVersion version) {
      if (version.getMajor() != 1) {
        throw new YamlVersionException(version);
      }
      return version;
    }
  }

  /** Settings with marks and the limits of the library. */
  static LoadSettings standard() {
    return withBuffer(BUFFER);
  }

  /**
   * The same for another buffer.
   *
   * @param size how many characters are read at once
   */
  static LoadSettings withBuffer(int size) {
    LoadSettings constructed =
        Runtime.version().feature() > NATIVE_REFLECTION_UNTIL ? null : construct(size);
    return constructed == null ? LoadSettings.builder().setBufferSize(size).build() : constructed;
  }

  /** The defaults of the builder, without what loads and constructs; null if that is refused. */
  private static @Nullable LoadSettings construct(int bufferSize) {
    try {
      Constructor<?> constructor = LoadSettings.class.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return (LoadSettings)
          constructor.newInstance(
              /* label= */ "reader",
              /* tagConstructors= */ Map.of(),
              /* defaultList= */ null,
              /* defaultSet= */ null,
              /* defaultMap= */ null,
              /* versionFunction= */ new SupportedVersion(),
              bufferSize,
              /* allowDuplicateKeys= */ false,
              /* allowRecursiveKeys= */ false,
              ALIASES,
              /* useMarks= */ true,
              /* customProperties= */ Map.of(),
              /* envConfig= */ Optional.empty(),
              /* parseComments= */ false,
              CODE_POINTS,
              /* schema= */ null,
              /* allowNonScalarKeys= */ false);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
