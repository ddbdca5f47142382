package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.wasm.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The form of compiled code on disk: a header, the bytes of the module, the indexes of interpreted
 * functions, what remains of the module, the name of the machine, and the class files; numbers
 * big-endian, each variable part after its length. The header is a magic, the checksum (CRC-32) of
 * all after it, the version of this format and that of the compiler.
 *
 * <p>The module's bytes are in it to be compared: so an entry serves exactly the module it was made
 * of. The checksum finds damage; against malice only the rights of the directory help, and would
 * against any digest.
 */
final class CacheEntry {
  private static final long MAGIC = 0x706f727473696465L;

  /** To be raised with every change of this form, of the scanner, or of what is compiled. */
  private static final int FORMAT = 4;

  private static final int CHECKED_FROM = 2 * Long.BYTES;

  private CacheEntry() {}

  /** The entry for a module. */
  static byte[] encode(ModuleBytes module, CompiledClasses classes) {
    byte[] version = utf8(Version.version());
    byte[] main = utf8(classes.main());
    long size = CHECKED_FROM + 7L * Integer.BYTES + version.length + main.length;
    size += module.wasm().length + (long) classes.remainder().length;
    size += (long) Integer.BYTES * classes.interpreted().length;
    for (Map.Entry<String, byte[]> each : classes.classes().entrySet()) {
      size += 2 * Integer.BYTES + utf8(each.getKey()).length + each.getValue().length;
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
    out.putLong(MAGIC).putLong(0).putInt(FORMAT);
    put(out, version);
    put(out, module.wasm());
    out.putInt(classes.interpreted().length);
    for (int function : classes.interpreted()) {
      out.putInt(function);
    }
    put(out, classes.remainder());
    put(out, main);
    out.putInt(classes.classes().size());
    for (Map.Entry<String, byte[]> each : classes.classes().entrySet()) {
      put(out, utf8(each.getKey()));
      put(out, each.getValue());
    }
    out.putLong(Long.BYTES, checksum(out.array()));
    return out.array();
  }

  /**
   * The classes of an entry, or null if it is of another module, format or compiler.
   *
   * @throws IllegalArgumentException if the entry is damaged
   */
  static @Nullable CompiledClasses decode(byte[] entry, ModuleBytes module) {
    ByteBuffer in = ByteBuffer.wrap(entry);
    if (entry.length < CHECKED_FROM + Integer.BYTES
        || in.getLong() != MAGIC
        || in.getLong() != checksum(entry)) {
      throw new IllegalArgumentException("an entry is damaged");
    }
    if (in.getInt() != FORMAT || !text(in).equals(Version.version())) {
      return null;
    }
    int length = in.getInt();
    if (!module.sameAs(entry, in.position(), in.position() + length)) {
      return null;
    }
    in.position(in.position() + length);
    int[] interpreted = new int[in.getInt()];
    for (int i = 0; i < interpreted.length; i++) {
      interpreted[i] = in.getInt();
    }
    byte[] remainder = bytes(in);
    String main = text(in);
    Map<String, byte[]> classes = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      classes.put(text(in), bytes(in));
    }
    return new CompiledClasses(main, classes, interpreted, remainder);
  }

  private static long checksum(byte[] entry) {
    CRC32 crc = new CRC32();
    crc.update(entry, CHECKED_FROM, entry.length - CHECKED_FROM);
    return crc.getValue();
  }

  private static void put(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("an entry is damaged");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
