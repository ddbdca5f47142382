package dev.portside.packaging.lock;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The hash of a directory: names, kinds, permissions and contents of all that is in it, and the
 * permissions of the directory itself. Two directories have the same hash if and only if these are
 * the same. Owners, times, hard links, access control lists and extended attributes do not count.
 *
 * <p>It is the SHA-256 of a listing, a line for each entry and for the directory itself, sorted by
 * bytes, each ended by LF, with tabs between the columns:
 *
 * <pre>
 * PATH d MODE                 a directory
 * PATH f MODE SIZE SHA256     a file: its bytes, and their digest in lower-case hexadecimal digits
 * PATH l TARGET               a symbolic link: what it says; it is never followed
 * </pre>
 *
 * PATH is {@code .} for the directory itself, and begins with {@code ./} for everything below. PATH
 * and TARGET are the bytes of the file system, but for a backslash, which is written twice, and the
 * bytes below 0x20 and 0x7f, which are written {@code \x} and two lower-case digits. MODE is octal
 * without leading zeros: read, write and execute of owner, group and others, set-user-id,
 * set-group-id and sticky; {@code -} where the file system has none. So with GNU tools, if no name
 * has a backslash or a control character:
 *
 * <pre>
 * cd DIR
 * export LC_ALL=C
 * find . -type f -printf '%p\tf\t%m\t%s\t' -exec sh -c 'sha256sum &lt;"$0"' {} ';' \
 *   -o -type l -printf '%p\tl\t%l\n' -o -printf '%p\td\t%m\n' |
 *   sed 's/  -$//' | sort | sha256sum
 * </pre>
 *
 * <p>Every other kind of entry, such as a pipe or a device, is refused. Nothing is read twice: what
 * changes while it is hashed gives an error, or a hash of old and new. Files of any size take no
 * memory, entries about 200 bytes each, at most 200,000 of them.
 */
public final class TreeHash {
  private TreeHash() {}

  /**
   * Hashes a directory. Safe for use by several threads.
   *
   * @param dir the directory; if it is a symbolic link, that is what is refused
   * @return SHA-256 as 64 lower-case hexadecimal digits
   * @throws IOException if something in it cannot be read, changes while it is read, or is neither
   *     file, directory nor symbolic link; the message says what
   */
  public static String of(Path dir) throws IOException {
    return new TreeListing(dir).hash();
  }
}
