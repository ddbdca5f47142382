package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
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
  /** What {@code /proc/PID/fd/N} says for standard input, output and error; null if not a pipe. */
  private final @Nullable String[] pipes;

  private PipeHolders(@Nullable String[] pipes) {
    this.pipes = pipes;
  }

  /**
   * Notes the pipes of a process; to be asked at once after its start, while it has them.
   *
   * @param pid the process
   * @param piped whether each of the three streams is a pipe
   */
  static PipeHolders of(long pid, boolean... piped) {
    @Nullable String[] pipes = new @Nullable String[piped.length];
    for (int fd = 0; fd < pipes.length; fd++) {
      String link = piped[fd] ? link("/proc/" + pid + "/fd/" + fd) : null;
      pipes[fd] = link != null && link.startsWith("pipe:") ? link : null;
    }
    return new PipeHolders(pipes);
  }

  /** The processes that hold the other end of one of the pipes at this moment. */
  List<ProcessHandle> find() {
    List<ProcessHandle> holders = new ArrayList<>();
    String[] names = new File("/proc").list();
    if (names == null || pipes[0] == null && pipes[1] == null && pipes[2] == null) {
      return holders;
    }
    ProcessHandle self = ProcessHandle.current();
    for (String name : names) {
      if (Character.isDigit(name.charAt(0)) && holds(name)) {
        long pid = Long.parseLong(name);
        Optional<ProcessHandle> holder = ProcessHandle.of(pid);
        if (pid != self.pid() && holder.isPresent() && !isNewborn(holder.get(), self)) {
          holders.add(holder.get());
        }
      }
    }
    return holders;
  }

  /**
   * Whether a process may have just been forked for another call of this JVM: until it closes them
   * it has copies of all our descriptors. Orphans are not our children, unless we are process 1.
   */
  private static boolean isNewborn(ProcessHandle holder, ProcessHandle self) {
    return self.pid() != 1 && holder.parent().filter(self::equals).isPresent();
  }

  private boolean holds(String pid) {
    String[] fds = new File("/proc/" + pid + "/fd").list();
    if (fds == null) {
      return false;
    }
    for (String fd : fds) {
      String link = link("/proc/" + pid + "/fd/" + fd);
      if (link == null || !link.startsWith("pipe:")) {
        continue;
      }
      boolean reads = link.equals(pipes[0]);
      boolean writes = link.equals(pipes[1]) || link.equals(pipes[2]);
      if ((reads || writes) && isWritable(pid, fd) == writes) {
        return true;
      }
    }
    return false;
  }

  /** Whether a descriptor is the end of a pipe to write to. */
  private static boolean isWritable(String pid, String fd) {
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

  private static @Nullable String link(String path) {
    try {
      return Files.readSymbolicLink(Path.of(path)).toString();
    } catch (IOException e) {
      return null;
    }
  }

  private static String text(String path) {
    try {
      return Files.readString(Path.of(path), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
