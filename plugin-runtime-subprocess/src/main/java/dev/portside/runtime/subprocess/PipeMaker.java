package dev.portside.runtime.subprocess;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@linkplain OwnPipe pipes} and finds their names. Which of the open files they are Java
 * does not tell. Safe for use by several threads; it holds numbers only.
 */
final class PipeMaker {
  /** Where the last pipes were found; the system uses the least numbers that are free. */
  private volatile String[] last = {};

  /**
   * Makes pipes.
   *
   * @param count how many
   * @return as many, or none at all if this system does not have names for them
   * @throws IOException if there cannot be more open files, or the thread is interrupted
   */
  List<OwnPipe> make(int count) throws IOException {
    List<OwnPipe> pipes = new ArrayList<>(count);
    boolean found = false;
    try {
      for (int i = 0; i < count; i++) {
        pipes.add(new OwnPipe());
      }
      found = guess(pipes) || search(pipes);
    } finally {
      if (!found) {
        for (OwnPipe pipe : pipes) {
          pipe.close();
        }
      }
    }
    return found ? pipes : List.of();
  }

  private boolean guess(List<OwnPipe> pipes) throws IOException {
    String[] fds = last;
    for (int i = 0; i < pipes.size(); i++) {
      if (i >= fds.length || !pipes.get(i).take(fds[i])) {
        return false;
      }
    }
    return true;
  }

  /** Looks at all open files, and remembers what it finds. */
  private boolean search(List<OwnPipe> pipes) throws IOException {
    String[] fds = new File(OwnPipe.FDS).list();
    if (fds == null) {
      return false;
    }
    for (String fd : fds) {
      String id = PipeHolders.link(OwnPipe.FDS + fd);
      if (id != null && id.startsWith("pipe:")) {
        takeFirst(pipes, fd);
      }
    }
    String[] found = new String[pipes.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = pipes.get(i).fd();
      if (found[i].isEmpty()) {
        return false;
      }
    }
    if (found.length >= last.length) {
      last = found;
    }
    return true;
  }

  private static void takeFirst(List<OwnPipe> pipes, String fd) throws IOException {
    for (OwnPipe pipe : pipes) {
      if (pipe.fd().isEmpty() && pipe.take(fd)) {
        return;
      }
    }
  }
}
