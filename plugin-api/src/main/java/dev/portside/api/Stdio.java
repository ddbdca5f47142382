package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the three standard streams of a call come from and go to. A stream that the call needs for
 * its message wins over the one given here. Immutable, though the streams are not; a call never
 * closes them.
 *
 * <p>A stream of this process can be <em>inherited</em>: a subprocess then gets the descriptor
 * itself, so a plugin that asks questions on a terminal works, and nothing is pumped or seen on the
 * way. An inherited standard error thus leaves no tail for error texts.
 */
public final class Stdio {
  private static final Stdio NONE =
      new Stdio(new ByteArrayInputStream(new byte[0]), new Nowhere(), new Nowhere());
  private static final Stdio INHERIT = new Stdio(null, null, null);

  /** Unlike {@code nullOutputStream} it can be closed, and written to by the next call. */
  private static final class Nowhere extends OutputStream {
    @Override
    public void write(int dropped) {}

    @Override
    public void write(byte[] dropped, int from, int length) {}
  }

  /** Null: inherited. */
  private final @Nullable InputStream in;

  private final @Nullable OutputStream out;
  private final @Nullable OutputStream err;

  private Stdio(@Nullable InputStream in, @Nullable OutputStream out, @Nullable OutputStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Nothing to read, and what is written is dropped.
   *
   * @return the streams
   */
  public static Stdio none() {
    return NONE;
  }

  /**
   * The streams of this process, by descriptor: a replaced {@code System.out} is not seen.
   *
   * @return the streams
   */
  public static Stdio inherit() {
    return INHERIT;
  }

  /**
   * Streams of the caller's. They are pumped by threads that end with the call; only a read of
   * {@code in} that blocks beyond the end of the call keeps its thread, until that read returns.
   *
   * @param in read until its end or the end of the call, whichever is first
   * @param out receives standard output
   * @param err receives standard error
   * @return the streams
   */
  public static Stdio of(InputStream in, OutputStream out, OutputStream err) {
    return new Stdio(requireNonNull(in), requireNonNull(out), requireNonNull(err));
  }

  /**
   * A copy with another standard input.
   *
   * @param value the stream
   * @return the copy
   */
  public Stdio withIn(InputStream value) {
    return new Stdio(requireNonNull(value), out, err);
  }

  /**
   * A copy with another standard output.
   *
   * @param value the stream
   * @return the copy
   */
  public Stdio withOut(OutputStream value) {
    return new Stdio(in, requireNonNull(value), err);
  }

  /**
   * A copy with another standard error.
   *
   * @param value the stream
   * @return the copy
   */
  public Stdio withErr(OutputStream value) {
    return new Stdio(in, out, requireNonNull(value));
  }

  /**
   * Whether standard input is that of this process.
   *
   * @return true if inherited
   */
  public boolean inheritsIn() {
    return in == null;
  }

  /**
   * Whether standard output is that of this process.
   *
   * @return true if inherited
   */
  public boolean inheritsOut() {
    return out == null;
  }

  /**
   * Whether standard error is that of this process.
   *
   * @return true if inherited
   */
  public boolean inheritsErr() {
    return err == null;
  }

  /**
   * Standard input, for runtimes that run inside this process.
   *
   * @return the stream; unbuffered and not to be closed
   */
  public InputStream in() {
    return in == null ? new StandardInput() : in;
  }

  /**
   * Standard output, for runtimes that run inside this process.
   *
   * @return the stream; unbuffered and not to be closed
   */
  public OutputStream out() {
    return out == null ? new FileOutputStream(FileDescriptor.out) : out;
  }

  /**
   * Standard error, for runtimes that run inside this process.
   *
   * @return the stream; unbuffered and not to be closed
   */
  public OutputStream err() {
    return err == null ? new FileOutputStream(FileDescriptor.err) : err;
  }

  /**
   * Not the file stream itself: on JDK 17 its readAllBytes asks for a position, a pipe has none.
   */
  private static final class StandardInput extends FilterInputStream {
    StandardInput() {
      super(new FileInputStream(FileDescriptor.in));
    }

    @Override
    public void close() {}
  }
}
