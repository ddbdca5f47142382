package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes that hold the pipes of one call, whoever their parent is by now: a child of a
 * child that has ended belongs to nobody, and still writes. Linux only, by way of {@code /proc};
 * elsewhere, and of what other users own, it finds nothing.
 */
final class PipeHolders {
  private PipeHolders() {}

  /**
   * The processes that hold the other end of a pipe at this moment.
   *
   * @param in what {@code /proc/PID/fd/N} says for the pipe to their input, or null
   * @param out the same for the pipe from their output, or null
   * @param err the same for the pipe from their standard error, or null
   */
  static List<ProcessHandle> find(@Nullable String in, @Nullable String out, @Nullable String err) {
    List<ProcessHandle> holders = new ArrayList<>();
    String[] names = in == null && out == null && err == null ? null : new File("/proc").list();
    if (names == null) {
      return holders;
    }
    ProcessHandle self = ProcessHandle.current();
    String own = Long.toString(self.pid());
    for (String name : names) {
      boolean other = Character.isDigit(name.charAt(0)) && !name.equals(own);
      if (other && holds(name, in, out, err)) {
        Optional<ProcessHandle> holder = ProcessHandle.of(Long.parseLong(name));
        if (holder.isPresent() && !isNewborn(holder.get(), self)) {
          holders.add(holder.get());
        }
      }
    }
    return holders;
  }

  /**
   * Whether a process has just been forked for another call of this JVM: until it closes them it
   * has copies of all our descriptors. Orphans are not our children, unless we are process 1.
   */
  private static boolean isNewborn(ProcessHandle holder, ProcessHandle self) {
    return holder.parent().filter(self::equals).isPresent()
        && (self.pid() != 1 || holder.info().command().orElse("").endsWith("/jspawnhelper"));
  }

  private static boolean holds(
      String pid, @Nullable String in, @Nullable String out, @Nullable String err) {
    String[] fds = new File("/proc/" + pid + "/fd").list();
    if (fds == null) {
      return false;
    }
    for (String fd : fds) {
      String link = link("/proc/" + pid + "/fd/" + fd);
      if (link == null || !link.startsWith("pipe:")) {
        continue;
      }
      boolean reads = link.equals(in);
      boolean writes = link.equals(out) || link.equals(err);
      if ((reads || writes) && isWritable(pid, fd) == writes) {
        return true;
      }
    }
    return false;
  }

  /** Whether a descriptor is the end of a pipe to write to. */
  static boolean isWritable(String pid, String fd) {
    String info = text("/proc/" + pid + "/fdinfo/" + fd);
    int flags = info.indexOf("flags:");
    int end = info.indexOf('\n', flags);
    return flags >= 0 && end > 0 && (info.charAt(end - 1) - '0' & 3) != 0;
  }

  /** Whether a process has ended and only waits for its parent to notice. */
  static boolean isZombie(long pid) {
    String stat = text("/proc/" + pid + "/stat");
    int state = stat.lastIndexOf(')') + 2;
    return state > 1 && state < stat.length() && "ZX".indexOf(stat.charAt(state)) >= 0;
  }

  /** What a symbolic link says, or null if it cannot be read. */
  static @Nullable String link(String path) {
    try {
      return Files.readSymbolicLink(Path.of(path)).toString();
    } catch (IOException e) {
      return null;
    }
  }

  /** The beginning of a small file, empty if it cannot be read. */
  private static String text(String path) {
    try (InputStream in = new FileInputStream(path)) {
      byte[] bytes = new byte[512];
      return new String(bytes, 0, Math.max(0, in.read(bytes)), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
