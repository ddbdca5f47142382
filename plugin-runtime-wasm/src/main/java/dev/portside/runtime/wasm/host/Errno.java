package dev.portside.runtime.wasm.host;

/** The error numbers of WASI preview 1 that are answered here. */
final class Errno {
  static final int SUCCESS = 0;
  static final int BUSY = 10;
  static final int FAULT = 21;
  static final int INVAL = 28;
  static final int IO = 29;
  static final int ISDIR = 31;
  static final int LOOP = 32;
  static final int MFILE = 33;
  static final int NAMETOOLONG = 37;
  static final int NOENT = 44;
  static final int NOSPC = 51;
  static final int NOTDIR = 54;
  static final int NOTEMPTY = 55;
  static final int PERM = 63;

  private Errno() {}
}
