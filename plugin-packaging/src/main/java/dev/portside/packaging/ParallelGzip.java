package dev.portside.packaging;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one gzip member (RFC 1952), compressed by several threads. The content is cut into blocks
 * of 1 MiB; each is compressed by itself, with the last 32 KiB of the block before as its
 * dictionary, and ends on a byte. So the output does not depend on the number of threads. A block
 * that does not look as if it would shrink is stored as it is. The header tells nothing of the
 * machine: no time, no name, no system.
 */
final class ParallelGzip extends OutputStream {
  private static final int BLOCK = 1 << 20;
  private static final int WINDOW = 1 << 15;

  /**
   * Level 6, the usual one, takes half as long again and more, for one or two bytes in a hundred.
   */
  private static final int LEVEL = 5;

  private static final int SAMPLE = 1 << 12;
  private static final int SAMPLES = 8;

  /** The longest content of a stored block of deflate (RFC 1951, 3.2.4). */
  private static final int STORED = 0xffff;

  private final OutputStream out;
  private final ArchiveLimits limits;
  private final Refusal refusal;
  private final ExecutorService workers;
  private final List<Block> blocks = new ArrayList<>();
  private final Deque<Future<Block>> running = new ArrayDeque<>();
  private final Deque<Block> idle = new ArrayDeque<>();
  private final CRC32 crc = new CRC32();
  private Block current;
  private long unpacked;
  private long written;
  private long packed;

  ParallelGzip(OutputStream out, int threads, ArchiveLimits limits, Refusal refusal) {
    this.out = out;
    this.limits = limits;
    this.refusal = refusal;
    for (int i = 0; i <= threads; i++) {
      blocks.add(new Block());
    }
    idle.addAll(blocks);
    current = idle.remove();
    workers = Executors.newFixedThreadPool(threads, work -> new Thread(work, "portside-pack"));
  }

  /** Input and output of one thread's work, used again and again. */
  private static final class Block {
    final Deflater deflater = new Deflater(LEVEL, true);
    final Deflater sampler = new Deflater(Deflater.BEST_SPEED, true);
    final byte[] input = new byte[BLOCK];
    final byte[] dictionary = new byte[WINDOW];
    byte[] output = new byte[BLOCK + BLOCK / 64];
    int length;
    int dictionaryLength;
    int outputLength;

    Block compress(boolean isLast) {
      outputLength = 0;
      if (looksCompressed()) {
        store(isLast);
      } else {
        deflate(isLast);
      }
      return this;
    }

    private void deflate(boolean isLast) {
      deflater.reset();
      deflater.setDictionary(dictionary, 0, dictionaryLength);
      deflater.setInput(input, 0, length);
      int flush = Deflater.SYNC_FLUSH;
      if (isLast) {
        deflater.finish();
        flush = Deflater.NO_FLUSH;
      }
      int count;
      do {
        if (outputLength == output.length) {
          output = Arrays.copyOf(output, output.length * 2);
        }
        int room = output.length - outputLength;
        count = deflater.deflate(output, outputLength, room, flush);
        outputLength += count;
      } while (isLast ? !deflater.finished() : outputLength == output.length);
    }

    /** Whether none of some samples shrinks; a block that is not full is not worth the question. */
    private boolean looksCompressed() {
      if (length < BLOCK) {
        return false;
      }
      for (int i = 0; i < SAMPLES; i++) {
        sampler.reset();
        sampler.setInput(input, i * (BLOCK / SAMPLES), SAMPLE);
        sampler.finish();
        // What does not fit into the room of the sample is no shorter than it.
        sampler.deflate(output, 0, SAMPLE - SAMPLE / 64);
        if (sampler.finished()) {
          return false;
        }
      }
      return true;
    }

    private void store(boolean isLast) {
      for (int from = 0; from < length; from += STORED) {
        int count = Math.min(STORED, length - from);
        output[outputLength] = (byte) (isLast && from + count == length ? 1 : 0);
        output[outputLength + 1] = (byte) count;
        output[outputLength + 2] = (byte) (count >> 8);
        output[outputLength + 3] = (byte) ~count;
        output[outputLength + 4] = (byte) (~count >> 8);
        System.arraycopy(input, from, output, outputLength + 5, count);
        outputLength += 5 + count;
      }
    }

    void close() {
      deflater.end();
      sampler.end();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (current.length == BLOCK) {
        compressCurrent(false);
      }
      int count = Math.min(length - done, BLOCK - current.length);
      System.arraycopy(source, offset + done, current.input, current.length, count);
      current.length += count;
      done += count;
    }
  }

  /** Writes what is left and the trailer. */
  void finish() throws IOException {
    compressCurrent(true);
    while (!running.isEmpty()) {
      writeFirst();
    }
    for (long number : new long[] {crc.getValue(), unpacked}) {
      for (int shift = 0; shift < 32; shift += 8) {
        out.write((int) (number >> shift));
      }
    }
  }

  private void compressCurrent(boolean isLast) throws IOException {
    Block full = current;
    crc.update(full.input, 0, full.length);
    unpacked += full.length;
    if (unpacked > limits.totalBytes()) {
      throw refusal.limit("", "all files together are larger", limits.totalBytes(), "bytes");
    }
    running.add(workers.submit(() -> full.compress(isLast)));
    if (idle.isEmpty()) {
      writeFirst();
    }
    current = idle.remove();
    current.length = 0;
    current.dictionaryLength = Math.min(full.length, WINDOW);
    System.arraycopy(
        full.input,
        full.length - current.dictionaryLength,
        current.dictionary,
        0,
        current.dictionaryLength);
  }

  private void writeFirst() throws IOException {
    Block done;
    try {
      done = running.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while packing").initCause(e);
    } catch (ExecutionException e) {
      throw new IOException("cannot compress: " + e.getCause(), e.getCause());
    }
    if (packed == 0) {
      byte[] header = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, -1};
      out.write(header);
      packed = header.length;
    }
    out.write(done.output, 0, done.outputLength);
    packed += done.outputLength;
    written += done.length;
    idle.add(done);
    checkLimits();
  }

  /** What the reader of the archive will hold against it. */
  private void checkLimits() {
    if (packed > limits.archiveBytes()) {
      throw refusal.limit("", "the archive is larger", limits.archiveBytes(), "bytes");
    }
    if (written > limits.ratioFrom() && written / limits.ratio() > packed) {
      throw refusal.limit(
          "",
          written
              + " bytes take but "
              + packed
              + " in the archive, which readers take for a decompression bomb",
          limits.ratio(),
          "bytes for each");
    }
  }

  /** Ends the threads, and frees what is not on the heap, whether finished or not. */
  @Override
  public void close() {
    workers.shutdownNow();
    boolean wasInterrupted = false;
    for (boolean ended = false; !ended; ) {
      try {
        ended = workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    blocks.forEach(Block::close);
  }
}
