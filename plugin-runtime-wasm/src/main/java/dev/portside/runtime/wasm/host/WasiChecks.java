package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/** What is checked before a WASI function runs that takes descriptors, sizes or buffers. */
enum WasiChecks implements WasiGuard {
  /** Nothing to check. */
  NONE {
    @Override
    public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
      return WasiSession.pass(function, instance, a);
    }
  },

  /** Descriptor, vectors, their number, and more. */
  VECTORS {
    @Override
    public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
      long total = vectors(instance.memory(), (int) a[1], (int) a[2]);
      if (total < 0) {
        return Wasi.result(Errno.FAULT);
      }
      GuestFiles files = session.files();
      boolean writes = function.name().endsWith("write");
      int error = writes && files != null ? files.write((int) a[0], total) : Errno.SUCCESS;
      return WasiGuard.passUnless(error, function, instance, a);
    }
  },

  /** Descriptor and, last, a size that the file is to have. */
  SIZE {
    @Override
    public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
      long size = a[a.length - 1];
      GuestFiles files = session.files();
      int error = size < 0 ? Errno.INVAL : Errno.SUCCESS;
      if (error == Errno.SUCCESS && files != null) {
        error = files.write((int) a[0], size);
      }
      return WasiGuard.passUnless(error, function, instance, a);
    }
  },

  /** {@code fd_close} and {@code fd_renumber}. */
  DESCRIPTORS {
    @Override
    public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
      session.change();
      long[] result = WasiSession.pass(function, instance, a);
      GuestFiles files = session.files();
      if (files != null && result[0] == Errno.SUCCESS) {
        if (a.length == 2) {
          files.renumbered((int) a[0], (int) a[1]);
        } else {
          files.closed((int) a[0]);
        }
      }
      return result;
    }
  },

  /** {@code fd_readdir}: descriptor, buffer, its size, and more. */
  LIST {
    @Override
    public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
      int error = (int) a[2] < 0 ? Errno.INVAL : Errno.SUCCESS;
      GuestFiles files = session.files();
      if (files != null && files.isDirectory((int) a[0])) {
        session.change();
        files.root();
      }
      return WasiGuard.passUnless(error, function, instance, a);
    }
  },

  /** {@code fd_filestat_get}, which Chicory has not for the directory that a guest begins with. */
  STATUS {
    @Override
    public long[] call(WasiSession session, HostFunction function, Instance instance, long[] a) {
      GuestFiles files = session.files();
      if (files == null || !files.isDirectory((int) a[0])) {
        return WasiSession.pass(function, instance, a);
      }
      session.change();
      return Wasi.result(directory(files, instance.memory(), (int) a[1]));
    }

    private int directory(GuestFiles files, Memory memory, int target) {
      try {
        BasicFileAttributes status = Files.readAttributes(files.root(), BasicFileAttributes.class);
        memory.write(target, new byte[STATUS_BYTES]);
        memory.writeByte(target + 16, DIRECTORY);
        memory.writeLong(target + 24, 1);
        memory.writeLong(target + 32, status.size());
        memory.writeLong(target + 40, nanos(status.lastAccessTime()));
        memory.writeLong(target + 48, nanos(status.lastModifiedTime()));
        memory.writeLong(target + 56, nanos(status.lastModifiedTime()));
        return Errno.SUCCESS;
      } catch (IOException e) {
        return Errno.IO;
      }
    }
  };

  private static final int STATUS_BYTES = 64;
  private static final byte DIRECTORY = 3;
  private static final int MOST_VECTORS = 1024;

  /** How much the vectors hold, or -1 if one of them is larger than the memory it is in. */
  private static long vectors(Memory memory, int pointer, int count) {
    if (count < 0 || count > MOST_VECTORS) {
      return -1;
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      long start = Integer.toUnsignedLong(memory.readInt(pointer + i * 8));
      long length = Integer.toUnsignedLong(memory.readInt(pointer + i * 8 + 4));
      if (start + length > WasiGuard.bytes(memory)) {
        return -1;
      }
      total += length;
    }
    return total;
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
