package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import dev.portside.runtime.wasm.host.GuestFiles.Place;

/**
 * What is checked before a WASI function runs that takes paths. Their descriptor comes first, but
 * that of a symbolic link; a path is a pointer and a length.
 */
enum WasiPath implements WasiGuard {
  /** Descriptor, path: makes something there. */
  MAKES {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      Place place = files.place(memory, (int) a[0], (int) a[1], (int) a[2]);
      return place.refused() ? place.error() : files.make();
    }
  },

  /** Descriptor, flags, path. */
  LOOKS_UP {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      return files.place(memory, (int) a[0], (int) a[2], (int) a[3]).error();
    }
  },

  /** Descriptor, path. */
  READS {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      return files.place(memory, (int) a[0], (int) a[1], (int) a[2]).error();
    }
  },

  /** Descriptor, path: removes what is there. */
  REMOVES {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      return inside(files, files.place(memory, (int) a[0], (int) a[1], (int) a[2]));
    }
  },

  /** Descriptor, flags, path, open flags, rights, rights, flags, where the new descriptor goes. */
  OPENS {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      Place place = files.place(memory, (int) a[0], (int) a[2], (int) a[3]);
      if (place.refused()) {
        return place.error();
      }
      int error = files.open();
      boolean makes = (a[4] & CREATE) != 0;
      return error == Errno.SUCCESS && makes ? files.make() : error;
    }

    @Override
    void done(GuestFiles files, Memory memory, long[] a) {
      Place place = files.place(memory, (int) a[0], (int) a[2], (int) a[3]);
      files.opened(memory.readInt((int) a[8]), place);
    }
  },

  /** Descriptor, flags, path; descriptor, path: a second name for a file. */
  LINKS {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      Place from = files.place(memory, (int) a[0], (int) a[2], (int) a[3]);
      Place to = files.place(memory, (int) a[4], (int) a[5], (int) a[6]);
      int error = from.refused() ? from.error() : inside(files, to);
      return error == Errno.SUCCESS ? files.make() : error;
    }
  },

  /** Descriptor, path; descriptor, path. Chicory's own asks the JDK for what a move has not. */
  RENAMES {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      Place from = files.place(memory, (int) a[0], (int) a[1], (int) a[2]);
      Place to = files.place(memory, (int) a[3], (int) a[4], (int) a[5]);
      int error = inside(files, from);
      if (error == Errno.SUCCESS) {
        error = inside(files, to);
      }
      return error == Errno.SUCCESS ? GuestFiles.rename(from, to) : error;
    }

    @Override
    boolean answers() {
      return true;
    }
  },

  /** Path, descriptor, path: a symbolic link, which there is none of. */
  POINTS {
    @Override
    int check(GuestFiles files, Memory memory, long[] a) {
      return Errno.PERM;
    }

    @Override
    int descriptor(long[] a) {
      return (int) a[2];
    }
  };

  private static final int CREATE = 1;

  abstract int check(GuestFiles files, Memory memory, long[] a);

  int descriptor(long[] a) {
    return (int) a[0];
  }

  /** Whether the check has done all there is to do. */
  boolean answers() {
    return false;
  }

  void done(GuestFiles files, Memory memory, long[] a) {}

  @Override
  public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
    GuestFiles files = session.files();
    if (files == null || !files.isDirectory(descriptor(a))) {
      return WasiSession.pass(function, instance, a);
    }
    session.change();
    int error = check(files, instance.memory(), a);
    if (error != Errno.SUCCESS || answers()) {
      return Wasi.result(error);
    }
    try {
      long[] result = WasiSession.pass(function, instance, a);
      if (result[0] == Errno.SUCCESS) {
        done(files, instance.memory(), a);
      }
      return result;
    } catch (IllegalArgumentException e) {
      // A combination of options or a time that the JDK does not take.
      return Wasi.result(Errno.INVAL);
    }
  }

  private static int inside(GuestFiles files, Place place) {
    if (place.refused()) {
      return place.error();
    }
    return files.isRoot(place) ? Errno.BUSY : Errno.SUCCESS;
  }
}
